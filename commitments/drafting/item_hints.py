"""What is said beside the form of an item while it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commitments.drafting.item_queries import base_items, readable_definition
from commitments.drafting.item_values import LABELS, item_of, values_of
from commitments.drafting.models import Draft
from commitments.instrument_rules import Hint, item_hints
from lhs_portal.lib.wording import say

MOST_SAID = 5
ASKED = ("question", *(f"descriptors_{level}" for level in range(5)))


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """Why there is the rule, and what is said by it, of which `more` sentences are left out."""

    reason: str
    sentences: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Hints:
    """`asked` are the question and levels that differ from the base: a change of meaning, unless
    the editor says otherwise.
    """

    rules: tuple[BrokenRule, ...]
    count: int
    asked: tuple[str, ...]


def load_hints(draft: Draft, code: str, typed: Mapping[str, str]) -> Hints:
    """Of what is typed, saved or not."""
    hints = item_hints(item_of(code, typed), readable_definition(draft))
    base = base_items(draft).get(code)
    was = values_of(base, draft.source_language) if base else None
    asked = [name for name in ASKED if was and was[name] != typed[name].strip()]
    by_rule = {hint.rule: [each for each in hints if each.rule == hint.rule] for hint in hints}
    return Hints(
        tuple(_broken(code, of_rule) for of_rule in by_rule.values()),
        len(hints),
        tuple(say(LABELS[name]) for name in asked),
    )


def _broken(code: str, hints: Sequence[Hint]) -> BrokenRule:
    sentences = tuple(
        hint.sentence if hint.place == code else f"{hint.place}: {hint.sentence}"
        for hint in hints[:MOST_SAID]
    )
    return BrokenRule(hints[0].reason, sentences, len(hints) - len(sentences))
