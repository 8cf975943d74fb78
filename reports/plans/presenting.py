"""The board, and what it starts from."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.presenters.history import item_titles
from assessments.presenters.wording import day_in_words, level_in_words, subject_in_words
from commitments.definition import Definition
from lhs_portal.lib.languages import language
from lhs_portal.lib.wording import say, say_count
from reports.models import Report
from reports.plans.codes import BARRIERS, DOING, DONE, DROPPED, OPEN, PLANNED, STATES
from reports.plans.forms.board import NOBODY
from reports.plans.models import Action
from reports.presentation.page import PriorityView
from reports.presentation.priorities import present_priorities
from reports.presentation.reading import Reading

FIRST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Aim:
    """A feature in full, or an item by its place with its question."""

    code: str
    name: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    action: Action
    aim: Aim
    owner: str
    due: str
    overdue: bool
    expected: str
    barriers: tuple[str, ...]
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    state: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Board:
    columns: tuple[Column, ...]
    shown: int
    total: int
    summary: str
    owners: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A priority of the report; `planned` counts the actions on it and on its items."""

    priority: PriorityView
    planned: int


def present_board(definition: Definition, actions: Iterable[Action], *, owner: str) -> Board:
    everything = list(actions)
    shown = [action for action in everything if not owner or owner_key(action) == owner]
    titles = item_titles(definition)
    cards = [present_card(definition, action, titles) for action in shown]
    return Board(
        columns=tuple(
            Column(state, say(name), tuple(card for card in cards if card.action.state == state))
            for state, name in STATES.items()
        ),
        shown=len(shown),
        total=len(everything),
        summary=_summary(cards),
        owners=owners_of(everything),
    )


def present_card(definition: Definition, action: Action, titles: dict[str, str]) -> Card:
    return Card(
        action=action,
        aim=present_aim(definition, action.aim_code, titles),
        owner=action.owner_name,
        due=day_in_words(action.due) if action.due else "",
        overdue=action.overdue,
        expected="" if action.expected is None else level_in_words(definition, action.expected),
        barriers=tuple(
            barrier.text or say(BARRIERS[barrier.code]) for barrier in action.barriers.all()
        ),
        pieces=tuple(piece.evidence.title for piece in action.pieces.all()),
    )


def present_aim(definition: Definition, code: str, titles: dict[str, str]) -> Aim:
    if code in titles:
        return Aim(code, titles[code], str(definition.item_by_code[code].question))
    subject = definition.subject_by_code.get(code)
    if subject is None:  # the assessment went to a version that does not ask this any more
        retired = {item.code: str(item.question) for item in definition.retired_items}
        return Aim(code, say("{code} (no longer asked)", code=code), retired.get(code, ""))
    return Aim(code, f"{subject.code} {subject_in_words(subject)}")


def owner_key(action: Action) -> str:
    """Who has left and has no account is known by name."""
    return str(action.owner_id) if action.owner_id else action.owner_name or NOBODY


def owners_of(actions: Iterable[Action]) -> tuple[tuple[str, str], ...]:
    named = {owner_key(action): action.owner_name for action in actions}
    nobody = named.pop(NOBODY, None)
    owners = sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    return (*owners, *([] if nobody is None else [(NOBODY, say("Nobody yet"))]))


def priorities_of(report: Report | None, definition: Definition) -> tuple[PriorityView, ...]:
    """Those of the report from which the plan starts; none of another framework version's."""
    if report is None or report.framework_digest != definition.digest:
        return ()
    reading = Reading(
        json.loads(report.frozen_input),
        json.loads(report.score_card),
        definition,
        report.frozen_digest,
        language=language(),
    )
    return present_priorities(reading)


def present_starts(
    priorities: Iterable[PriorityView], definition: Definition, actions: Iterable[Action]
) -> tuple[Start, ...]:
    items = definition.item_by_code
    planned = Counter(
        items[code].subject if code in items else code
        for code in (action.aim_code for action in actions)
    )
    return tuple(Start(row, planned[row.code]) for row in priorities)


def _summary(cards: list[Card]) -> str:
    """5 actions: 2 planned, 1 under way, 1 done, 1 dropped · 1 overdue."""
    count = len(cards)
    by_state = Counter(card.action.state for card in cards)
    parts = [
        say_count("{count} planned", "{count} planned", by_state[PLANNED]),
        say_count("{count} under way", "{count} under way", by_state[DOING]),
        say_count("{count} done", "{count} done", by_state[DONE]),
        say_count("{count} dropped", "{count} dropped", by_state[DROPPED]),
    ]
    states = say_count(
        "{count} action: {states}", "{count} actions: {states}", count, states=", ".join(parts)
    )
    overdue = sum(card.overdue for card in cards)
    undated = sum(not card.due for card in cards if card.action.state in OPEN)
    late = [say_count("{count} overdue", "{count} overdue", overdue)] if overdue else []
    dateless = (
        [say_count("{count} without a date", "{count} without a date", undated)] if undated else []
    )
    return " · ".join([states, *late, *dateless])
