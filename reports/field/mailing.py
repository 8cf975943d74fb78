"""Mails to those who are invited: to register, to a cycle, and reminders of it.

Each is marked in its row before it is handed over: of several workers one sends it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from assessments.mailing import (
    SECONDS_IN_A_REQUEST,
    SECONDS_IN_A_SWEEP,
    Delivery,
    Mail,
    deliver,
    one_line,
)
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.languages import language_known, language_of
from lhs_portal.accounts.models import Membership
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.tokens import digest_of_token, make_token
from lhs_portal.lib.wording import mark, say
from reports.field.interest_codes import INVITED
from reports.field.models import CycleInvitation, Interest

WAITS = mark("The mail server did not take it. It is tried again every few minutes.")
REFUSED = mark("The mail server refused it.")


def send_field_mail(now: datetime) -> Delivery:
    """What waits, as far as a few seconds go. Any number of workers may call it at once."""
    return deliver(waiting_mails(now), seconds=SECONDS_IN_A_SWEEP)


def send_interest_invitation(interest_id: UUID) -> Delivery:
    return deliver([interest_mail(interest_id, timezone.now())], seconds=SECONDS_IN_A_REQUEST)


def waiting_mails(now: datetime) -> Iterable[Mail]:
    interests = waiting_interest(now).order_by("handled_at", "pk").values_list("pk", flat=True)
    return chain((interest_mail(pk, now) for pk in interests), _cycle_mails(now))


def waiting_interest(now: datetime) -> QuerySet[Interest]:
    waiting = Interest.objects.filter(state=INVITED, mailed_at=None, expires_at__gt=now)
    return waiting.exclude(mail_error=REFUSED)


def interest_mail(interest_id: UUID, now: datetime) -> Mail:
    """The token is made here, so that it stands nowhere but in the mail."""
    row = Interest.objects.filter(pk=interest_id)
    token = make_token()

    def mark() -> bool:
        # Asked of the row itself, too: PostgreSQL does not ask a subquery again after a wait.
        due = row.filter(mailed_at=None, pk__in=waiting_interest(now).values("pk"))
        digest = digest_of_token(token)
        return bool(due.update(mailed_at=now, mail_error="", token_digest=digest))

    def unmark(refused: bool) -> None:
        row.filter(mailed_at=now).update(
            mailed_at=None, token_digest=None, mail_error=REFUSED if refused else WAITS
        )

    return Mail(f"interest {interest_id}", mark, partial(_compose_interest, row, token), unmark)


def _cycle_mails(now: datetime) -> Iterator[Mail]:
    rows = waiting_invitations(now).order_by("invited_at", "pk")
    for invitation in rows.select_related("cycle__framework_version", "organization"):
        yield invitation_mail(invitation, now)
    reminders = waiting_reminders(now).order_by("invited_at", "pk")
    for invitation in reminders.select_related("cycle__framework_version", "organization"):
        yield reminder_mail(invitation, now)


def waiting_invitations(now: datetime) -> QuerySet[CycleInvitation]:
    """Not over, of an organization that is still verified, and not refused for good."""
    return _mailable(now).filter(mailed_at=None).exclude(mail_error=REFUSED)


def waiting_reminders(now: datetime) -> QuerySet[CycleInvitation]:
    return _mailable(now).filter(reminder_due=True)


def invitation_mail(invitation: CycleInvitation, now: datetime) -> Mail:
    row = CycleInvitation.objects.filter(pk=invitation.pk)

    def mark() -> bool:
        due = row.filter(mailed_at=None, pk__in=waiting_invitations(now).values("pk"))
        return bool(due.update(mailed_at=now, mail_error=""))

    def unmark(refused: bool) -> None:
        row.filter(mailed_at=now, reminded_at=None, reminder_due=False).update(
            mailed_at=None, mail_error=REFUSED if refused else WAITS
        )

    return _mail(invitation, mark, unmark, reminder=False)


def reminder_mail(invitation: CycleInvitation, now: datetime) -> Mail:
    row = CycleInvitation.objects.filter(pk=invitation.pk)

    def mark() -> bool:
        due = row.filter(reminder_due=True, pk__in=waiting_reminders(now).values("pk"))
        return bool(due.update(reminder_due=False, reminded_at=now, mail_error=""))

    def unmark(refused: bool) -> None:
        row.filter(reminded_at=now).update(
            reminder_due=not refused,
            reminded_at=invitation.reminded_at,
            mail_error=REFUSED if refused else WAITS,
        )

    return _mail(invitation, mark, unmark, reminder=True)


def _mailable(now: datetime) -> QuerySet[CycleInvitation]:
    """Waits, too, for an organization whose leads are all gone: a mail to nobody is none."""
    return CycleInvitation.objects.not_joined().filter(
        Exists(_leads_of(OuterRef("organization"))),
        cycle__closes__gte=timezone.localdate(now),
        organization__verified_at__isnull=False,
    )


def _leads_of(organization: Any) -> QuerySet[Membership]:
    return Membership.objects.filter(
        organization=organization, role=Role.LEAD, user__is_active=True
    )


def _mail(
    invitation: CycleInvitation,
    mark: Callable[[], bool],
    unmark: Callable[[bool], None],
    *,
    reminder: bool,
) -> Mail:
    compose = partial(_compose_invitation, invitation, reminder=reminder)
    return Mail(f"cycle invitation {invitation.pk}", mark, compose, unmark)


def _compose_invitation(invitation: CycleInvitation, *, reminder: bool) -> EmailMessage:
    organization, cycle = invitation.organization, invitation.cycle
    leads = _leads_of(organization).select_related("user").order_by("pk")
    context = {
        "organization": organization,
        "cycle": cycle,
        "reminder": reminder,
        "open": cycle.opens <= timezone.localdate(),
        "link": settings.SITE_URL
        + reverse("assessments:organization_list", args=[organization.pk]),
        "shown": settings.SITE_URL + reverse("reports:what_is_shown"),
    }
    people = [lead.user for lead in leads]
    subjects, bodies = [], []
    # One mail goes to all leads, so it speaks each of their languages.
    for code in dict.fromkeys(map(language_of, people)):
        with speaking(code):
            subjects.append(_subject(cycle.name, organization.name, reminder=reminder))
            bodies.append(render_to_string("field/mail/cycle_invitation.txt", context))
    return EmailMessage(
        subject=one_line(" / ".join(subjects)),
        body="\n\n".join(bodies),
        to=[person.email for person in people],
    )


def _subject(cycle: str, organization: str, *, reminder: bool) -> str:
    if reminder:
        return say(
            "Not joined yet: {cycle}, {organization}", cycle=cycle, organization=organization
        )
    return say("Invitation: {cycle}, {organization}", cycle=cycle, organization=organization)


def _compose_interest(row: QuerySet[Interest], token: str) -> EmailMessage:
    interest = row.select_related("cycle").get()
    link = settings.SITE_URL + reverse("reports:interest_invited", args=[token])
    with speaking(language_known(interest.language)):
        return EmailMessage(
            subject=say("Register your organization on the LHS Portal"),
            body=render_to_string(
                "field/mail/interest_invitation.txt", {"interest": interest, "link": link}
            ),
            to=[interest.email],
        )
