"""Cycles, answers to the interest form and releases, through the product's own actions."""

import json
import re
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.http import HttpResponse
from django.utils import timezone

from commitments.models import FrameworkVersion
from lhs_portal.accounts.actions.organizations import verify_organization
from lhs_portal.accounts.models import Organization, User
from reports.field.actions.cycles import plan_cycle
from reports.field.actions.interest import send_interest
from reports.field.models import FieldCycle, Interest
from reports.releases.bundle import keep_method
from reports.releases.models import Kind, Release, ReleaseCell, ReleaseTable, State


def days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def make_cycle(version: FrameworkVersion, by: User, **changes: Any) -> FieldCycle:
    """Open since yesterday, for a month."""
    content = {"name": "Field cycle 2027", "opens": days(-1), "closes": days(30), **changes}
    return plan_cycle(framework_version=version, by=by, **content)


def without_token(page: HttpResponse) -> str:
    """What a page says, but for the token that makes its forms safe."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def verify(organization: Organization, by: User) -> None:
    verify_organization(organization, by=by, parent=None)


def posted_interest(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "organization",
        "name": "Wilma Stein",
        "email": "wilma@lakeside.example",
        "organization_name": "Lakeside Clinic",
        "sector": "care-delivery",
        "commitments": ["safe"],
        "barriers": ["workforce-capacity"],
        "barrier_words": "Nobody has time.",
        "wishes": ["cycle"],
        "words": "We review every fall.",
        **changes,
    }


def make_interest(**changes: Any) -> Interest:
    content = posted_interest(framework_version="", **changes)
    return send_interest(**content)


def make_participation_release(
    cycle: FieldCycle,
    tables: dict[str, tuple[list[list[list[str]]], dict[str, int]]],
    published: bool = True,
) -> Release:
    """`tables`: attributes → groupings, and rounded numbers by cell."""
    now = timezone.now()
    release = Release.objects.create(
        kind=Kind.PARTICIPATION,
        cycle=cycle,
        requested_at=now,
        prepared_by_name="Rosa",
        framework_version=cycle.framework_version.version,
        framework_digest=cycle.framework_version.digest,
        thresholds=json.dumps({"lowest_mean": "0.1", "highest_mean": "3.9"}),
    )
    for position, (attributes, (groupings, cells)) in enumerate(tables.items()):
        table = ReleaseTable.objects.create(
            release=release, position=position, attributes=attributes, groupings=groupings
        )
        for place, (key, n) in enumerate(cells.items()):
            ReleaseCell.objects.create(table=table, position=place, key=key, n=n)
    if published:
        keep_method(release)
        highest = Release.objects.aggregate(Max("number"))["number__max"] or 0
        release.state, release.number, release.published_at = State.PUBLISHED, highest + 1, now
        release.approved_by_name, release.digest = "Miguel", "0" * 64
        release.save()
    return release
