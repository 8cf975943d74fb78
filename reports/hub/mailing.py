"""Mails about stories and questions: that there is something to read, and never what it says.

A question may be about anything, and mail is no safe place for it. A notice that was not taken
stays for the sweep of the workers.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
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
from lhs_portal.accounts.languages import language_of
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import mark, say
from reports.hub.models import Notice, StoryVersion
from reports.hub.models.contact import About

# Older news is no news; and one sweep does not write to everybody at once.
FORGOTTEN = timedelta(days=3)
AT_ONCE = 50

SUBJECTS = {
    About.PUBLISHED: mark("Your story is published: {title}"),
    About.RETURNED: mark("Your story was returned: {title}"),
    About.WITHDRAWN: mark("A moderator withdrew your story: {title}"),
}


def send_notices_about(*, version: int | None = None, contact: UUID | None = None) -> None:
    """Those that wait of one text or one question, within the request that made them."""
    deliver(
        _mails(Notice.objects.filter(version=version, contact=contact)),
        seconds=SECONDS_IN_A_REQUEST,
    )


def send_waiting_notices(now: datetime) -> Delivery:
    """What no request could hand over. Any number of workers may call it at once."""
    return deliver(
        _mails(Notice.objects.filter(made_at__gt=now - FORGOTTEN)), seconds=SECONDS_IN_A_SWEEP
    )


def _mails(notices: QuerySet[Notice]) -> Iterator[Mail]:
    waiting = notices.filter(mailed_at=None).select_related(
        "person", "version__story__organization", "contact__story__organization"
    )
    for notice in waiting[:AT_ONCE]:
        yield Mail(
            f"story {notice.about}",
            partial(_mark, notice.pk),
            partial(_message, notice),
            partial(_unmark, notice.pk),
        )


def _mark(notice: int) -> bool:
    waiting = Notice.objects.filter(pk=notice, mailed_at=None)
    return waiting.update(mailed_at=timezone.now()) == 1


def _unmark(notice: int, for_good: bool) -> None:
    """What the mail server refused for good stays marked."""
    if not for_good:
        Notice.objects.filter(pk=notice).update(mailed_at=None)


def _message(notice: Notice) -> EmailMessage:
    text = notice.version or _text_of_question(notice)
    with speaking(language_of(notice.person)):
        subject, path = _subject_and_path(notice, text)
        context = {"notice": notice, "text": text, "url": f"{settings.SITE_URL}{path}"}
        return EmailMessage(
            subject=one_line(subject),
            body=render_to_string(f"hub/mail/{notice.about}.txt", context),
            to=[notice.person.email],
        )


def _text_of_question(notice: Notice) -> StoryVersion | None:
    contact = notice.contact
    return contact.story.versions.exclude(published_at=None).first() if contact else None


def _subject_and_path(notice: Notice, text: StoryVersion | None) -> tuple[str, str]:
    title = text.title if text else say("a story")
    if notice.contact and notice.about == About.ASKED:
        owner = notice.contact.story.organization_id
        path = reverse("reports:organization_contact", args=[owner, notice.contact.pk])
        return say("A question about your story: {title}", title=title), path
    if notice.contact:
        path = reverse("reports:hub_questions") + f"#question-{notice.contact.pk}"
        return say("About your question: {title}", title=title), path
    story = notice.version.story if notice.version else None
    path = (
        reverse("reports:organization_story", args=[story.organization_id, story.pk])
        if story
        else "/"
    )
    return say(SUBJECTS[About(notice.about)], title=title), path
