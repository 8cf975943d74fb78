"""The history page reads well only if every event that the apps write has a sentence."""

import ast
from pathlib import Path

import pytest

from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import is_told
from lhs_portal.environment import BASE_DIR

APPS = {
    "lhs_portal/accounts": ("organization", "membership", "invitation"),
    "assessments": ("assessment",),
    "reports": (
        "report",
        "assessment",
        "organization",
        "fieldcycle",
        "interest",
        "story",
        "release",
        "savedview",
        "annotation",
        "briefing",
    ),
}
# Of people and roles on the portal: they belong to no organization, and no page shows them.
OF_THE_PORTAL = {"role granted", "role revoked", "added", "deleted"}


def verbs(folder: Path) -> set[str]:
    """The literal verbs given to `record_event`, or to a function that hands its verb on."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and "record" in ast.unparse(node.func):
                for argument in node.args[:2]:
                    for constant in ast.walk(argument):
                        if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                            found.add(constant.value)
    return found


@pytest.mark.parametrize("folder", APPS)
def test_every_verb_of_an_app_is_told(folder):
    written = verbs(BASE_DIR / folder) - OF_THE_PORTAL
    assert len(written) > 3
    untold = {
        verb
        for verb in written
        if not any(is_told(Event(subject_type=kind, verb=verb)) for kind in APPS[folder])
    }
    assert untold == set()
