"""Mails to owners about what is due: one for all of a person's actions in an organization."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from assessments.mailing import SECONDS_IN_A_SWEEP, Delivery, Mail, deliver, one_line
from assessments.presenters.wording import day_in_words
from assessments.states import SIGNED
from lhs_portal.accounts.languages import language_of
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import say, say_count
from reports.plans.codes import OPEN
from reports.plans.models import Action
from reports.plans.reminding import AHEAD, FORGOTTEN, LATE, is_new, may_mail, occasion_of


@dataclass(frozen=True, slots=True)
class Due:
    action: Action
    occasion: str

    @property
    def late(self) -> bool:
        return self.occasion == LATE

    @property
    def day(self) -> str:
        return day_in_words(self.action.due) if self.action.due else ""

    @property
    def url(self) -> str:
        path = reverse("reports:plan_action", args=[self.action.assessment_id, self.action.pk])
        return f"{settings.SITE_URL}{path}"


def send_plan_reminders(now: datetime) -> Delivery:
    """What is due now, as far as a few seconds go. Any number of workers may call it at once."""
    return deliver(due_reminders(now), seconds=SECONDS_IN_A_SWEEP)


def due_reminders(now: datetime) -> Iterator[Mail]:
    for owner, actions in groupby(
        _soon_or_late(now), key=lambda one: (one.owner_id, one.assessment.organization_id)
    ):
        waiting = [Due(one, _occasion(one, now)) for one in actions]
        new = [one for one in waiting if is_new(one.occasion, reminded_of=one.action.reminded_of)]
        mailed = [one.action.reminded_at for one in waiting if one.action.reminded_at]
        last = max(mailed, default=None)
        if new and may_mail(now, last=last, open_soon_or_late=len(waiting)):
            mark, compose, unmark = _claim(new, now)
            yield Mail(f"plan reminder of user {owner[0]}", mark, compose, unmark)


def _soon_or_late(now: datetime) -> QuerySet[Action]:
    today = timezone.localdate(now)
    return (
        Action.objects.filter(
            state__in=OPEN,
            due__range=(today - FORGOTTEN, today + AHEAD),
            assessment__state=SIGNED,
            owner__is_active=True,
            assessment__organization__memberships__user=F("owner"),
        )
        .select_related("owner", "assessment__organization")
        .order_by("owner_id", "assessment__organization_id", "due", "number", "pk")
    )


def _occasion(action: Action, now: datetime) -> str:
    return occasion_of(action.due, today=timezone.localdate(now)) if action.due else ""


def _claim(
    new: list[Due], now: datetime
) -> tuple[Callable[[], bool], Callable[[], EmailMessage], Callable[[bool], None]]:
    """One conditional update for each: who changes the row, writes of it."""
    claimed: list[Due] = []

    def mark() -> bool:
        claimed.extend(one for one in new if _rows(one).update(**_noted(one, now)))
        return bool(claimed)

    def unmark(refused: bool) -> None:
        for one in [] if refused else claimed:
            Action.objects.filter(pk=one.action.pk, **_noted(one, now)).update(
                reminded_at=one.action.reminded_at, reminded_of=one.action.reminded_of
            )

    return mark, partial(_compose, claimed), unmark


def _rows(one: Due) -> QuerySet[Action]:
    """The row, as long as it is as it was read."""
    action = one.action
    return Action.objects.filter(
        pk=action.pk,
        state__in=OPEN,
        owner=action.owner,
        due=action.due,
        reminded_of=action.reminded_of,
    )


def _noted(one: Due, now: datetime) -> dict[str, object]:
    return {"reminded_at": now, "reminded_of": one.occasion}


def _compose(claimed: list[Due]) -> EmailMessage:
    first = claimed[0].action
    person, organization = first.owner, first.assessment.organization
    with speaking(language_of(person)):
        return EmailMessage(
            subject=one_line(_subject(claimed, organization.name)),
            body=render_to_string(
                "plans/mail/reminder.txt",
                {"person": person, "organization": organization, "actions": claimed},
            ),
            to=[person.email] if person else [],
        )


def _subject(claimed: list[Due], organization: str) -> str:
    title, count = claimed[0].action.title, len(claimed)
    late = any(one.late for one in claimed)
    if count == 1 and late:
        return say("Overdue: {title}, {organization}", title=title, organization=organization)
    if count == 1:
        return say("Due soon: {title}, {organization}", title=title, organization=organization)
    if late:
        return say_count(
            "Overdue: {count} action, {organization}",
            "Overdue: {count} actions, {organization}",
            count,
            organization=organization,
        )
    return say_count(
        "Due soon: {count} action, {organization}",
        "Due soon: {count} actions, {organization}",
        count,
        organization=organization,
    )
