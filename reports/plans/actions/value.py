"""The organization's own numbers in a value case. Two people on one: nothing is overwritten."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.http import Http404

from assessments.models import Assessment
from assessments.queries import load_assessment
from commitments.models import AnchorFeature
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.plans.models import ValueLine
from reports.plans.permissions import check_plan

MOST_LINES = 30  # of one feature: a page that can still be read


@dataclass(frozen=True, slots=True)
class ValueContent:
    label: str
    quantity: Decimal
    unit: str
    period: str
    value: Decimal
    value_unit: str
    share: Decimal | None
    source: str


class TooManyLines(Refused):
    """A value case that nobody can read."""


class LineChanged(Refused):
    """Somebody else wrote since the page was read: `line` is what stands there now."""

    def __init__(self, line: ValueLine) -> None:
        super().__init__(say("Somebody changed this line while you were working on it."))
        self.line = line


def add_value_line(
    *,
    assessment: UUID,
    feature: str,
    content: ValueContent,
    once: UUID | None = None,
    by: User,
) -> ValueLine:
    """`once` is the id that it gets, unless another case has it: sent twice, it is made once.

    Raises Http404, PermissionDenied, Frozen, TooManyLines.
    """
    with transaction.atomic():
        row = _lock(assessment, by)
        lines = ValueLine.objects.filter(assessment=row)
        if once and (made := lines.filter(pk=once, feature__code=feature).first()):
            return made
        part = AnchorFeature.objects.filter(
            framework_version=row.framework_version, code=feature
        ).first()
        if part is None:
            raise Http404("This framework version has no such feature.")
        if lines.filter(feature=part).count() >= MOST_LINES:
            raise TooManyLines(
                say(
                    "A value case has at most {most} lines. Change or remove one first.",
                    most=MOST_LINES,
                )
            )
        free = once and not ValueLine.objects.filter(pk=once).exists()
        line = ValueLine.objects.create(
            **({"id": once} if free else {}),
            assessment=row,
            feature=part,
            made_by=by,
            changed_by=by,
            **asdict(content),
        )
        record_event(
            "entered value",
            row,
            by=by,
            organization=row.organization,
            what=feature,
            after=_told(content),
        )
    return line


def edit_value_line(
    *, assessment: UUID, line: UUID, content: ValueContent, seen: str, by: User
) -> ValueLine:
    """`seen` is the version that the person saw. Saving the same again changes nothing.

    Raises Http404, PermissionDenied, Frozen, LineChanged.
    """
    with transaction.atomic():
        row = _lock(assessment, by)
        found = _load(row, line)
        before = content_of_line(found)
        if before == content:
            return found
        if str(found.version) != seen:
            raise LineChanged(found)
        for name, value in asdict(content).items():
            setattr(found, name, value)
        found.version += 1
        found.changed_by = by
        found.save()
        record_event(
            "changed value",
            row,
            by=by,
            organization=row.organization,
            what=found.feature.code,
            before=_told(before),
            after=_told(content),
        )
    return found


def remove_value_line(*, assessment: UUID, line: UUID, by: User) -> None:
    """Removed twice, it is removed once. Raises Http404, PermissionDenied, Frozen."""
    with transaction.atomic():
        row = _lock(assessment, by)
        found = ValueLine.objects.filter(assessment=row, pk=line).select_related("feature").first()
        if found is None:
            return
        record_event(
            "removed value",
            row,
            by=by,
            organization=row.organization,
            what=found.feature.code,
            before=_told(content_of_line(found)),
        )
        found.delete()


def content_of_line(line: ValueLine) -> ValueContent:
    return ValueContent(
        label=line.label,
        quantity=line.quantity,
        unit=line.unit,
        period=line.period,
        value=line.value,
        value_unit=line.value_unit,
        share=line.share,
        source=line.source,
    )


def _lock(assessment: UUID, by: User) -> Assessment:
    row = load_assessment(by, assessment, lock=True)
    check_plan(row)
    return row


def _load(row: Assessment, line: UUID) -> ValueLine:
    found = ValueLine.objects.filter(assessment=row, pk=line).select_related("feature").first()
    if found is None:
        raise Http404("This line is not here. Somebody may have removed it.")
    return found


def _told(content: ValueContent) -> dict[str, str | None]:
    return {name: None if value is None else str(value) for name, value in asdict(content).items()}
