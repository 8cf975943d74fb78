"""Pieces of evidence apart from an item: what an organization has, and where each is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.evidence_age import is_old
from assessments.evidence_queries import Kind, Scan, what_in_words
from assessments.models import Assessment, EvidenceUse, EvidenceVersion
from assessments.presenters.history import item_titles
from assessments.presenters.wording import moment_in_words
from commitments.queries import load_spoken_definition
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class VersionRow:
    """`url` is that of a link; a file is reached by its id."""

    pk: UUID
    piece: UUID
    title: str
    number: int
    what: str
    filename: str
    url: str
    dated: date
    old: bool
    not_scanned: bool
    added: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece is used: `movable` says that here, to its newest version."""

    use: UUID
    assessment: UUID
    assessment_title: str
    item: str
    item_title: str
    number: int
    shows: str
    level: int | None
    movable: bool = False

    @property
    def in_words(self) -> str:
        return f"{self.item_title} ({self.assessment_title})"


@dataclass(frozen=True, slots=True)
class FoundRow:
    version: VersionRow
    places: tuple[Place, ...]

    @property
    def places_in_words(self) -> str:
        return "; ".join(place.in_words for place in self.places)


def present_version(
    version: EvidenceVersion, *, on: date, naming: Naming | None = None
) -> VersionRow:
    added = ""
    if naming:
        added = say(
            "Added {moment} by {person}",
            moment=moment_in_words(version.added_at),
            person=naming.person(version.added_by_id),
        )
    return VersionRow(
        pk=version.pk,
        piece=version.evidence_id,
        title=version.evidence.title,
        number=version.number,
        what=what_in_words(version.kind, version.url, version.media_type, version.size),
        filename=version.filename,
        url=version.url if version.kind == Kind.LINK else "",
        dated=version.dated,
        old=is_old(version.dated, on=on),
        not_scanned=version.scan == Scan.NOT_SCANNED,
        added=added,
    )


def present_places(
    uses: Iterable[EvidenceUse], *, here: Assessment | None = None, newest: int = 0
) -> tuple[Place, ...]:
    """`here` is where the person may move uses to version `newest`, if anywhere."""
    return tuple(
        Place(
            use=use.pk,
            assessment=use.assessment_id,
            assessment_title=use.assessment.title,
            item=use.item.code,
            item_title=item_titles(load_spoken_definition(use.assessment.framework_version))[
                use.item.code
            ],
            number=use.version.number,
            shows=use.shows,
            level=use.level,
            movable=here is not None
            and use.assessment_id == here.pk
            and use.version.number < newest,
        )
        for use in uses
    )


def present_found(
    versions: Iterable[EvidenceVersion], uses: Iterable[EvidenceUse], *, on: date
) -> tuple[FoundRow, ...]:
    """Newest versions of pieces, each with the places where the piece stands."""
    by_piece: dict[UUID, list[EvidenceUse]] = {}
    for use in uses:
        by_piece.setdefault(use.version.evidence_id, []).append(use)
    return tuple(
        FoundRow(
            present_version(version, on=on), present_places(by_piece.get(version.evidence_id, ()))
        )
        for version in versions
    )
