"""Mails about sign-off: that there is something to read, and never what it says."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from assessments.mailing import SECONDS_IN_A_REQUEST, Mail, deliver, one_line
from assessments.models import Assessment, SignOff
from assessments.signing_queries import load_sponsor
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.languages import language_of
from lhs_portal.accounts.models import User
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import mark, say


def ask_to_sign(assessment_id: UUID) -> None:
    """To the sponsor, who may have changed since: the one of now, where it still awaits her."""
    assessment = _with_names().get(pk=assessment_id)
    sponsor = load_sponsor(assessment) if assessment.awaiting else None
    _send(
        "sign request",
        [sponsor] if sponsor else [],
        subject=mark("Please read and sign: {title}"),
        template="assessments/mail/sign_request.txt",
        context={"assessment": assessment, "url": _address("sign", assessment)},
    )


def tell_verdict(sign_off_id: int) -> None:
    """To the leads, but for the person who gave it."""
    sign_off = SignOff.objects.get(pk=sign_off_id)
    assessment = _with_names().get(pk=sign_off.assessment_id)
    leads = User.objects.filter(
        memberships__organization=assessment.organization_id,
        memberships__role=Role.LEAD,
        is_active=True,
    )
    signed = sign_off.verdict == SignOff.Verdict.SIGNED
    _send(
        "verdict",
        leads.exclude(pk=sign_off.by_id or 0).order_by("pk"),
        subject=mark("Signed: {title}") if signed else mark("Returned: {title}"),
        template="assessments/mail/verdict.txt",
        context={
            "assessment": assessment,
            "sign_off": sign_off,
            "remarks": sign_off.remarks.count(),
            "url": _address("home", assessment),
        },
    )


def _send(
    what: str, people: Iterable[User], *, subject: str, template: str, context: Mapping[str, Any]
) -> None:
    """Each person's in that person's language; `subject` may name the assessment's {title}."""
    deliver(
        [
            Mail(
                what,
                lambda: True,
                partial(_compose, person, subject, template, context),
                lambda _for_good: None,
            )
            for person in people
        ],
        seconds=SECONDS_IN_A_REQUEST,
    )


def _compose(person: User, subject: str, template: str, context: Mapping[str, Any]) -> EmailMessage:
    with speaking(language_of(person)):
        body = render_to_string(template, {**context, "person": person})
        title = say(subject, title=context["assessment"].title)
    return EmailMessage(subject=one_line(title), body=body, to=[person.email])


def _with_names() -> Any:
    return Assessment.objects.select_related("organization", "submitted_by", "sponsor")


def _address(name: str, assessment: Assessment) -> str:
    return settings.SITE_URL + reverse(f"assessments:{name}", args=[assessment.pk])
