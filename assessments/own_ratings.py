"""A rater's own part: what she is asked, and what she has said. Nothing here reads another's."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When

from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.models import Rater, Rating, Round
from assessments.queries import item_ids
from assessments.states import PREPARING, RATING
from commitments.definition import Definition, Item, Subject
from commitments.queries import load_spoken_definition, load_spoken_rating_guide
from commitments.rating_guide import RatingGuide
from lhs_portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class AskedSection:
    """A section with the items of it that this rater is asked."""

    subject: Subject
    items: tuple[Item, ...]
    finished: bool = False
    declined: bool = False

    @property
    def code(self) -> str:
        return self.subject.code

    @property
    def open(self) -> bool:
        """Neither finished nor declined."""
        return not self.finished and not self.declined


@dataclass(frozen=True)
class Asked:
    """What one rater is asked, in the order of asking."""

    definition: Definition
    guide: RatingGuide
    sections: tuple[AskedSection, ...]

    @cached_property
    def section_by_code(self) -> dict[str, AskedSection]:
        return {section.code: section for section in self.sections}

    @cached_property
    def items(self) -> dict[str, Item]:
        return {item.code: item for section in self.sections for item in section.items}


@dataclass(frozen=True, slots=True)
class OwnRatings:
    """`stored` has every item that is asked, rated or not; those `in_figures` never change."""

    stored: dict[str, Stored[Answer]]
    in_figures: frozenset[str]

    def rated(self, items: Iterable[Item]) -> int:
        return sum(self.stored[item.code].entry.complete for item in items)

    def all_rated(self, section: AskedSection) -> bool:
        return self.rated(section.items) == len(section.items)


def load_asked(rater: Rater) -> Asked:
    """A section of which nothing is asked any more is left out: the guide may have been mended.

    The rater's assessment has its organization and framework version.
    """
    assessment = rater.assessment
    definition = load_spoken_definition(assessment.framework_version)
    guide = load_spoken_rating_guide(assessment.framework_version)
    sections = []
    for row in rater.sections.all():
        items = guide.items_asked(
            definition, row.subject, rater.role_group, assessment.organization.sector
        )
        if items:
            subject = definition.subject_by_code[row.subject]
            finished, declined = bool(row.finished_at), bool(row.declined_at)
            sections.append(AskedSection(subject, items, finished, declined))
    return Asked(definition, guide, tuple(sections))


def load_own(rater: Rater, asked: Asked, *, notes_of: Collection[str] = ()) -> OwnRatings:
    """In one query. Notes may be long: `notes_of` names the items whose note is wanted."""
    ids = item_ids(rater.assessment.framework_version)
    note = Case(
        When(item_id__in=[ids[code] for code in notes_of if code in ids], then=F("note")),
        default=Value(""),
        output_field=TextField(),
    )
    rows = Rating.objects.filter(rater=rater).values_list(
        "item_id", "level", "not_applicable", "dont_know", "version", "in_figures", note
    )
    by_item = {row[0]: row[1:] for row in rows}
    stored, in_figures = {}, set()
    for code in asked.items:
        pk = ids[code]
        stored[code] = Stored(Answer(code), pk)
        if row := by_item.get(pk):
            level, not_applicable, dont_know, version, counts, text = row
            entry = Answer(code, level, not_applicable, dont_know, note=text)
            stored[code] = Stored(entry, pk, version, updated_by=rater.user_id)
            if counts:
                in_figures.add(code)
    return OwnRatings(stored, frozenset(in_figures))


@dataclass(frozen=True, slots=True)
class OwnRound:
    """`number` is 0 before the first round, `closes_on` that of the open one."""

    number: int = 0
    closes_on: date | None = None
    closed_once: bool = False


def load_round(rater: Rater) -> OwnRound:
    rounds = Round.objects.filter(assessment=rater.assessment_id)
    rows = list(rounds.values_list("number", "closes_on", "closed_at").order_by("number"))
    if not rows:
        return OwnRound()
    number, closes_on, closed_at = rows[-1]
    return OwnRound(
        number,
        None if closed_at else closes_on,
        closed_once=any(row[2] for row in rows),
    )


def load_parts_of(person: User) -> QuerySet[Rater]:
    """Everything that the person is or was asked to rate, newest first, in one query.

    Each with `closes_on` of the open round, and `sections_left`.
    """
    open_rounds = Round.objects.filter(assessment=OuterRef("assessment"), closed_at=None)
    left = Q(sections__finished_at=None, sections__declined_at=None, sections__isnull=False)
    return (
        Rater.objects.taking_part()
        .filter(user=person)
        .select_related("assessment__organization")
        .annotate(
            closes_on=Subquery(open_rounds.values("closes_on")[:1]),
            sections_left=Count("sections", filter=left),
        )
        .order_by("-joined_at", "-pk")
    )


def still_asked(rater: Rater) -> bool:
    return rater.assessment.state in (PREPARING, RATING)
