"""Evidence comes in: a file or a link, a newer version of one, or a piece that is here already."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from assessments.evidence_queries import Kind, Scan, find_same, load_piece
from assessments.models import Assessment, Evidence, EvidenceUse, EvidenceVersion
from assessments.permissions import check_evidence
from assessments.queries import item_ids, load_assessment
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event, record_event
from lhs_portal.lib.uploads.checking import Accepted
from lhs_portal.lib.uploads.storage import stored
from lhs_portal.lib.wording import say

Columns = dict[str, Any]

# Anyone may register an organization, and files fill a disk: not without end.
MOST_IN_A_DAY = 100
MOST_AT_AN_ITEM = 30


class AlreadyHere(Refused):
    """The organization has this file or link already, as `version`: it is not kept twice.

    `use` is where the same piece stands at the same item, if it does.
    """

    def __init__(self, version: EvidenceVersion, use: EvidenceUse | None = None) -> None:
        super().__init__(say("This is here already, as “{title}”.", title=version.evidence.title))
        self.version = version
        self.use = use


class AlreadyAtItem(Refused):
    """The piece stands at the item already, as `use`."""

    def __init__(self, use: EvidenceUse) -> None:
        super().__init__(say("This piece is at this item already. Change there what it shows."))
        self.use = use


class TooMuch(Refused):
    """The day's limit, or that of an item."""


@dataclass(frozen=True, slots=True)
class Place:
    """An item of an assessment that is locked, and whose evidence the person may change."""

    assessment: Assessment
    code: str
    item_id: int


def add_evidence_file(
    *,
    assessment: Assessment | UUID,
    item: str,
    upload: Accepted,
    title: str,
    shows: str,
    level: int | None,
    dated: date,
    by: User,
) -> EvidenceUse:
    """A new piece of the organization, used at the item with this code.

    The file is written first, so that no row is ever without it, and goes again if there is to be
    no row. Raises Http404, PermissionDenied, Frozen, AlreadyHere, TooMuch, RefusedFile.
    """
    with _columns_of_file(upload) as columns, transaction.atomic():
        place = lock_place(assessment, item, by)
        return _add(place, columns, title, shows, level, dated, by)


@transaction.atomic
def add_evidence_link(
    *,
    assessment: Assessment | UUID,
    item: str,
    url: str,
    title: str,
    shows: str,
    level: int | None,
    dated: date,
    by: User,
) -> EvidenceUse:
    """As a file. Nothing is ever fetched from the address."""
    place = lock_place(assessment, item, by)
    return _add(place, _columns_of_link(url), title, shows, level, dated, by)


def add_version(
    *, assessment: Assessment | UUID, piece: UUID, source: Accepted | str, dated: date, by: User
) -> EvidenceVersion:
    """The newest version of a piece from now on; `source` is a file or the address of a link.

    Where the piece is used it stays as it was, until `move_use`. Raises as `add_evidence_file`.
    """
    if isinstance(source, str):
        with transaction.atomic():
            return _add_version(assessment, piece, _columns_of_link(source), dated, by)
    with _columns_of_file(source) as columns, transaction.atomic():
        return _add_version(assessment, piece, columns, dated, by)


@transaction.atomic
def use_evidence(
    *,
    assessment: Assessment | UUID,
    item: str,
    version: UUID,
    shows: str,
    level: int | None,
    by: User,
) -> EvidenceUse:
    """What the organization has already, used at one more item, in this cycle or another.

    Raises Http404, PermissionDenied, Frozen, AlreadyAtItem, TooMuch.
    """
    place = lock_place(assessment, item, by)
    organization = place.assessment.organization_id
    known = EvidenceVersion.objects.select_related("evidence")
    found = known.filter(pk=version, evidence__organization=organization).first()
    if found is None:
        raise Http404("The organization has no such evidence.")
    if there := _at_item(place, found.evidence_id):
        raise AlreadyAtItem(there)
    return _use_and_record("used evidence again", place, found, shows, level, by)


def lock(assessment: Assessment | UUID, by: User) -> Assessment:
    """Raises Http404, PermissionDenied, Frozen."""
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    # The organization first: the same file must not come in twice at one time, in two cycles.
    # Not against what merely refers to it, such as a new event of somebody who saves answers.
    owners = Organization.objects.select_for_update(no_key=True, of=("self",))
    list(owners.filter(assessments=pk))  # as rows: of values Django would lock what is joined too
    row = load_assessment(by, pk, lock=True)
    check_evidence(row)
    return row


