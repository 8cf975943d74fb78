"""No journey in a browser may ask a page that is about to go: it would fail on a busy machine."""

import ast
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

BROWSER = Path(__file__).parents[1] / "browser"
# They ask on a page that is loaded, and say so in their names and docstrings.
MAY_ASK = {"steps.py", "rating_steps.py", "checks.py"}
ONE_SHOT = {
    "all", "all_inner_texts", "all_text_contents", "content", "count", "get_attribute",
    "inner_html", "inner_text", "input_value", "is_checked", "is_disabled", "is_editable",
    "is_enabled", "is_hidden", "is_visible", "text_content",
}  # fmt: skip
MAY_CLICK = {"following.py"}
WAITS = {"expect", "wait_for_report", "expect_saved", "expect_finished"}
# Scenes are written with the ORM, whose querysets have such methods.
SCENES = {"staging.py", "rounds_scene.py", "rated_stage.py"}
FILES = sorted(path for path in BROWSER.glob("*.py") if path.name not in SCENES)


def blocks(tree: ast.AST) -> Iterator[tuple[list[ast.stmt], bool]]:
    """Each block of statements, and whether it stands in a `with expect_…`."""
    for node in ast.walk(tree):
        waited = isinstance(node, ast.With) and any(
            "expect_" in ast.unparse(item.context_expr) for item in node.items
        )
        for name in ("body", "orelse", "finalbody"):
            if isinstance(block := getattr(node, name, None), list):
                yield block, waited


def is_click(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and (
        isinstance(call := statement.value, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "click"
    )


def waits(statement: ast.stmt | None) -> bool:
    """A loop that begins with an `expect` waits, too."""
    if isinstance(statement, ast.For):
        return waits(statement.body[0])
    return isinstance(statement, ast.Expr) and any(
        name in WAITS or name.startswith("wait_for_")
        for node in ast.walk(statement.value)
        if isinstance(node, ast.Name | ast.Attribute)
        for name in [node.id if isinstance(node, ast.Name) else node.attr]
    )


def unwaited_clicks(source: str) -> list[int]:
    return [
        statement.lineno
        for block, waited in blocks(ast.parse(source))
        for statement, after in zip_longest(block, block[1:])
        if is_click(statement) and not waited and not waits(after)
    ]


def one_shots(source: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ONE_SHOT
    ]


def test_click_leads_somewhere_or_is_followed_by_an_expectation():
    found = {path.name: unwaited_clicks(path.read_text()) for path in FILES}
    assert {name for name, lines in found.items() if lines} <= MAY_CLICK, found


def test_journey_asks_nothing_once():
    found = {path.name: one_shots(path.read_text()) for path in FILES}
    assert {name for name, lines in found.items() if lines} <= MAY_ASK, found


@pytest.mark.parametrize(
    "source",
    [
        "link.click()",
        "link.click()\nhome = page.url",
        "link.click()\npage.goto('/')",
        "link.click()\nbox.fill('x')",
        "for link in links:\n    link.click()\nexpect(page).to_have_url('/')",
        "if link:\n    link.click()",
    ],
)
def test_click_without_a_wait_is_found(source):
    assert unwaited_clicks(source)


@pytest.mark.parametrize(
    "source",
    [
        "link.click()\nexpect(page).to_have_url('/')",
        "link.click()\npage.wait_for_url('/')",
        "link.click()\nfor page in pages:\n    expect(page).to_have_url('/')",
        "with page.expect_download() as waiting:\n    link.click()",
        "follow(link)",
    ],
)
def test_click_with_a_wait_is_fine(source):
    assert unwaited_clicks(source) == []


def test_question_asked_once_is_found():
    assert one_shots("box.is_visible()\nexpect(box).to_be_visible()\nbox.all()") == [1, 3]
