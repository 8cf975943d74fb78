"""The plan that follows this report, and what became of the last one."""

from collections import Counter
from datetime import UTC, datetime

from lhs_portal.lib.wording import say, say_count
from reports.plans.codes import BARRIERS, DOING, DONE, OPEN, OTHER, PLANNED, STATES
from reports.presentation.page_plan import ActionView, PlanView
from reports.presentation.plan_aims import name_aim
from reports.presentation.plan_outcomes import note_on_outcomes, present_outcome
from reports.presentation.reading import Json, Reading
from reports.presentation.wording import capital, day, listed, number_word


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
    due, expected, state = action["due"], action["expected"], action["state"]
    return ActionView(
        number=action["number"],
        title=action["title"],
        aim_code=action["aim"],
        aim=name_aim(reading, action),
        owner=action["owner"],
        due_shown=day(due) if due else "",
        overdue=bool(due and due < _made_on(reading) and action["state"] in OPEN),
        state=state,
        state_shown=say(STATES[state]),
        expected="" if expected is None else reading.level(expected),
        resources=action["resources"],
        barriers=tuple(
            action["barrier_other"] if code == OTHER else say(BARRIERS[code])
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
        parts = [_in_state(state, counts[state]) for state in STATES if counts[state]]
        late = sum(action.overdue for action in actions)
        sentence = say_count(
            "The plan has one action: {states}.",
            "The plan has {number} actions: {states}.",
            len(actions),
            number=number_word(len(actions)),
            states=listed(parts),
        )
        if late:
            overdue = say_count(
                "one is overdue.", "{number} are overdue.", late, number=number_word(late)
            )
            sentence += f" {capital(overdue)}"
        sentences.append(sentence)
    if last["actions"]:
        done = sum(action["state"] == DONE for action in last["actions"])
        followed = say_count(
            "{assessment} was followed by one action",
            "{assessment} was followed by {number} actions",
            len(last["actions"]),
            assessment=last["assessment"],
            number=number_word(len(last["actions"])),
        )
        if done:
            sentences.append(
                say_count(
                    "{followed}; one is done.",
                    "{followed}; {number} are done.",
                    done,
                    followed=followed,
                    number=number_word(done),
                )
            )
        else:
            sentences.append(say("{followed}; none is done.", followed=followed))
    return tuple(sentences)


def _in_state(state: str, count: int) -> str:
    if state == PLANNED:
        return say_count("{count} planned", "{count} planned", count)
    if state == DOING:
        return say_count("{count} under way", "{count} under way", count)
    if state == DONE:
        return say_count("{count} done", "{count} done", count)
    return say_count("{count} dropped", "{count} dropped", count)


def _note(reading: Reading, actions: tuple[ActionView, ...]) -> str:
    if actions:
        return say("As the plan stood on {day}.", day=day(_made_on(reading)))
    return say(
        "Nothing was planned yet when this report was made: a plan opens once an assessment is "
        "signed. A new edition of the report shows what was planned since."
    )


def _barriers(actions: list[Json]) -> tuple[tuple[str, int], ...]:
    """Most frequent first, in the order of the taxonomy among equals."""
    counts = Counter(code for action in actions for code in action["barriers"])
    found = [(say(name), counts[code]) for code, name in BARRIERS.items() if counts[code]]
    return tuple(sorted(found, key=lambda pair: -pair[1]))
