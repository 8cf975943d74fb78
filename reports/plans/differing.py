"""Two texts of one action, side by side: what stands there, and what a person has typed."""

from dataclasses import dataclass
from typing import Any

from assessments.presenters.history import item_titles
from assessments.presenters.wording import day_in_words, level_in_words
from commitments.definition import Definition
from lhs_portal.lib.wording import say
from reports.plans.codes import BARRIERS, STATES
from reports.plans.content import ActionContent
from reports.plans.forms.action import ActionForm
from reports.plans.models import Action
from reports.plans.presenting import present_aim, present_card


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    theirs: str
    mine: str


def present_differences(
    definition: Definition, form: ActionForm, theirs: Action
) -> tuple[Difference, ...]:
    """The parts that differ, in the order of the form, which has to be valid."""
    form.full_clean()
    mine = form.content
    titles = item_titles(definition)
    card = present_card(definition, theirs, titles)
    there = {
        "aim": _aim(definition, theirs.aim_code),
        "title": theirs.title,
        "owner": card.owner,
        "due": card.due,
        "state": say(STATES[theirs.state]),
        "expected": card.expected,
        "resources": theirs.resources,
        "barriers": "; ".join(card.barriers),
        "notes": theirs.notes,
        "evidence": "; ".join(sorted(card.pieces)),
    }
    typed = _typed(definition, form, mine)
    return tuple(
        Difference(str(form[name].label), there[name], typed[name])
        for name in there
        if there[name] != typed[name]
    )


def _typed(definition: Definition, form: ActionForm, mine: ActionContent) -> dict[str, str]:
    fields: Any = form.fields
    owners, pieces = dict(fields["owner"].choices), dict(fields["evidence"].choices)
    barriers = [
        mine.barrier_other if code == "other" else say(name)
        for code, name in BARRIERS.items()
        if code in mine.barriers
    ]
    return {
        "aim": _aim(definition, mine.aim),
        "title": mine.title,
        "owner": str(owners[mine.owner]) if mine.owner else "",
        "due": day_in_words(mine.due) if mine.due else "",
        "state": say(STATES[mine.state]),
        "expected": "" if mine.expected is None else level_in_words(definition, mine.expected),
        "resources": mine.resources,
        "barriers": "; ".join(barriers),
        "notes": mine.notes,
        "evidence": "; ".join(sorted(str(pieces[str(piece)]) for piece in mine.evidence)),
    }


def _aim(definition: Definition, code: str) -> str:
    aim = present_aim(definition, code, item_titles(definition))
    return f"{aim.name}: {aim.question}" if aim.question else aim.name
