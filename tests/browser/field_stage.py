"""Cycles, answers to the interest form and a board for the pages that show them."""

from datetime import timedelta
from typing import Any


def field() -> dict[str, Any]:
    from django.utils import timezone

    from assessments.models import Assessment
    from commitments.models import FrameworkVersion
    from lhs_portal.accounts.models import User
    from lhs_portal.lib.tokens import digest_of_token
    from reports.field.actions.interest import erase_interest
    from reports.field.actions.inviting import invite_organizations
    from reports.field.actions.participating import choose_aggregates, join_cycle
    from reports.field.interest_codes import INVITED
    from reports.field.models import Interest
    from tests.reports.field.factories import (
        days,
        make_cycle,
        make_interest,
        make_participation_release,
    )
    from tests.reports.field.test_board import TABLES

    version = FrameworkVersion.objects.in_use()[0]
    adaeze = User.objects.get(email="adaeze@portal.example")
    nora = User.objects.get(email="nora@riverbend.example")
    done = Assessment.objects.get(
        title="Yearly self-assessment 2026", organization__name="Riverbend Community Hospital"
    )
    cycle = make_cycle(version, adaeze, name="Walked cycle", opens=days(-900), closes=days(60))
    planned = make_cycle(version, adaeze, name="Cycle to come", opens=days(70), closes=days(90))
    invite_organizations(cycle, [done.organization_id], by=adaeze)
    if not hasattr(done, "participation"):
        join_cycle(assessment=done.pk, cycle=cycle, by=nora)
    choose_aggregates(assessment=done.pk, allowed=True, by=nora)
    make_participation_release(cycle, TABLES)
    interest = make_interest(commitments=["safe"])
    invited = make_interest(name="Invited Ines")
    Interest.objects.filter(pk=invited.pk).update(
        state=INVITED,
        cycle=cycle,
        handled_by=adaeze,
        mailed_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=9),
        token_digest=digest_of_token("walked-interest"),
    )
    erased = erase_interest(make_interest(name="Gone"), by=adaeze)
    return {
        "cycle": cycle.pk,
        "cycle_planned": planned.pk,
        "interest": interest.pk,
        "interest_invited": invited.pk,
        "interest_erased": erased.pk,
        "interest_token": "walked-interest",
    }
