"""A draft for two editors to publish: `python -m tests.browser.publishing_scene`. Prints JSON."""

import json
from typing import Any

import django

VERSION = "2031.1"
PROPOSER, APPROVER = "gesine", "hamza"


def scene() -> dict[str, Any]:
    from commitments.models import FrameworkVersion
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from tests.browser.draft_stage import changed_draft
    from tests.browser.staging import make_session
    from tests.cast import make_person

    editors = {name: make_person(f"{name.title()} Okonjo") for name in (PROPOSER, APPROVER)}
    for editor in editors.values():
        grant_role(editor, role=PortalRole.FRAMEWORK_EDITOR, by=None)
    base = FrameworkVersion.objects.get(version="2024.12")
    draft = changed_draft(VERSION, base, editors[PROPOSER])
    sessions = {name: make_session(editor) for name, editor in editors.items()}
    return {"draft": str(draft.pk), "sessions": sessions}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(scene()))
