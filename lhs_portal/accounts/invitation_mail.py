"""The mail with an invitation's link, sent once the invitation is committed."""

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lhs_portal.accounts.languages import language_of
from lhs_portal.accounts.models import Invitation, User
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import say

log = structlog.get_logger("lhs_portal.accounts.invitation_mail")


def send_invitation(invitation_id: int, *, token: str) -> bool:
    """Whether the mail server took it. If not, the invitation stays, with `sent_at` empty."""
    invitation = Invitation.objects.select_related("organization", "invited_by").get(
        pk=invitation_id
    )
    link = settings.SITE_URL + reverse("accounts:invitation", args=[token])
    # Whoever is invited may have an account; if not, the inviting colleague's language is a guess.
    invited = User.objects.filter(email=invitation.email.lower()).first()
    with speaking(language_of(invited or invitation.invited_by)):
        message = EmailMessage(
            subject=say(
                "Invitation to {organization} on the LHS Portal",
                organization=invitation.organization.name,
            ),
            body=render_to_string(
                "accounts/mail/invitation.txt", {"invitation": invitation, "link": link}
            ),
            to=[invitation.email],
        )
    try:
        message.send()
    except OSError as error:  # the mail server's refusals (SMTPException) are OSErrors too
        # Its text may quote the address, which is not for the log.
        log.error("invitation_not_sent", invitation=invitation_id, error=type(error).__name__)  # noqa: TRY400
        return False
    Invitation.objects.filter(pk=invitation_id).update(sent_at=timezone.now())
    return True
