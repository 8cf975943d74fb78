"""The mail that asks the other editors to look at a proposal, sent once it is committed."""

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from commitments.drafting.models import Proposal, ProposalState
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.languages import language_of
from lhs_portal.accounts.models import User
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import say

log = structlog.get_logger("commitments.drafting.proposal_mail")


def tell_editors(proposal_id: int) -> int:
    """How many mails the mail server took. One that is not taken costs nothing but the mail."""
    proposal = Proposal.objects.select_related("draft__base", "proposed_by").get(pk=proposal_id)
    if proposal.state != ProposalState.OPEN:
        return 0
    editors = User.objects.filter(
        portal_roles__role=PortalRole.FRAMEWORK_EDITOR, is_active=True
    ).exclude(pk=proposal.proposed_by_id or 0)
    return sum(_send(proposal, editor) for editor in editors.distinct().order_by("pk"))


def _send(proposal: Proposal, person: User) -> bool:
    link = settings.SITE_URL + reverse("drafting:propose", args=[proposal.draft_id])
    with speaking(language_of(person)):
        message = EmailMessage(
            subject=say("Please look at framework {version}", version=proposal.draft.version),
            body=render_to_string(
                "drafting/mail/proposed.txt",
                {"proposal": proposal, "person": person, "link": link},
            ),
            to=[person.email],
        )
    try:
        message.send()
    except OSError as error:  # the mail server's refusals (SMTPException) are OSErrors too
        # Its text may quote the address, which is not for the log.
        log.error("proposal_not_mailed", proposal=proposal.pk, error=type(error).__name__)  # noqa: TRY400
        return False
    return True
