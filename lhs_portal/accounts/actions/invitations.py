"""Invitations: made, sent, sent again, withdrawn, accepted once."""

from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from lhs_portal.accounts.invitation_mail import send_invitation
from lhs_portal.accounts.models import Invitation, Membership, Organization, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event, record_event
from lhs_portal.lib.tokens import digest_of_token, make_token
from lhs_portal.lib.wording import say

LIFETIME = timedelta(days=14)
# Anyone may register an organization, so anyone may make the portal send mail: not without end.
MOST_IN_A_DAY = 50
PAUSE = timedelta(minutes=2)


@transaction.atomic
def invite(
    organization: Organization, *, by: User, email: str, role: str
) -> tuple[Invitation, str]:
    """The invitation and the token of its link, which is kept nowhere. The mail goes after commit.

    Raises Refused for a member, for an address with an open invitation, and beyond the day's limit.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    email = email.lower()
    _check_new(organization, email=email, by=by)
    token = make_token()
    invitation = Invitation.objects.create(
        organization=organization,
        email=email,
        role=role,
        token_digest=digest_of_token(token),
        invited_by=by,
        expires_at=timezone.now() + LIFETIME,
    )
    record_event("invited", invitation, by=by, organization=organization, after={"role": role})
    transaction.on_commit(partial(send_invitation, invitation.pk, token=token))
    return invitation, token


@transaction.atomic
def send_again(invitation: Invitation, *, by: User) -> str:
    """A new link, good for the full time, instead of the old one. The mail goes after commit."""
    invitation = _lock(invitation)
    _check_day(by)
    if invitation.sent_at and invitation.sent_at > timezone.now() - PAUSE:
        raise Refused(say("This invitation was sent a moment ago. Wait two minutes."))
    token = make_token()
    invitation.token_digest = digest_of_token(token)
    invitation.expires_at = timezone.now() + LIFETIME
    invitation.sent_at = None
    invitation.save(update_fields=["token_digest", "expires_at", "sent_at"])
    record_event("sent again", invitation, by=by, organization=invitation.organization)
    transaction.on_commit(partial(send_invitation, invitation.pk, token=token))
    return token


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    invitation = _lock(invitation)
    _end(invitation, by=by)
    record_event("withdrawn", invitation, by=by, organization=invitation.organization)


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Membership:
    """Makes `by` a member; a second time it changes nothing. A member keeps the role she has.

    Raises Refused unless the address is a verified one of `by` and the invitation is open.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_by_id != by.pk:
        check_acceptable(invitation, by=by)
        invitation.accepted_at = timezone.now()
        invitation.accepted_by = by
        invitation.save(update_fields=["accepted_at", "accepted_by"])
    membership, created = Membership.objects.get_or_create(
        organization=invitation.organization, user=by, defaults={"role": invitation.role}
    )
    if created:
        record_event(
            "joined",
            membership,
            by=by,
            organization=invitation.organization,
            after={"user": by.pk, "role": membership.role},
        )
    return membership


class Ending(Protocol):
    """An invitation to one address, whatever it invites to."""

    email: str
    accepted_at: Any
    withdrawn_at: Any

    @property
    def open(self) -> bool: ...


def check_acceptable(invitation: Ending, *, by: User) -> None:
    if not invitation.open:
        raise Refused(why_ended(invitation))
    verified = EmailAddress.objects.filter(user=by, email=invitation.email, verified=True)
    if not verified.exists():
        raise Refused(
            say(
                "This invitation is for {address}, which is not a confirmed address of the account "
                "that you are signed in with. Sign in with that address, or add it to your account "
                "and confirm it.",
                address=invitation.email,
            )
        )


def why_ended(invitation: Ending) -> str:
    if invitation.accepted_at:
        return say("This invitation has been used.")
    if invitation.withdrawn_at:
        return say(
            "This invitation has been withdrawn. Ask a lead of the organization for a new one."
        )
    return say("This invitation has expired. Ask a lead of the organization to send it again.")


def _check_new(organization: Organization, *, email: str, by: User) -> None:
    members = EmailAddress.objects.filter(
        email=email, verified=True, user__memberships__organization=organization
    )
    if members.exists():
        raise Refused(say("This person is a member already."))
    _check_day(by)
    waiting = Invitation.objects.filter(
        organization=organization, email=email, accepted_at=None, withdrawn_at=None
    ).first()
    if waiting and not waiting.expired:
        raise Refused(
            say("This address has an open invitation. You can send it again from the list.")
        )
    if waiting:
        _end(waiting, by=by)


def _check_day(by: User) -> None:
    """Each mail counts: one that is sent again as much as a first one."""
    sent = Event.objects.filter(
        actor=by,
        subject_type="invitation",
        verb__in=("invited", "sent again"),
        at__gt=timezone.now() - timedelta(days=1),
    )
    if sent.count() >= MOST_IN_A_DAY:
        raise Refused(
            say("You have sent {count} invitations today. Go on tomorrow.", count=MOST_IN_A_DAY)
        )


def _lock(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("organization")
    invitation = locked.get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(why_ended(invitation))
    return invitation


def _end(invitation: Invitation, *, by: User) -> None:
    invitation.withdrawn_at = timezone.now()
    invitation.withdrawn_by = by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
