"""Mails about talk and tasks: that there is something to read, and never what it says.

A comment may be about anything, and mail is no safe place for it.
"""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from assessments.mailing import SECONDS_IN_A_REQUEST, Mail, deliver, one_line
from assessments.models import Assignment, Comment, Mention
from assessments.presenters.wording import subject_in_words
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.languages import language_of
from lhs_portal.accounts.models import User
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import say


def mail_comment(comment_id: UUID) -> None:
    """To those whom the comment calls, and to the author of what it replies to."""
    comment = Comment.objects.select_related(
        "assessment__organization", "author", "item", "parent__author"
    ).get(pk=comment_id)
    deliver(_mails(comment), seconds=SECONDS_IN_A_REQUEST)


def _mails(comment: Comment) -> Iterator[Mail]:
    called = set()
    for mention in comment.mentions.select_related("user"):
        called.add(mention.user_id)
        yield Mail(
            "mention",
            partial(_mark, mention.pk),
            partial(_comment_message, comment, mention.user, "called"),
            partial(_unmark, mention.pk),
        )
    first = comment.parent.author if comment.parent else None
    if (
        first
        and first.pk not in called
        and first.pk != comment.author_id
        and _is_member(first, comment)
    ):
        yield Mail(
            "reply",
            lambda: True,
            partial(_comment_message, comment, first, "replied"),
            lambda _for_good: None,
        )


def mail_assignment(assignment_id: int) -> None:
    assignment = Assignment.objects.select_related(
        "assessment__organization", "assessment__framework_version", "person", "assigned_by"
    ).get(pk=assignment_id)
    if assignment.person_id == assignment.assigned_by_id:
        return
    message = partial(_assignment_message, assignment)
    deliver(
        [Mail("assignment", lambda: True, message, lambda _for_good: None)],
        seconds=SECONDS_IN_A_REQUEST,
    )


def _assignment_message(assignment: Assignment) -> EmailMessage:
    address = reverse("assessments:section", args=[assignment.assessment_id, assignment.subject])
    title = assignment.assessment.title
    with speaking(language_of(assignment.person)):
        definition = load_spoken_definition(assignment.assessment.framework_version)
        section = subject_in_words(definition.subject_by_code[assignment.subject])
        context = {
            "assignment": assignment,
            "section": section,
            "url": settings.SITE_URL + address,
        }
        return EmailMessage(
            subject=one_line(
                say("Please see to “{section}”: {title}", section=section, title=title)
            ),
            body=render_to_string("assessments/mail/assignment.txt", context),
            to=[assignment.person.email],
        )


def _mark(mention_id: int) -> bool:
    waiting = Mention.objects.filter(pk=mention_id, mailed_at=None)
    return waiting.update(mailed_at=timezone.now()) == 1


def _unmark(mention_id: int, _for_good: bool) -> None:
    Mention.objects.filter(pk=mention_id).update(mailed_at=None)


def _comment_message(comment: Comment, person: User, why: str) -> EmailMessage:
    path = (
        reverse("assessments:item_comments", args=[comment.assessment_id, comment.item.code])
        if comment.item
        else reverse("assessments:comments", args=[comment.assessment_id])
    )
    context = {
        "comment": comment,
        "person": person,
        "why": why,
        "url": f"{settings.SITE_URL}{path}#comment-{comment.pk}",
    }
    title = comment.assessment.title
    with speaking(language_of(person)):
        author = comment.author.display_name if comment.author else say("Somebody")
        subject = (
            say("{person} replied to you: {title}", person=author, title=title)
            if why == "replied"
            else say("{person} mentioned you: {title}", person=author, title=title)
        )
        return EmailMessage(
            subject=one_line(subject),
            body=render_to_string("assessments/mail/comment.txt", context),
            to=[person.email],
        )


def _is_member(person: User, comment: Comment) -> bool:
    return person.memberships.filter(organization=comment.assessment.organization_id).exists()
