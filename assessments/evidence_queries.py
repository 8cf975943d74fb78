"""Evidence read for pages: what stands at items, and what an organization has already."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from assessments.evidence_age import is_old
from assessments.models import Assessment, Evidence, EvidenceUse, EvidenceVersion
from assessments.own_ratings import load_asked
from assessments.queries import IN_VERSION, item_ids
from assessments.rating_queries import load_rater
from lhs_portal.accounts.models import User
from lhs_portal.lib.uploads.policy import KINDS
from lhs_portal.lib.wording import mark, say

Kind, Scan = EvidenceVersion.Kind, EvidenceVersion.Scan
KIND_NAMES = {kind.media_type: kind.name for kind in KINDS}
OTHER = mark("File")


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece as it is used at an item, for `assessments/_evidence.html`.

    `number` is of the version that is used, `newest` of the piece's newest one.
    """

    use: UUID
    assessment: UUID
    read_on: date
    item: str
    piece: UUID
    title: str
    number: int
    newest: int
    kind: str
    url: str
    filename: str
    media_type: str
    size: int
    dated: date
    scan: str
    shows: str
    level: int | None
    added_at: datetime
    added_by: int | None

    @property
    def old(self) -> bool:
        return is_old(self.dated, on=self.read_on)

    @property
    def is_link(self) -> bool:
        return self.kind == Kind.LINK

    @property
    def address(self) -> str:
        """Where it opens: the link itself, or the file as a download."""
        if self.is_link:
            return self.url
        return reverse("assessments:evidence_file", args=[self.assessment, self.use])

    @property
    def what(self) -> str:
        return what_in_words(self.kind, self.url, self.media_type, self.size)

    @property
    def not_scanned(self) -> bool:
        return self.scan == Scan.NOT_SCANNED

    @property
    def replaced(self) -> bool:
        """A newer version of the piece is there."""
        return self.number < self.newest


_COLUMNS = (
    "id", "item_id", "version__evidence_id", "version__evidence__title", "version__number",
    "newest", "version__kind", "version__url", "version__filename", "version__media_type",
    "version__size", "version__dated", "version__scan", "shows", "level", "added_at", "added_by_id",
)  # fmt: skip


def load_evidence(
    assessment: Assessment, items: Iterable[str] | None = None
) -> dict[str, tuple[EvidenceLine, ...]]:
    """By code of the item, for these items or for all, in one query. Items without are absent."""
    ids = item_ids(assessment.framework_version)
    codes = {pk: code for code, pk in ids.items()}
    uses = EvidenceUse.objects.filter(IN_VERSION, assessment=assessment, removed_at=None)
    if items is not None:
        uses = uses.filter(item_id__in=[ids[code] for code in items if code in ids])
    day = reading_day(assessment)
    found: dict[str, list[EvidenceLine]] = {}
    for row in uses.annotate(newest=_newest("version__evidence")).values_list(*_COLUMNS):
        use, item_id, *rest = row
        code = codes[item_id]
        line = EvidenceLine(use, assessment.pk, day, code, *rest)
        found.setdefault(code, []).append(line)
    return {code: tuple(lines) for code, lines in found.items()}


def reading_day(assessment: Assessment) -> date:
    """The day by which the age of evidence is told: today, and for good the day of signing."""
    if assessment.signed_at:
        return timezone.localdate(assessment.signed_at)
    return timezone.localdate()


def what_in_words(kind: str, url: str, media_type: str, size: int) -> str:
    """PDF, 1.2 MB; or for a link the host that it leads to."""
    if kind == Kind.LINK:
        return urlsplit(url).hostname or say("Link")
    return f"{say(KIND_NAMES.get(media_type, OTHER))}, {filesizeformat(size)}"


def load_use(assessment: Assessment, use: UUID) -> EvidenceUse:
    """Also one that was taken off its item; with item, version and piece. Raises Http404.

    What stands at an item that is not asked any more is read where the change of version is told.
    """
    uses = EvidenceUse.objects.filter(IN_VERSION).select_related("item", "version__evidence")
    return get_object_or_404(uses, pk=use, assessment=assessment)


def load_piece(assessment: Assessment, piece: UUID) -> Evidence:
    """Any of the assessment's organization. Raises Http404."""
    return get_object_or_404(Evidence, pk=piece, organization=assessment.organization_id)


def load_version(assessment: Assessment, version: UUID) -> EvidenceVersion:
    """Any of the assessment's organization, with its piece. Raises Http404."""
    return get_object_or_404(
        EvidenceVersion.objects.select_related("evidence"),
        pk=version,
        evidence__organization=assessment.organization_id,
    )


def newest_versions(organization_id: UUID) -> QuerySet[EvidenceVersion]:
    """The newest version of each piece, with the piece, by title."""
    versions = EvidenceVersion.objects.filter(evidence__organization=organization_id)
    return (
        versions.annotate(newest=_newest("evidence"))
        .filter(number=F("newest"))
        .select_related("evidence")
        .order_by("evidence__title", "pk")
    )


def search_pieces(organization_id: UUID, words: str) -> QuerySet[EvidenceVersion]:
    """The newest version of each piece that has all the words: in title, name or what it shows."""
    found = newest_versions(organization_id)
    for word in words.split():
        shown = EvidenceUse.objects.filter(version__evidence=OuterRef("evidence"))
        found = found.filter(
            Q(evidence__title__icontains=word)
            | Q(filename__icontains=word)
            | Q(url__icontains=word)
            | Exists(shown.filter(removed_at=None, shows__icontains=word))
        )
    return found


def find_same(organization_id: UUID, columns: dict[str, Any]) -> EvidenceVersion | None:
    """The version that is this very file or link already, the newest if there are several."""
    same = EvidenceVersion.objects.filter(
        evidence__organization=organization_id, kind=columns["kind"]
    )
    key = "url" if columns["kind"] == Kind.LINK else "sha256"
    return (
        same.filter(**{key: columns[key]})
        .select_related("evidence")
        .order_by("-added_at", "-pk")
        .first()
    )


def load_uses_of(pieces: Collection[UUID]) -> list[EvidenceUse]:
    """Where these pieces stand in any cycle, with all that names the place."""
    uses = EvidenceUse.objects.filter(IN_VERSION, version__evidence__in=pieces, removed_at=None)
    return list(
        uses.select_related("assessment__framework_version", "item", "version")
        .defer("assessment__framework_version__frame")
        .order_by("-assessment__started_at", "item__position", "added_at", "pk")
    )


def load_file_of_use(user: User, assessment_id: UUID, use: UUID) -> EvidenceVersion:
    """Raises Http404 for all but members, and the raters of the item while it is worked on."""
    uses = EvidenceUse.objects.select_related("version", "item")
    found = get_object_or_404(
        uses, pk=use, assessment=assessment_id, removed_at=None, version__kind=Kind.FILE
    )
    if not Assessment.objects.visible_to(user).filter(pk=assessment_id).exists():
        rater = load_rater(user, assessment_id)
        if not rater.assessment.open or found.item.code not in load_asked(rater).items:
            raise Http404("You are not asked about this item.")
    return found.version


def load_file_of_version(assessment: Assessment, version: UUID) -> EvidenceVersion:
    """Any file of the assessment's organization, used or not. Raises Http404."""
    found = load_version(assessment, version)
    if found.kind != Kind.FILE:
        raise Http404("This is a link.")
    return found


def _newest(piece: str) -> Subquery:
    versions = EvidenceVersion.objects.filter(evidence=OuterRef(piece)).order_by("-number")
    return Subquery(versions.values("number")[:1])
