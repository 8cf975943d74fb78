"""What somebody who is asked to rate should know: by whom, for what, how long, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessments.models import Assessment
from assessments.presenters.wording import subject_in_words
from commitments.definition import Text
from commitments.queries import load_spoken_definition, load_spoken_rating_guide
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class Asking:
    """`closes_on` is None before the round opens."""

    organization: str
    title: str
    scope: str
    role_group: Text
    who: Text
    sections: tuple[str, ...]
    minutes: int
    closes_on: date | None
    introduction: tuple[Text, ...]


def present_asking(assessment: Assessment, role_group: str, sections: Sequence[str]) -> Asking:
    """`sections` that are no longer asked of the group are left out."""
    definition = load_spoken_definition(assessment.framework_version)
    guide = load_spoken_rating_guide(assessment.framework_version)
    sector = assessment.organization.sector
    asked = tuple(
        code
        for code in sections
        if code in definition.subject_by_code
        and guide.items_asked(definition, code, role_group, sector)
    )
    current = assessment.rounds.filter(closed_at=None).first() if assessment.rating else None
    return Asking(
        organization=assessment.organization.name,
        title=assessment.title,
        scope=assessment.unit or say("the whole organization"),
        role_group=guide.name_of(role_group),
        who=guide.who(role_group),
        sections=tuple(subject_in_words(definition.subject_by_code[code]) for code in asked),
        minutes=guide.minutes(definition, asked, role_group, sector),
        closes_on=current.closes_on if current else None,
        introduction=guide.introduction(role_group),
    )
