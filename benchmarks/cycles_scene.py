"""An organization with three signed cycles: rated by thirteen people, with notes, evidence, targets
and a plan each. Made through the portal's own actions, but for the ratings, which are rows."""

from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

ORGANIZATION = "Three Cycles Hospital"
CLIENTS = 8
RATERS = 13
YEARS = (2024, 2025, 2026)
ROSE = "safe"
NOTE = "On our unit this is so on weekdays; at night nobody has the time for it."
REASON = "The council heard both sides: the units of the east wing have it, the others plan it."


def cycles(assessment: str) -> dict[str, str]:
    """Two reports of the last cycle, ready to read: as it was signed, and again with its plan. They
    are made when they are first asked for; `assessment` says of which framework version."""
    from assessments.models import Assessment
    from lhs_portal.accounts.models import User
    from reports.models import Kind, Report, State

    final = Report.objects.filter(assessment__organization__name=ORGANIZATION, kind=Kind.FINAL)
    if not final.exists():
        row = Assessment.objects.select_related("framework_version").get(pk=assessment)
        # The first of the people adds the evidence of the other assessments; a day has a limit.
        people = User.objects.filter(email__startswith="person", email__endswith="@bench.example")
        sponsor, lead = people.order_by("pk")[CLIENTS - 2 : CLIENTS]
        _make_cycles(row.framework_version, lead, sponsor)
    last = final.filter(assessment__title=f"Cycle {YEARS[-1]}").order_by("number")[:2]
    signed, planned = last
    if {signed.state, planned.state} != {State.READY}:
        raise ValueError(f"The reports are not ready: {signed.error} {planned.error}")
    return {"signed": str(signed.pk), "planned": str(planned.pk)}


def _make_cycles(version: Any, lead: Any, sponsor: Any) -> None:
    from lhs_portal.accounts.models import User
    from reports.jobs.making import make_report
    from reports.models import Report

    organization = _organization(lead, sponsor)
    raters = User.objects.bulk_create(
        User(email=f"cycle{number}@bench.example", name=f"Rater {number} Berg", password="!")
        for number in range(RATERS)
    )
    for year in YEARS:
        signed = _sign_cycle(organization, version, lead, sponsor, raters, year)
        report = Report.objects.get(assessment=signed)
        make_report(report.pk)
        _plan(signed, lead)
    make_report(queue_copies(report.pk, 1)[0])


def _organization(lead: Any, sponsor: Any) -> Any:
    from lhs_portal.accounts import codes
    from lhs_portal.accounts.actions.invitations import accept, invite
    from lhs_portal.accounts.actions.organizations import register_organization

    organization = register_organization(
        by=lead,
        name=ORGANIZATION,
        sector=codes.Sector.CARE_DELIVERY,
        type=codes.OrganizationType.HOSPITAL,
        size_band=codes.SizeBand.UNDER_1000,
        census_division=codes.CensusDivision.MOUNTAIN,
        ownership=codes.Ownership.NONPROFIT,
        rurality=codes.Rurality.MIXED,
        parent_claimed="",
    )
    invitation, _ = invite(organization, by=lead, email=sponsor.email, role=codes.Role.CONTRIBUTOR)
    accept(invitation, by=sponsor)
    return organization


