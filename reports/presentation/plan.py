"""The plan that follows this report, and what became of the last one."""

from collections import Counter
from datetime import UTC, datetime

from reports.plans.codes import BARRIERS, DONE, OPEN, OTHER, STATES
from reports.presentation.page_plan import ActionView, PlanView
from reports.presentation.plan_aims import name_aim
from reports.presentation.plan_outcomes import note_on_outcomes, present_outcome
from reports.presentation.reading import Json, Reading
from reports.presentation.wording import capital, count_of, day, listed


def present_plan(reading: Reading) -> PlanView | None:
    """None where neither this cycle nor the last has a plan."""
    actions = reading.frozen.get("plan") or []
    last = reading.frozen.get("earlier_plan") or {"assessment": "", "actions": []}
    if not actions and not last["actions"]:
        return None
    views = tuple(_action(reading, action) for action in actions)
    outcomes = tuple(present_outcome(reading, action) for action in last["actions"])
    return PlanView(
        opening=_opening(views, last),
        actions=views,
        actions_note=_note(reading, views),
        outcomes=outcomes,
        outcomes_note=note_on_outcomes(reading, last["assessment"], outcomes),
        barriers=_barriers(actions),
    )


def _action(reading: Reading, action: Json) -> ActionView:
    due, expected = action["due"], action["expected"]
    return ActionView(
        number=action["number"],
        title=action["title"],
        aim_code=action["aim"],
        aim=name_aim(reading, action),
        owner=action["owner"],
        due_shown=day(due) if due else "",
        overdue=bool(due and due < _made_on(reading) and action["state"] in OPEN),
        state=action["state"],
        state_shown=STATES[action["state"]],
        expected="" if expected is None else reading.level(expected),
        resources=action["resources"],
        barriers=tuple(
            action["barrier_other"] if code == OTHER else BARRIERS[code]
            for code in action["barriers"]
        ),
        notes="" if reading.leaves_out("notes") else action["notes"],
        evidence=() if reading.leaves_out("evidence_names") else tuple(action["evidence"]),
        due=due or "",
    )


def _made_on(reading: Reading) -> str:
    """The day of the report as an ISO date."""
    at = datetime.fromisoformat(reading.frozen["requested_at"])
    return at.astimezone(UTC).date().isoformat()


def _opening(actions: tuple[ActionView, ...], last: Json) -> tuple[str, ...]:
    sentences = []
    if actions:
        counts = Counter(action.state for action in actions)
        parts = [
            f"{counts[state]} {name.lower()}" for state, name in STATES.items() if counts[state]
        ]
        late = sum(action.overdue for action in actions)
        overdue = f" {capital(count_of(late, 'is', 'are'))} overdue." if late else ""
        sentences.append(
            f"The plan has {count_of(len(actions), 'action')}: {listed(parts)}.{overdue}"
        )
    if last["actions"]:
        done = sum(action["state"] == DONE for action in last["actions"])
        sentences.append(
            f"{last['assessment']} was followed by {count_of(len(last['actions']), 'action')}; "
            f"{count_of(done, 'is', 'are') if done else 'none is'} done."
        )
    return tuple(sentences)


def _note(reading: Reading, actions: tuple[ActionView, ...]) -> str:
    if actions:
        return f"As the plan stood on {day(_made_on(reading))}."
    return (
        "Nothing was planned yet when this report was made: a plan opens once an assessment is "
        "signed. A new edition of the report shows what was planned since."
    )


def _barriers(actions: list[Json]) -> tuple[tuple[str, int], ...]:
    """Most frequent first, in the order of the taxonomy among equals."""
    counts = Counter(code for action in actions for code in action["barriers"])
    found = [(name, counts[code]) for code, name in BARRIERS.items() if counts[code]]
    return tuple(sorted(found, key=lambda pair: -pair[1]))
