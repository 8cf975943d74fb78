"""What is said while modules are read would stay in the language of that moment: English."""

import ast
from collections.abc import Iterator

import pytest

from lhs_portal.environment import BASE_DIR

ROOMS = ("assessments", "commitments", "lhs_portal", "reports")
SAYING = {"say", "say_count"}


def said_at_import(tree: ast.AST) -> Iterator[int]:
    """Lines of calls outside of functions; and of those where a form's field is made."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            yield from (line for default in defaults for line in calls_in(default))
        elif isinstance(node, ast.Lambda):
            continue
        elif isinstance(node, ast.ClassDef) and any("Field" in ast.unparse(b) for b in node.bases):
            makers = (one for one in node.body if getattr(one, "name", "") == "__init__")
            yield from (line for maker in makers for line in calls_in(maker))
            yield from said_at_import(node)
        else:
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING:
                yield node.lineno
            yield from said_at_import(node)


def calls_in(node: ast.AST) -> Iterator[int]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") in SAYING:
            yield one.lineno


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_said_at_import(room: str) -> None:
    faults = [
        f"{path.relative_to(BASE_DIR)}:{line}"
        for path in sorted((BASE_DIR / room).rglob("*.py"))
        for line in said_at_import(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "source",
    [
        'LABEL = say("Save")',
        'class Form:\n    label = say("Save")',
        'def shown(label=say("Save")): ...',
        'class DayField(forms.DateField):\n    def __init__(self):\n        self.label = say("Day")',
        'LABELS = {"a": say_count("one", "many", 2)}',
    ],
)
def test_it_would_be_found(source: str) -> None:
    assert list(said_at_import(ast.parse(source)))


def test_what_is_said_in_a_function_is_fine() -> None:
    assert not list(said_at_import(ast.parse('def label():\n    return say("Save")')))