def lock_place(assessment: Assessment | UUID, item: str, by: User) -> Place:
    """Raises Http404, PermissionDenied, Frozen."""
    row = lock(assessment, by)
    ids = item_ids(row.framework_version)
    if item not in ids:
        raise Http404(f"There is no item {item!r} in this framework version.")
    return Place(row, item, ids[item])


def content_of_use(use: EvidenceUse) -> Columns:
    """What people see of a use, as JSON for the history."""
    version = use.version
    return {
        "title": version.evidence.title,
        "name": version.url or version.filename,
        "version": version.number,
        "dated": version.dated.isoformat(),
        "shows": use.shows,
        "level": use.level,
    }


@contextmanager
def _columns_of_file(upload: Accepted) -> Iterator[Columns]:
    with stored(upload) as path:
        yield {
            "kind": Kind.FILE,
            "filename": upload.name,
            "media_type": upload.media_type,
            "size": upload.size,
            "sha256": upload.sha256,
            "path": path,
            "scan": upload.scan,
        }


def _columns_of_link(url: str) -> Columns:
    return {"kind": Kind.LINK, "url": url, "scan": Scan.NO_FILE}


def _add(
    place: Place,
    columns: Columns,
    title: str,
    shows: str,
    level: int | None,
    dated: date,
    by: User,
) -> EvidenceUse:
    organization = place.assessment.organization
    if same := find_same(organization.pk, columns):
        raise AlreadyHere(same, _at_item(place, same.evidence_id))
    _check_day(by)
    piece = Evidence.objects.create(organization=organization, title=title, made_by=by)
    version = piece.versions.create(number=1, dated=dated, added_by=by, **columns)
    return _use_and_record("added evidence", place, version, shows, level, by)


def _use_and_record(
    verb: str, place: Place, version: EvidenceVersion, shows: str, level: int | None, by: User
) -> EvidenceUse:
    at_item = EvidenceUse.objects.filter(
        assessment=place.assessment, item=place.item_id, removed_at=None
    )
    if at_item.count() >= MOST_AT_AN_ITEM:
        raise TooMuch(
            say(
                "There are {most_at_an_item} pieces at this item already. Remove one that says "
                "less.",
                most_at_an_item=MOST_AT_AN_ITEM,
            )
        )
    use = EvidenceUse.objects.create(
        assessment=place.assessment,
        item_id=place.item_id,
        version=version,
        shows=shows,
        level=level,
        added_by=by,
    )
    record_event(
        verb,
        place.assessment,
        by=by,
        organization=place.assessment.organization,
        what=version.evidence.title,
        after={place.code: content_of_use(use)},
    )
    return use


def _add_version(
    assessment: Assessment | UUID, piece: UUID, columns: Columns, dated: date, by: User
) -> EvidenceVersion:
    row = lock(assessment, by)
    evidence = load_piece(row, piece)
    if same := find_same(row.organization_id, columns):
        raise AlreadyHere(same)
    _check_day(by)
    newest: int = evidence.versions.aggregate(newest=Max("number"))["newest"]
    version = evidence.versions.create(number=newest + 1, dated=dated, added_by=by, **columns)
    record_event(
        "added evidence version",
        row,
        by=by,
        organization=row.organization,
        what=evidence.title,
        after={
            "name": version.url or version.filename,
            "version": version.number,
            "dated": dated.isoformat(),
        },
    )
    return version


def _at_item(place: Place, piece: UUID) -> EvidenceUse | None:
    """Any version of the piece: two of them at one item would count as two pieces."""
    uses = EvidenceUse.objects.filter(
        assessment=place.assessment,
        item=place.item_id,
        version__evidence=piece,
        removed_at=None,
    )
    return uses.select_related("version__evidence").first()


def _check_day(by: User) -> None:
    added = Event.objects.filter(
        actor=by,
        subject_type="assessment",
        verb__in=("added evidence", "added evidence version"),
        at__gt=timezone.now() - timedelta(days=1),
    )
    if added.count() >= MOST_IN_A_DAY:
        raise TooMuch(
            say(
                "You have added {most_in_a_day} files and links today. Go on tomorrow.",
                most_in_a_day=MOST_IN_A_DAY,
            )
        )
