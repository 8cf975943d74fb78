"""An organization is registered, described, confirmed, deleted."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Membership, Organization, ParentSystem, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event, record_event
from lhs_portal.lib.wording import say

PROFILE = (
    "name",
    "sector",
    "type",
    "size_band",
    "census_division",
    "ownership",
    "rurality",
    "parent_claimed",
)
# Each organization can invite, and waits for an administrator: not without end.
MOST_IN_A_DAY = 10
# What an administrator has looked at: a change of these needs a new look.
CONFIRMED = ("name", "parent_claimed")


def profile_of(organization: Organization) -> dict[str, str]:
    return {field: getattr(organization, field) for field in PROFILE}


@transaction.atomic
def register_organization(*, by: User, once: UUID | None = None, **profile: str) -> Organization:
    """The organization, unverified, with `by` as its lead. `profile` has the keys of PROFILE.

    `once` is the id that it gets: asked for twice by the same person, it is the same organization.

    Raises Refused beyond the day's limit, in which those that are deleted since still count.
    """
    User.objects.select_for_update().get(pk=by.pk)
    made = Organization.objects.filter(pk=once).first() if once else None
    if made and made.created_by_id == by.pk:
        return made
    _check_day(by)
    organization = Organization.objects.create(
        id=once if once and not made else uuid4(), created_by=by, **profile
    )
    Membership.objects.create(organization=organization, user=by, role=Role.LEAD)
    record_event("registered", organization, by=by, organization=organization)
    return organization


@transaction.atomic
def edit_organization(organization: Organization, *, by: User, **profile: str) -> Organization:
    """Changes the profile; a new name or parent ends the verification. One event, if anything."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    before = profile_of(organization)
    changed = {field: text for field, text in profile.items() if before[field] != text}
    if not changed:
        return organization
    for field, text in changed.items():
        setattr(organization, field, text)
    if organization.verified and not changed.keys().isdisjoint(CONFIRMED):
        _unverify(organization)
    organization.save()
    record_event(
        "edited",
        organization,
        by=by,
        organization=organization,
        before={field: before[field] for field in changed},
        after=changed,
    )
    return organization


@transaction.atomic
def verify_organization(
    organization: Organization, *, by: User, parent: ParentSystem | str | None
) -> Organization:
    """Confirms the organization and its parent: a known system, the name of a new one, or none."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    if isinstance(parent, str):
        parent, _ = ParentSystem.objects.get_or_create(name=parent)
    organization.parent = parent
    organization.verified_at = timezone.now()
    organization.verified_by = by
    organization.save(update_fields=["parent", "verified_at", "verified_by"])
    record_event(
        "verified",
        organization,
        by=by,
        organization=organization,
        after={"parent": parent.name if parent else None},
    )
    return organization


@transaction.atomic
def withdraw_verification(organization: Organization, *, by: User) -> Organization:
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    if organization.verified:
        _unverify(organization)
        organization.save(update_fields=["parent", "verified_at", "verified_by"])
        record_event("unverified", organization, by=by, organization=organization)
    return organization


@transaction.atomic
def allow_author_to_sign(organization: Organization, *, allowed: bool, by: User) -> Organization:
    """Whether a lead may sign what she submits herself. What is signed already stays signed."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    if organization.author_may_sign != allowed:
        organization.author_may_sign = allowed
        organization.save(update_fields=["author_may_sign"])
        record_event(
            "author may sign",
            organization,
            by=by,
            organization=organization,
            before={"allowed": not allowed},
            after={"allowed": allowed},
        )
    return organization


@transaction.atomic
def delete_organization(organization: Organization, *, by: User) -> None:
    """Deletes it with all that is its own. An event remains, which names the person and no more.

    Files in the storage are the caller's to delete, after the commit.
    """
    event: dict[str, Any] = {"members": organization.memberships.count()}
    record_event("deleted", organization, by=by, before=event)
    organization.delete()


def _check_day(by: User) -> None:
    today = Event.objects.filter(
        actor=by, subject_type="organization", at__gt=timezone.now() - timedelta(days=1)
    )
    if today.filter(verb__in=("registered", "deleted")).count() >= MOST_IN_A_DAY:
        raise Refused(
            say(
                "You have registered {count} organizations today. Go on tomorrow.",
                count=MOST_IN_A_DAY,
            )
        )


def _unverify(organization: Organization) -> None:
    organization.parent = organization.verified_at = organization.verified_by = None
