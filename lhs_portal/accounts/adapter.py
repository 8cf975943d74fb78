from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib import messages
from django.http import HttpRequest

from lhs_portal.accounts.models import User
from lhs_portal.lib.languages import language, speaking
from lhs_portal.lib.wording import say

log = structlog.get_logger("lhs_portal.accounts.adapter")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's behaviour, where the portal promises more."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down is told to the person, and stops nothing else."""
        person = context.get("user")
        chosen = person.language if isinstance(person, User) else ""
        try:
            with speaking(chosen or language()):
                super().send_mail(template_prefix, email, context)
        except OSError as error:  # the mail server's refusals (SMTPException) are OSErrors too
            # Its text may quote the address, which is not for the log.
            log.error("mail_not_sent", mail=template_prefix, error=type(error).__name__)  # noqa: TRY400
            messages.error(
                allauth_context.request,
                say(
                    "The mail server did not take our mail just now. Nothing that you did is lost: "
                    "ask for the mail again in a few minutes."
                ),
            )

    def unstash_verified_email(self, request: HttpRequest) -> str | None:
        """The invited address counts as confirmed for a sign-up with that address alone.

        Without this, a sign-up with another address would get both.
        """
        email: str | None = super().unstash_verified_email(request)
        typed = request.POST.get("email", "").strip().lower()
        return email if email and email.lower() == typed else None
