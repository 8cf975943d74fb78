"""A form that was opened before the assessment went to another framework version."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.changes import AnswerChange
from assessments.forms.entries import Posted
from assessments.migration_queries import load_other_definitions
from assessments.models import Assessment
from assessments.presenters.history import item_titles
from assessments.presenters.wording import choice_in_words
from commitments.queries import load_spoken_definition
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class TypedForGone:
    """What was typed for an item that is no longer asked, to be copied."""

    title: str
    question: str
    answer: str
    reason: str
    note: str


def gone_in_words(assessment: Assessment) -> str:
    return say(
        "The assessment stands on framework {version} now, which does not ask this any more. "
        "Copy what you typed, and load the page again.",
        version=assessment.framework_version.version,
    )


def typed_for_gone(
    assessment: Assessment, posted: Mapping[str, Posted]
) -> dict[str, TypedForGone] | None:
    """By code what was posted for items of a version that it left; None where there is no other.

    That is: where a code is of no version of this assessment at all.
    """
    current = load_spoken_definition(assessment.framework_version)
    unknown = [code for code in posted if code not in current.item_by_code]
    others = load_other_definitions(assessment) if unknown else []
    found: dict[str, TypedForGone] = {}
    for code in unknown:
        asked = next((other for other in others if code in other.item_by_code), None)
        if asked is None:
            return None
        entry = posted[code]
        change = AnswerChange(code, entry.seen, entry.choice, entry.reason, entry.note).alone()
        found[code] = TypedForGone(
            item_titles(asked)[code],
            str(asked.item_by_code[code].question),
            choice_in_words(asked, change) if change.complete else "",
            change.reason,
            change.note,
        )
    return found
