"""The mail with an invitation to rate. Its link is made anew for each mail, and kept nowhere.

The link's token is derived from the portal's key: so a mail that could not be sent can be sent
later by a worker, and a reminder has the same link as the first mail.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments.mailing import SECONDS_IN_A_REQUEST, Delivery, Mail, deliver, one_line
from assessments.models import RaterInvitation
from assessments.presenters.asking import present_asking
from assessments.states import PREPARING, RATING
from lhs_portal.accounts.languages import language_of
from lhs_portal.accounts.models import User
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.tokens import digest_of_token
from lhs_portal.lib.wording import mark, say

SALT = "assessments.rater_invitation"
# Stored as they stand here; said where they are shown.
WAITS = mark("The mail server did not take it. It is tried again every few minutes.")
REFUSED = mark("The mail server refuses this address.")


def token_of(invitation: RaterInvitation) -> str:
    """Changes with `expires_at`, so that sending again ends the old link."""
    value = f"{invitation.assessment_id}:{invitation.email}:{invitation.expires_at.isoformat()}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()


def link_of(invitation: RaterInvitation) -> str:
    """Good also after the portal's key has changed, which ends the links of earlier mails."""
    token = token_of(invitation)
    if invitation.token_digest != digest_of_token(token):
        invitation.token_digest = digest_of_token(token)
        invitation.save(update_fields=["token_digest"])
    return settings.SITE_URL + reverse("assessments:rater_invitation", args=[token])


def open_invitations(now: datetime) -> QuerySet[RaterInvitation]:
    """Those that can be accepted now."""
    return RaterInvitation.objects.filter(
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=now,
        assessment__state__in=(PREPARING, RATING),
    )


def waiting_invitations(now: datetime) -> QuerySet[RaterInvitation]:
    """Not sent yet, and not refused for their address. The oldest first."""
    waiting = open_invitations(now).filter(sent_at=None).exclude(send_error=REFUSED)
    return waiting.order_by("invited_at", "pk")


def send_rater_invitations(
    ids: Iterable[int], *, seconds: float = SECONDS_IN_A_REQUEST
) -> Delivery:
    now = timezone.now()
    return deliver((invitation_mail(pk, now) for pk in ids), seconds=seconds)


def invitation_mail(invitation_id: int, now: datetime) -> Mail:
    row = RaterInvitation.objects.filter(pk=invitation_id)

    def claim() -> bool:
        # Asked of the row itself, too: PostgreSQL does not ask a subquery again after a wait.
        waiting = row.filter(sent_at=None, pk__in=waiting_invitations(now).order_by().values("pk"))
        return bool(waiting.update(sent_at=now, send_error=""))

    def release(refused: bool) -> None:
        row.update(sent_at=None, send_error=REFUSED if refused else WAITS)

    return Mail(
        f"rater invitation {invitation_id}",
        claim,
        partial(compose, row, "assessments/mail/rater_invitation.txt"),
        release,
    )


def compose(row: QuerySet[RaterInvitation], template: str) -> EmailMessage:
    invitation = row.select_related(
        "assessment__organization", "assessment__framework_version", "invited_by"
    ).get()
    assessment = invitation.assessment
    # Who has no account yet is spoken to as by the colleague who invites.
    known = User.objects.filter(email__iexact=invitation.email).first()
    with speaking(language_of(known or invitation.invited_by)):
        context = {
            "invitation": invitation,
            "asking": present_asking(assessment, invitation.role_group, invitation.sections),
            "link": link_of(invitation),
        }
        name = assessment.organization.name
        return EmailMessage(
            subject=one_line(say("{organization} asks for your view", organization=name)),
            body=render_to_string(template, context),
            to=[invitation.email],
        )
