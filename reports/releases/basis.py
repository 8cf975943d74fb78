"""On whom a release rests: the organizations of a cycle, each with its latest signed report."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from assessments import states
from assessments.models import Assessment
from reports.field.models import FieldCycle, Participation
from reports.models import Kind as ReportKind
from reports.models import Report
from reports.models import State as ReportState
from reports.releases.models import Kind
from reports.releases.profile import REGION_OF

JOINED_DIGEST = hashlib.sha256(b"joined").hexdigest()


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """`report` is that of `assessment`, or in a participation release the organization itself,
    which stands for "it joined". `attributes`: attribute → the value's code.
    """

    organization: UUID
    assessment: UUID
    report: UUID
    system: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Basis:
    """Members by organization, and why others that joined are none: reason → how many."""

    members: tuple[MemberFacts, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


NOT_VERIFIED, NO_CONSENT = "not-verified", "no-consent"
NOT_SIGNED, OTHER_VERSION, NO_REPORT = "not-signed-in-the-cycle", "other-version", "no-report"


def load_basis(cycle: FieldCycle, kind: str, at: datetime) -> Basis:
    """By rule 1, as things stand at `at`. One query at any size; no answer is read.

    Of the assessments that an organization joined with, the latest that was signed in the cycle
    counts, and no earlier one takes its place where that one may not be used.
    """
    left_out: Counter[str] = Counter()
    members = []
    bounds = bounds_of(cycle)
    for rows in _by_organization(cycle):
        found = _choose(rows, cycle, bounds, kind, at)
        if isinstance(found, str):
            left_out[found] += 1
        else:
            members.append(found)
    members.sort(key=lambda one: one.organization.bytes)
    return Basis(tuple(members), dict(sorted(left_out.items())))


def _by_organization(cycle: FieldCycle) -> Iterator[list[dict[str, Any]]]:
    rows: Any = (
        Participation.objects.filter(cycle=cycle)
        .order_by("organization", "pk")
        .values(
            "organization_id",
            "organization__verified_at",
            "organization__parent_id",
            "organization__sector",
            "organization__size_band",
            "organization__census_division",
            "organization__ownership",
            "organization__rurality",
            "assessment_id",
            "assessment__scope",
            "assessment__state",
            "assessment__signed_at",
            "assessment__framework_version_id",
            "consented_at",
            report=Subquery(newest_reports().values("pk")[:1]),
        )
    )
    group: list[dict[str, Any]] = []
    for row in rows.iterator(chunk_size=2000):
        if group and group[0]["organization_id"] != row["organization_id"]:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def newest_reports() -> Any:
    """Final reports that are ready of an outer query's assessment, the newest edition first.

    Of its latest signing alone: what was reopened and signed again no longer stands by the others.
    """
    return Report.objects.filter(
        assessment=OuterRef("assessment"),
        kind=ReportKind.FINAL,
        state=ReportState.READY,
        requested_at__gte=OuterRef("assessment__signed_at"),
    ).order_by("-number")


def _choose(
    rows: list[dict[str, Any]],
    cycle: FieldCycle,
    bounds: tuple[datetime, datetime],
    kind: str,
    at: datetime,
) -> MemberFacts | str:
    """The member, or why there is none."""
    if rows[0]["organization__verified_at"] is None:
        return NOT_VERIFIED
    if kind == Kind.PARTICIPATION:
        return _facts(rows[0], report=rows[0]["organization_id"])
    opens, ends = bounds
    signed = [
        row
        for row in rows
        if row["assessment__scope"] == Assessment.Scope.WHOLE
        and row["assessment__state"] == states.SIGNED
        and opens <= row["assessment__signed_at"] < ends
        and row["assessment__signed_at"] <= at
    ]
    if not signed:
        return NOT_SIGNED
    latest = max(signed, key=lambda row: (row["assessment__signed_at"], row["assessment_id"].bytes))
    if latest["consented_at"] is None:
        return NO_CONSENT
    if latest["assessment__framework_version_id"] != cycle.framework_version_id:
        return OTHER_VERSION
    if latest["report"] is None:
        return NO_REPORT
    return _facts(latest, report=latest["report"])


def bounds_of(cycle: FieldCycle) -> tuple[datetime, datetime]:
    """From the first moment of its first day to that of the day after its last."""
    first, after = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (cycle.opens, cycle.closes + timedelta(days=1))
    )
    return first, after


def _facts(row: Mapping[str, Any], *, report: UUID) -> MemberFacts:
    organization, parent = row["organization_id"], row["organization__parent_id"]
    return MemberFacts(
        organization=organization,
        assessment=row["assessment_id"],
        report=report,
        system=f"organization:{organization}" if parent is None else f"system:{parent}",
        attributes={
            "sector": row["organization__sector"],
            "size_band": row["organization__size_band"],
            "region": REGION_OF[row["organization__census_division"]],
            "ownership": row["organization__ownership"],
            "rurality": row["organization__rurality"],
        },
    )
