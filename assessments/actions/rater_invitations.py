"""Invitations to rate: made, sent, sent again, withdrawn, accepted once."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments.actions.raters import check_collecting, lock_assessment, take_part
from assessments.actions.workflow import lock_for_lead
from assessments.models import Assessment, Rater, RaterInvitation
from assessments.rater_mail import send_rater_invitations, token_of
from assessments.rater_sections import sections_to_rate
from lhs_portal.accounts.actions.invitations import (
    check_acceptable,
    why_ended,
)
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event, record_event
from lhs_portal.lib.tokens import digest_of_token
from lhs_portal.lib.wording import say

LIFETIME = timedelta(days=60)
# Anyone may register an organization, so anyone may make the portal send mail: not without end.
MOST_IN_A_DAY = 100
PAUSE = timedelta(minutes=2)
MAILING = ("rater invited", "rater invited again")


@transaction.atomic
def invite_rater(
    *,
    assessment: Assessment | UUID,
    email: str,
    role_group: str,
    sections: Iterable[str] | None = None,
    by: User,
) -> RaterInvitation:
    """`sections` are by default what the role group can know. The mail goes after commit.

    Raises Http404, PermissionDenied, KeyError for no such group, and Refused: for a rater, for an
    address with an open invitation, for a closed round, beyond the day's limit.
    """
    row = lock_for_lead(assessment, by)
    check_collecting(row)
    asked = sections_to_rate(row, role_group, sections)
    invitation = _invite(row, email, role_group, asked, by=by)
    transaction.on_commit(partial(send_rater_invitations, [invitation.pk]))
    return invitation


@transaction.atomic
def invite_raters(
    *,
    assessment: Assessment | UUID,
    emails: Iterable[str],
    role_group: str,
    sections: Iterable[str] | None = None,
    by: User,
) -> tuple[list[RaterInvitation], dict[str, str]]:
    """As many at once: what was made, and the sentence for each address that was refused.

    Raises as `invite_rater`, where it is not about one address.
    """
    row = lock_for_lead(assessment, by)
    check_collecting(row)
    asked = sections_to_rate(row, role_group, sections)
    made: list[RaterInvitation] = []
    refused: dict[str, str] = {}
    for email in emails:
        try:
            made.append(_invite(row, email, role_group, asked, by=by))
        except Refused as refusal:
            refused[email] = str(refusal)
    transaction.on_commit(partial(send_rater_invitations, [row.pk for row in made]))
    return made, refused


@transaction.atomic
def send_rater_invitation_again(invitation: RaterInvitation, *, by: User) -> RaterInvitation:
    """A new link, good for the full time, instead of the old one. The mail goes after commit."""
    invitation = _lock_open(invitation, by=by)
    check_collecting(invitation.assessment)
    _check_day(by)
    if invitation.sent_at and invitation.sent_at > timezone.now() - PAUSE:
        raise Refused(say("This invitation was sent a moment ago. Wait two minutes."))
    invitation.expires_at = timezone.now() + LIFETIME
    invitation.token_digest = digest_of_token(token_of(invitation))
    invitation.sent_at, invitation.send_error = None, ""
    invitation.save(update_fields=["expires_at", "token_digest", "sent_at", "send_error"])
    _record("rater invited again", invitation, by=by)
    transaction.on_commit(partial(send_rater_invitations, [invitation.pk]))
    return invitation


@transaction.atomic
def withdraw_rater_invitation(invitation: RaterInvitation, *, by: User) -> None:
    invitation = _lock_open(invitation, by=by)
    _end(invitation, by=by)
    _record("rater invitation withdrawn", invitation, by=by)


@transaction.atomic
def accept_rater_invitation(invitation: RaterInvitation, *, by: User) -> Rater:
    """Gives `by` her part; a second time it changes nothing. Whoever rates already keeps her part.

    Raises Refused unless the address is a confirmed one of `by` and the invitation is open.
    """
    assessment = lock_assessment(invitation.assessment_id)
    invitation = RaterInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.accepted_at:
        mine = Rater.objects.taking_part().filter(assessment=assessment, user=by).first()
        if mine:
            return mine
    check_acceptable(invitation, by=by)
    check_collecting(assessment)
    rater, new = take_part(
        assessment, role_group=invitation.role_group, sections=invitation.sections, by=by
    )
    invitation.accepted_at = timezone.now()
    invitation.rater = rater if new else None
    # From here on the person is known by name alone, which goes with the account.
    invitation.email = ""
    invitation.save(update_fields=["accepted_at", "rater", "email"])
    return rater


def load_rater_invitation(token: str) -> RaterInvitation:
    """With assessment, organization and version. Raises Http404."""
    invitations = RaterInvitation.objects.select_related(
        "assessment__organization", "assessment__framework_version", "invited_by"
    ).defer("assessment__framework_version__frame")
    return get_object_or_404(invitations, token_digest=digest_of_token(token))


def _invite(
    assessment: Assessment, email: str, role_group: str, sections: tuple[str, ...], *, by: User
) -> RaterInvitation:
    """The caller holds the lock, and sends the mail. Raises Refused before anything is written."""
    email = email.strip().lower()
    _check_new(assessment, email=email, by=by)
    invitation = RaterInvitation(
        assessment=assessment,
        email=email,
        role_group=role_group,
        sections=list(sections),
        invited_by=by,
        expires_at=timezone.now() + LIFETIME,
    )
    invitation.token_digest = digest_of_token(token_of(invitation))
    invitation.save()
    _record("rater invited", invitation, by=by)
    return invitation


def _check_new(assessment: Assessment, *, email: str, by: User) -> None:
    raters = Rater.objects.taking_part().filter(
        assessment=assessment,
        user__emailaddress__email=email,
        user__emailaddress__verified=True,
    )
    if raters.exists():
        raise Refused(say("This person rates already."))
    _check_day(by)
    waiting = assessment.rater_invitations.filter(
        email=email, accepted_at=None, withdrawn_at=None
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
        subject_type="assessment",
        verb__in=MAILING,
        at__gt=timezone.now() - timedelta(days=1),
    )
    if sent.count() >= MOST_IN_A_DAY:
        raise Refused(
            say(
                "You have sent {most_in_a_day} invitations today. Go on tomorrow.",
                most_in_a_day=MOST_IN_A_DAY,
            )
        )


def _lock_open(invitation: RaterInvitation, *, by: User) -> RaterInvitation:
    """With its assessment. Raises Http404, PermissionDenied, and Refused where it has ended."""
    assessment = lock_for_lead(invitation.assessment_id, by)
    locked = assessment.rater_invitations.select_for_update(of=("self",)).get(pk=invitation.pk)
    locked.assessment = assessment
    if locked.accepted_at or locked.withdrawn_at:
        raise Refused(why_ended(locked))
    return locked


def _end(invitation: RaterInvitation, *, by: User) -> None:
    invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _record(verb: str, invitation: RaterInvitation, *, by: User) -> None:
    """The address is for leads alone, so the event has only the invitation's key."""
    assessment = invitation.assessment
    record_event(
        verb,
        assessment,
        by=by,
        organization=assessment.organization,
        after={"invitation": invitation.pk},
    )
