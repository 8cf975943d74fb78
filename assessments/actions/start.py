from collections.abc import Collection
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from assessments import states
from assessments.actions.answers import what_of, write_answers
from assessments.answer_sheet import Answer
from assessments.changes import Stored, content_of
from assessments.models import Assessment
from assessments.queries import load_answers
from commitments.definition import Definition
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.audit.models import record_event


def start_assessment(
    *,
    organization: Organization,
    framework_version: FrameworkVersion,
    title: str,
    period_start: date,
    period_end: date,
    scope: str = Assessment.Scope.WHOLE,
    unit: str = "",
    due: date | None = None,
    mode: str = states.TOGETHER,
    copied_from: Assessment | None = None,
    once: UUID | None = None,
    by: User,
) -> Assessment:
    """Open an assessment that is pinned to this framework version.

    Items that the framework marks as not applicable to the organization's sector are answered so,
    with that as the reason; anyone who may answer may change them. Where ratings come first, that
    is done when they are settled. `once` is the id that it gets:
    asked for twice by the same person, it is the same assessment. Raises PermissionDenied, and
    ValueError where `copied_from` is not a signed assessment of the same organization.
    """
    if copied_from and (copied_from.organization_id != organization.pk or not copied_from.signed):
        raise ValueError("Only answers that your organization has signed can be suggested.")
    with transaction.atomic():
        organization = load_organization(by, organization.pk)
        check_lead(organization)
        User.objects.select_for_update().get(pk=by.pk)
        made = Assessment.objects.filter(pk=once).first() if once else None
        if made and made.organization_id == organization.pk and made.started_by_id == by.pk:
            return made
        assessment = Assessment.objects.create(
            id=once if once and not made else uuid4(),
            organization=organization,
            framework_version=framework_version,
            title=title,
            period_start=period_start,
            period_end=period_end,
            scope=scope,
            unit=unit,
            due=due,
            mode=mode,
            state=states.FIRST[mode],
            copied_from=copied_from,
            started_by=by,
        )
        record_event(
            "started",
            assessment,
            by=by,
            organization=organization,
            what=title,
            after={
                "title": title,
                "period_start": period_start.isoformat(),
                "period_end": period_end.isoformat(),
                "scope": scope,
                "unit": unit,
                "due": due.isoformat() if due else None,
                "mode": mode,
                "copied_from": copied_from.title if copied_from else None,
                "framework_version": framework_version.version,
                "framework_digest": framework_version.digest,
            },
        )
        if mode == states.TOGETHER:
            prefill_not_applicable(assessment, load_definition(framework_version), by=by)
    return assessment


def reason_not_applicable(definition: Definition, sector: str) -> str:
    names = {known.code: str(known.name) for known in definition.sectors}
    return (
        f"Framework {definition.version} marks this item as not applicable to the sector "
        f"“{names.get(sector, sector)}”."
    )


def prefill_not_applicable(
    assessment: Assessment,
    definition: Definition,
    *,
    only: Collection[str] | None = None,
    by: User,
) -> list[str]:
    """Answers where the framework has said it for the sector. The codes of these items.

    `only` are those that are looked at; None means all.
    """
    sector = assessment.organization.sector
    outside = [
        item.code
        for item in definition.items
        if sector in item.not_applicable_to and (only is None or item.code in only)
    ]
    if not outside:
        return []
    reason = reason_not_applicable(definition, sector)
    stored = load_answers(assessment, notes_of=())
    new = {
        code: Stored(
            Answer(code, not_applicable=True, reason=reason), stored[code].part_id, version=1
        )
        for code in outside
    }
    write_answers(assessment, new, by=by)
    record_event(
        "prefilled",
        assessment,
        by=by,
        organization=assessment.organization,
        what=what_of(new),
        before={code: content_of(stored[code].entry) for code in new},
        after={code: content_of(row.entry) for code, row in new.items()},
    )
    return outside