def _sign_cycle(
    organization: Any, version: Any, lead: Any, sponsor: Any, people: list[Any], year: int
) -> Any:
    from django.utils import timezone

    from assessments import states
    from assessments.actions import (
        accept_uncontested,
        add_evidence_link,
        close_round,
        open_round,
        save_decisions,
        save_targets,
        sign,
        start_assessment,
        submit,
        write_dissent,
    )
    from assessments.changes import AnswerChange, TargetChange
    from assessments.models import Rating
    from assessments.queries import load_answers, load_targets
    from assessments.signed_content import digest_of_content
    from benchmarks.rounds_scene import _add_raters

    assessment = start_assessment(
        organization=organization,
        framework_version=version,
        title=f"Cycle {year}",
        period_start=date(year, 1, 1),
        period_end=date(year, 10, 31),
        mode=states.INDEPENDENT,
        by=lead,
    )
    stored_targets = load_targets(assessment)
    save_targets(
        assessment=assessment,
        changes=[
            TargetChange(code, stored_targets[code].seen, choice="3", statement=NOTE)
            for code in list(stored_targets)[:5]
        ],
        by=lead,
    )
    raters = _add_raters(assessment, people)
    open_round(assessment=assessment, closes_on=timezone.localdate() + timedelta(days=9), by=lead)
    Rating.objects.bulk_create(_ratings(version, raters, year), batch_size=500)
    assessment = close_round(assessment=assessment, by=lead)
    accept_uncontested(assessment=assessment, by=lead)
    stored = load_answers(assessment)
    left = [code for code, row in stored.items() if not row.entry.complete]
    decisions = [AnswerChange(code, stored[code].seen, "2", REASON) for code in left]
    save_decisions(assessment=assessment, decisions=decisions, by=lead)
    for code in left[::6]:
        write_dissent(assessment=assessment, item=code, text=f"{REASON} I do not.", by=lead)
    for number, code in enumerate(list(stored)[::4]):
        add_evidence_link(
            assessment=assessment,
            item=code,
            url=f"https://bench.example/{assessment.pk.hex[:6]}/minutes/{number}",
            title=f"Minutes of the quality council {year}-{number}",
            shows=NOTE,
            level=number % 5,
            dated=date(year - 1, 5, 4),
            by=lead,
        )
    submitted = submit(assessment=assessment, sponsor=sponsor, by=lead)
    return sign(
        assessment=submitted,
        role="Chief executive",
        digest=digest_of_content(submitted),
        by=sponsor,
    )


def _ratings(version: Any, raters: list[Any], year: int) -> Any:
    """Each item has a spread of its own, the same in each cycle; one commitment rises."""
    from assessments.models import Rating
    from assessments.queries import item_ids

    spreads, drawn = Random(5), Random(year)
    places = count()
    for code, item in item_ids(version).items():
        middle, spread = spreads.uniform(0.8, 2.6), spreads.choice((0.4, 0.6, 0.8, 1.6))
        if code.startswith(f"{ROSE}."):
            middle, spread = 0.8 + year - YEARS[0], 0.4
        for rater in raters:
            yield Rating(
                rater=rater,
                item_id=item,
                level=min(max(round(drawn.gauss(middle, spread)), 0), 4),
                note=NOTE if next(places) % 8 == 0 else "",
                round=1,
            )


def _plan(assessment: Any, lead: Any) -> None:
    from django.utils import timezone

    from commitments.queries import load_definition
    from reports.plans.actions.writing import add_action, move_action
    from reports.plans.codes import PLANNED
    from reports.plans.content import ActionContent

    features = load_definition(assessment.framework_version).features[:8]
    for number, feature in enumerate(features):
        action = add_action(
            assessment=assessment,
            content=ActionContent(
                aim=feature.code,
                title=f"Check protocol {number} on every unit",
                owner=str(lead.pk),
                due=timezone.localdate() + timedelta(days=90),
                expected=3,
                resources="Half a day of an analyst each week.",
                barriers=("limited-resources",),
                barrier_other="",
                notes=NOTE,
                evidence=(),
            ),
            by=lead,
        )
        state = (PLANNED, "doing", "done", "dropped")[number % 4]
        if state != PLANNED:
            move_action(assessment=assessment, action=action.pk, state=state, seen=PLANNED, by=lead)


def queue_copies(report: UUID | str, copies: int) -> list[UUID]:
    """As many more reports of its assessment, each frozen anew, with the plan as it is now; waiting
    for a worker."""
    from reports.actions import request_report
    from reports.models import Kind, Report

    first = Report.objects.select_related("assessment", "requested_by").get(pk=report)
    return [
        request_report(assessment=first.assessment, kind=Kind.FINAL, by=first.requested_by).pk
        for _ in range(copies)
    ]
