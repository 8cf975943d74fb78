"""Reminders to those who have not finished, digests to leads, and invitations that still wait."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from assessments.mailing import SECONDS_IN_A_SWEEP, Delivery, Mail, deliver, one_line
from assessments.models import Assessment, Rater, RaterInvitation, RaterSection, Round
from assessments.rater_mail import compose as compose_invitation
from assessments.rater_mail import invitation_mail, open_invitations, waiting_invitations
from assessments.reminding import PAUSE, digest_due, may_remind, opening_due, reminder_due
from assessments.states import RATING
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.languages import language_known, language_of
from lhs_portal.accounts.models import Membership
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import say


def send_due_mail(now: datetime) -> Delivery:
    """What is due now, as far as a few seconds go. Any number of workers may call it at once."""
    waiting = waiting_invitations(now).values_list("pk", flat=True)
    mails = chain(
        (invitation_mail(pk, now) for pk in waiting), due_reminders(now), due_digests(now)
    )
    return deliver(mails, seconds=SECONDS_IN_A_SWEEP)


def due_reminders(now: datetime) -> Iterator[Mail]:
    for rater in _unfinished(now):
        current = _round_of(rater.assessment)
        times: Any = {
            "opened_at": current.opened_at,
            "closes_on": current.closes_on,
            "since": rater.joined_at,
            "reminded_at": rater.reminded_at,
        }
        if opening_due(now, **times) or reminder_due(now, **times):
            yield rater_mail(rater, now)
    for invitation in _unanswered(now):
        current = _round_of(invitation.assessment)
        if invitation.sent_at and reminder_due(
            now,
            opened_at=current.opened_at,
            closes_on=current.closes_on,
            since=invitation.sent_at,
            reminded_at=invitation.reminded_at,
        ):
            yield unanswered_mail(invitation, now)


def possible_reminders(assessment: Assessment, now: datetime) -> list[Mail]:
    """What a lead may send now: nobody is reminded twice in three days."""
    return [
        *(
            rater_mail(rater, now)
            for rater in _unfinished(now).filter(assessment=assessment)
            if may_remind(now, since=rater.joined_at, reminded_at=rater.reminded_at)
        ),
        *(
            unanswered_mail(invitation, now)
            for invitation in _unanswered(now).filter(assessment=assessment)
            if invitation.sent_at
            and may_remind(now, since=invitation.sent_at, reminded_at=invitation.reminded_at)
        ),
    ]


def unfinished(raters: QuerySet[Rater]) -> QuerySet[Rater]:
    """Those with a section that is neither finished nor declined."""
    open_sections = RaterSection.objects.filter(
        rater=OuterRef("pk"), finished_at=None, declined_at=None
    )
    return raters.filter(Exists(open_sections))


def due_digests(now: datetime) -> Iterator[Mail]:
    rounds = Round.objects.filter(closed_at=None, assessment__state=RATING)
    for current in rounds.select_related("assessment__organization"):
        if digest_due(
            now,
            opened_at=current.opened_at,
            closes_on=current.closes_on,
            digest_at=current.digest_at,
        ):
            leads = list(
                Membership.objects.filter(
                    organization=current.assessment.organization_id,
                    role=Role.LEAD,
                    user__is_active=True,
                )
                .order_by("pk")
                .values_list("user__email", "user__language")
            )
            if leads:
                yield digest_mail(current, leads, now)


def rater_mail(rater: Rater, now: datetime) -> Mail:
    rows = unfinished(Rater.objects.taking_part()).filter(assessment__state=RATING, pk=rater.pk)
    mark, unmark = _claim(
        rows, Rater.objects.filter(pk=rater.pk), "reminded_at", rater.reminded_at, now
    )
    return Mail(f"reminder of rater {rater.pk}", mark, partial(_compose_reminder, rater), unmark)


def unanswered_mail(invitation: RaterInvitation, now: datetime) -> Mail:
    row = RaterInvitation.objects.filter(pk=invitation.pk)
    open_row = open_invitations(now).filter(pk=invitation.pk)
    mark, unmark = _claim(open_row, row, "reminded_at", invitation.reminded_at, now)
    template = "assessments/mail/rater_invitation_reminder.txt"
    return Mail(
        f"reminder of invitation {invitation.pk}",
        mark,
        partial(compose_invitation, row, template),
        unmark,
    )


def digest_mail(current: Round, leads: list[tuple[str, str]], now: datetime) -> Mail:
    """`leads` are addresses, each with the language in which its owner is spoken to."""
    row = Round.objects.filter(pk=current.pk)
    mark, unmark = _claim(row.filter(closed_at=None), row, "digest_at", current.digest_at, now)
    compose = partial(_compose_digest, current, leads, now)
    return Mail(f"digest of round {current.pk}", mark, compose, unmark)


def _unfinished(now: datetime) -> QuerySet[Rater]:
    raters = Rater.objects.taking_part().filter(
        Q(reminded_at=None) | Q(reminded_at__lte=now - PAUSE),
        assessment__state=RATING,
        user__is_active=True,
    )
    rows = unfinished(raters).select_related("user", "assessment__organization")
    return rows.prefetch_related(_open_rounds())


def _unanswered(now: datetime) -> QuerySet[RaterInvitation]:
    rows = open_invitations(now).filter(assessment__state=RATING, sent_at__isnull=False)
    return rows.select_related("assessment").prefetch_related(_open_rounds())


def _open_rounds() -> Any:
    return Prefetch(
        "assessment__rounds", Round.objects.filter(closed_at=None), to_attr="open_rounds"
    )


def _round_of(assessment: Assessment) -> Round:
    current: Round = assessment.open_rounds[0]  # type: ignore[attr-defined]
    return current


def _claim(
    rows: QuerySet[Any], row: QuerySet[Any], column: str, before: datetime | None, now: datetime
) -> tuple[Callable[[], bool], Callable[[bool], None]]:
    """One conditional update, of `rows`, while the mail is due: who changes the time, sends."""

    def mark() -> bool:
        # The time is asked of the row itself: what stands in a subquery, PostgreSQL does not ask
        # again when it has waited for another worker's update.
        due = row.filter(**{column: before}, pk__in=rows.values("pk"))
        return bool(due.update(**{column: now}))

    def unmark(refused: bool) -> None:
        if not refused:
            row.filter(**{column: now}).update(**{column: before})

    return mark, unmark


def _compose_reminder(rater: Rater) -> EmailMessage:
    person, current = rater.user, _round_of(rater.assessment)
    context = {
        "person": person,
        "assessment": rater.assessment,
        "closes_on": current.closes_on,
        "new": rater.reminded_at is None and rater.joined_at < current.opened_at,
        "link": settings.SITE_URL + reverse("assessments:rate", args=[rater.assessment_id]),
    }
    name = rater.assessment.organization.name
    with speaking(language_of(person)):
        subject = (
            say("{organization}: the rating has begun", organization=name)
            if context["new"]
            else say("{organization}: your ratings are still open", organization=name)
        )
        return EmailMessage(
            subject=one_line(subject),
            body=render_to_string("assessments/mail/rater_reminder.txt", context),
            to=[person.email] if person else [],
        )


def _compose_digest(current: Round, leads: list[tuple[str, str]], now: datetime) -> EmailMessage:
    """One mail to all leads, which says it in each of their languages."""
    assessment = current.assessment
    raters = Rater.objects.taking_part().filter(assessment=assessment)
    total = raters.count()
    context = {
        "assessment": assessment,
        "current": current,
        "total": total,
        "finished": total - unfinished(raters).count(),
        "invited": open_invitations(now).filter(assessment=assessment).count(),
        "over": current.closes_on < now.date(),
        "link": settings.SITE_URL + reverse("assessments:raters", args=[assessment.pk]),
    }
    subjects, bodies = [], []
    for language in sorted({language_known(language) for _, language in leads}):
        with speaking(language):
            subjects.append(say("{title}: how far the raters are", title=assessment.title))
            bodies.append(render_to_string("assessments/mail/round_digest.txt", context))
    return EmailMessage(
        subject=one_line(" / ".join(subjects)),
        body="\n\n".join(bodies),
        to=[address for address, _ in leads],
    )
