"""What a report says of plans: facts side by side, no cause, and no direction for noise."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.plans.codes import BARRIERS, STATES
from reports.presentation.page_plan import OutcomeView, PlanView
from reports.presentation.plan import present_plan
from reports.presentation.reading import Reading
from tests.reports import samples

LEVELS = ("Not yet", "Starting", "Developing", "Established", "Learning")

# Words that claim a cause, or a direction.
CAUSE = re.compile(r"because|thanks|led to|due to|result|effect|improv|helped|caused", re.I)
DIRECTION = re.compile(r"\b(up|down|rose|fell|higher|lower|better|worse|gain|lost|[+−]\d)", re.I)


def action(**changes: Any) -> dict[str, Any]:
    return {
        "number": 1,
        "title": "Publish the dictionary",
        "aim": "S1",
        "aim_kind": "feature",
        "owner": "Bob Okafor",
        "due": "2026-03-01",
        "state": "doing",
        "expected": 3,
        "resources": "",
        "barriers": [],
        "barrier_other": "",
        "notes": "",
        "evidence": [],
        **changes,
    }


def subject(verdict: str, before: str | None, after: str | None, delta: str | None = None) -> Any:
    return {
        "verdict": verdict,
        "delta": delta,
        "earlier_score": before,
        "later_score": after,
    }


def compare(**changes: Any) -> dict[str, Any]:
    return {
        "earlier": {"assessment": "Spring"},
        "subjects": {},
        "items": {},
        "not_comparable": [],
        **changes,
    }


def present(
    plan: list[Any] | None = None,
    earlier: list[Any] | None = None,
    comparison: Any = None,
    **frozen: Any,
) -> PlanView | None:
    sheet = samples.freeze({}, {})
    last = None if earlier is None else {"assessment": "Spring", "actions": earlier}
    sheet = {**sheet, "plan": plan or [], "earlier_plan": last, **frozen}
    return present_plan(
        Reading(sheet, {}, samples.framework(), samples.DIGEST, comparison=comparison)
    )


def outcome(aimed: dict[str, Any], comparison: Any) -> OutcomeView:
    view = present([], [aimed], comparison)
    assert view is not None
    [one] = view.outcomes
    return one


def test_without_plans_there_is_no_section() -> None:
    assert present() is None
    assert present([], []) is None
    sheet = samples.freeze({}, {})
    for key in ("plan", "earlier_plan"):
        sheet.pop(key, None)
    assert present_plan(Reading(sheet, {}, samples.framework(), samples.DIGEST)) is None


def test_actions_are_told_in_words() -> None:
    view = present(
        [
            action(
                notes="A note.", evidence=["Dictionary"], barriers=["other"], barrier_other="Rain"
            ),
            action(number=2, aim="safe.1", aim_kind="item", due=None, state="done", expected=None),
            action(number=3, barriers=["solution-fatigue", "other"], barrier_other="x"),
        ],
        requested_at="2026-03-02T00:30:00Z",
    )
    assert view is not None
    first, second, third = view.actions
    assert (first.aim, first.due_shown, first.overdue) == (
        "S1 Evidence generation from routine care (provisional title)",
        "March 1, 2026",
        True,
    )
    assert (first.expected, first.barriers, first.notes) == ("3 Established", ("Rain",), "A note.")
    item = samples.framework().item_by_code["safe.1"]
    assert (second.aim, second.due_shown, second.overdue) == (str(item.question), "", False)
    assert third.overdue
    assert view.opening == ("The plan has three actions: 2 under way and 1 done. Two are overdue.",)
    assert view.barriers == (("Other", 2), ("Solution fatigue", 1))
    assert view.outcomes_note.startswith("There is no earlier assessment")


def test_what_a_lead_leaves_out_is_left_out() -> None:
    view = present(
        [action(notes="A note.", evidence=["Dictionary"])], leaves_out=["notes", "evidence_names"]
    )
    assert view is not None
    assert (view.actions[0].notes, view.actions[0].evidence) == ("", ())


def test_the_first_report_says_when_a_plan_opens() -> None:
    view = present([], [action()])
    assert view is not None
    assert "a plan opens once an assessment is signed" in view.actions_note
    assert view.opening == ("Spring was followed by one action; none is done.",)


@pytest.mark.parametrize(
    ("levels", "expected", "reached", "became"),
    [
        (
            (1, 3),
            3,
            True,
            "It stood at 1 Starting then, and stands at 3 Established now. "
            "Expected was 3 Established, which is reached.",
        ),
        (
            (1, 1),
            3,
            False,
            "It stands at 1 Starting, as it did then. Expected was 3 Established, which is not reached.",
        ),
        ((3, 2), None, None, "It stood at 3 Established then, and stands at 2 Developing now."),
        (
            (0, 1),
            0,
            True,
            "It stood at 0 Not yet then, and stands at 1 Starting now. Expected was 0 Not yet, which is reached.",
        ),
    ],
)
def test_items_by_their_levels(
    levels: tuple[int, int], expected: int | None, reached: bool | None, became: str
) -> None:
    comparison = compare(items={"safe.1": {"earlier": levels[0], "later": levels[1]}})
    found = outcome(action(aim="safe.1", aim_kind="item", expected=expected), comparison)
    assert (found.reached, found.became) == (reached, became)
    assert (found.before, found.after) == tuple(f"{one} {LEVELS[one]}" for one in levels)


@pytest.mark.parametrize(
    ("row", "reached", "became"),
    [
        (
            subject("changed", "1.500000", "3.250000", "1.750000"),
            True,
            "Its score was 1.50 then and is 3.25 now, and it changed by +1.75 over the items of "
            "both. Expected was 3 Established, which is reached.",
        ),
        (
            subject("noise", "1.500000", "1.750000", "0.250000"),
            False,
            "Its score was 1.50 then and is 1.75 now, which cannot be told from noise. Expected "
            "was 3 Established, which is not reached.",
        ),
        (
            subject("not_tested", "3.500000", "3.000000", "-0.500000"),
            True,
            "Its score was 3.50 then and is 3.00 now, and whether that is a change was not "
            "tested. Expected was 3 Established, which is reached.",
        ),
        (
            subject("not_comparable", "1.500000", "4.000000"),
            None,
            "Its scores then and now cannot be compared. Expected was 3 Established.",
        ),
        (
            subject("noise", None, "4.000000", "0.500000"),
            None,
            "It has no score in both assessments. Expected was 3 Established.",
        ),
    ],
)
def test_features_by_their_verdicts(row: Any, reached: bool | None, became: str) -> None:
    found = outcome(action(), compare(subjects={"S1": row}))
    assert (found.reached, found.became) == (reached, became)


def test_what_cannot_be_compared_says_why() -> None:
    gone = {"item": "safe.9", "subject": "safe", "reason": "gone", "question": "As it was?"}
    found = outcome(action(aim="safe.9", aim_kind="item"), compare(not_comparable=[gone]))
    assert (found.aim, found.reached) == ("As it was?", None)
    assert found.became.startswith("It cannot be compared: the framework no longer asks it.")


@pytest.mark.parametrize("comparison", [None, compare(earlier={"assessment": "Another"})])
def test_without_a_comparison_with_that_assessment_nothing_is_compared(comparison: Any) -> None:
    view = present([], [action(), action(aim="safe.1", aim_kind="item")], comparison)
    assert view is not None
    assert "not compared in this report" in view.outcomes_note
    assert {one.reached for one in view.outcomes} == {None}


verdicts = st.sampled_from(["changed", "noise", "not_tested", "not_comparable"])
scores = st.none() | st.decimals(0, 4, places=6).map(str)


@given(
    verdict=verdicts,
    before=scores,
    after=scores,
    state=st.sampled_from(list(STATES)),
    expected=st.none() | st.integers(0, 4),
)
def test_no_cause_ever_and_no_direction_but_where_it_changed(
    verdict: str, before: str | None, after: str | None, state: str, expected: int | None
) -> None:
    row = subject(verdict, before, after, "0.500000")
    found = outcome(action(state=state, expected=expected), compare(subjects={"S1": row}))
    assert not CAUSE.search(found.became)
    if verdict != "changed":
        assert not DIRECTION.search(found.became)


def test_every_barrier_has_a_name() -> None:
    view = present([action(barriers=list(BARRIERS), barrier_other="Rain")])
    assert view is not None
    assert len(view.actions[0].barriers) == 7
