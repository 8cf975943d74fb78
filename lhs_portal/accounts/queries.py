"""Reads that cross models: an organization as its members see it."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from lhs_portal.accounts.models import Invitation, Membership, Organization, User
from lhs_portal.accounts.permissions import can_lead
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming


def load_organization(user: User, organization_id: UUID) -> Organization:
    """With `viewer_role`. Raises Http404 for all that are not members."""
    return get_object_or_404(
        Organization.objects.visible_to(user).select_related("parent"), pk=organization_id
    )


def load_members(organization: Organization) -> QuerySet[Membership]:
    """Each with its person, by name."""
    return organization.memberships.select_related("user").order_by("user__name", "pk")


def load_naming(organization: Organization) -> Naming:
    """The names that the organization's history may show: of its members, and no one else's.

    Addresses of invitations are for leads alone.
    """
    names = dict(organization.memberships.values_list("user_id", "user__name"))
    if not can_lead(organization):
        return Naming(names)
    invitations = Invitation.objects.filter(organization=organization)
    return Naming(names, {str(pk): email for pk, email in invitations.values_list("pk", "email")})


def load_events(organization: Organization) -> QuerySet[Event]:
    return Event.objects.filter(organization=organization)
