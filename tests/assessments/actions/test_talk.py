from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from assessments.actions.talk import (
    NoMember,
    assign_section,
    open_comment_again,
    resolve_comment,
    unassign_section,
    write_comment,
)
from assessments.changes import UnknownCode
from assessments.models import Assessment, Comment
from assessments.permissions import Frozen
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from tests.assessments.factories import sign_submitted, submit_all


def test_comment_calls_by_name_and_by_choice_and_mails_each_once(
    assessment: Assessment,
    alice: User,
    bob: User,
    rhea: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        comment = write_comment(
            assessment=assessment,
            item="safe.1",
            text="@Bob Okafor and @Alice Moreau: secret words",
            calls=[bob.pk, rhea.pk],
            by=alice,
        )
    assert sorted(comment.mentions.values_list("user", flat=True)) == sorted([bob.pk, rhea.pk])
    assert sorted(message.to[0] for message in mail.outbox) == [bob.email, rhea.email]
    assert all("secret" not in message.body + message.subject for message in mail.outbox)
    assert f"#comment-{comment.pk}" in mail.outbox[0].body
    event = Event.objects.filter(subject_id=str(assessment.pk)).first()
    assert event
    assert (event.verb, event.what) == ("commented", "safe.1")
    assert event.after["comment"] == comment.text


def test_reply_joins_the_thread_opens_it_again_and_tells_its_author(
    assessment: Assessment, alice: User, bob: User, django_capture_on_commit_callbacks: Any
) -> None:
    first = write_comment(assessment=assessment, text="Why?", by=alice)
    middle = write_comment(assessment=assessment, text="So.", reply_to=first.pk, by=bob)
    resolve_comment(assessment=assessment, comment=first.pk, by=bob)
    with django_capture_on_commit_callbacks(execute=True):
        last = write_comment(assessment=assessment, text="No.", reply_to=middle.pk, by=bob)
    assert last.parent_id == first.pk
    assert Comment.objects.get(pk=first.pk).resolved_at is None
    assert [message.to for message in mail.outbox] == [[alice.email]]
    assert "replied" in mail.outbox[0].subject


def test_the_same_form_twice_is_one_comment(assessment: Assessment, alice: User) -> None:
    once = uuid4()
    for _ in range(2):
        write_comment(assessment=assessment, text="One.", once=once, by=alice)
    assert assessment.comments.count() == 1


def test_comment_calls_members_alone(assessment: Assessment, alice: User, charlie: User) -> None:
    with pytest.raises(NoMember):
        write_comment(assessment=assessment, text="x", calls=[charlie.pk], by=alice)
    with pytest.raises(UnknownCode):
        write_comment(assessment=assessment, text="x", item="safe.99", by=alice)
    with pytest.raises(Http404):
        write_comment(assessment=assessment, text="x", reply_to=uuid4(), by=alice)
    with pytest.raises(Http404):
        write_comment(assessment=assessment, text="x", by=charlie)
    assert not assessment.comments.exists()


def test_no_comment_before_a_round_is_closed_nor_after_signing(
    preparing: Assessment, assessment: Assessment, alice: User
) -> None:
    with pytest.raises(Frozen, match="when the round is closed"):
        write_comment(assessment=preparing, text="I say 4", by=alice)
    awaiting = submit_all(assessment, alice)
    kept = write_comment(assessment=awaiting, text="For the sponsor", by=alice)
    sign_submitted(awaiting)
    with pytest.raises(Frozen, match="signed"):
        write_comment(assessment=assessment, text="late", by=alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=kept.pk).update(text="changed")


def test_resolving_is_for_the_author_and_for_those_who_work_on_it(
    assessment: Assessment, alice: User, bob: User, rhea: User
) -> None:
    comment = write_comment(assessment=assessment, text="x", by=alice)
    with pytest.raises(PermissionDenied):
        resolve_comment(assessment=assessment, comment=comment.pk, by=rhea)
    assert resolve_comment(assessment=assessment, comment=comment.pk, by=bob).resolved_by == bob
    resolve_comment(assessment=assessment, comment=comment.pk, by=alice)
    assert Event.objects.filter(verb="resolved").count() == 1
    opened = open_comment_again(assessment=assessment, comment=comment.pk, by=alice)
    assert (opened.resolved_at, opened.resolved_by) == (None, None)
    own = write_comment(assessment=assessment, text="y", by=rhea)
    assert resolve_comment(assessment=assessment, comment=own.pk, by=rhea).resolved_at


def test_a_section_has_one_person_who_gets_a_mail(
    assessment: Assessment,
    alice: User,
    bob: User,
    rhea: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    due = date(2026, 12, 4)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            assign_section(assessment=assessment, subject="safe", person=bob, due=due, by=alice)
    assert [message.to for message in mail.outbox] == [[bob.email]]
    assert "Friday, December 4, 2026" in mail.outbox[0].body
    assign_section(assessment=assessment, subject="safe", person=rhea, due=None, by=bob)
    assert [row.person for row in assessment.assignments.all()] == [rhea]
    unassign_section(assessment=assessment, subject="safe", by=alice)
    unassign_section(assessment=assessment, subject="safe", by=alice)
    assert not assessment.assignments.exists()
    assert Event.objects.filter(verb__in=["assigned", "unassigned"]).count() == 3


def test_sections_are_assigned_to_members_by_those_who_work_on_it(
    assessment: Assessment, alice: User, rhea: User, charlie: User
) -> None:
    with pytest.raises(NoMember):
        assign_section(assessment=assessment, subject="safe", person=charlie, due=None, by=alice)
    with pytest.raises(UnknownCode):
        assign_section(assessment=assessment, subject="nope", person=rhea, due=None, by=alice)
    with pytest.raises(PermissionDenied):
        assign_section(assessment=assessment, subject="safe", person=rhea, due=None, by=rhea)
    submit_all(assessment, alice)
    with pytest.raises(Frozen):
        assign_section(assessment=assessment, subject="safe", person=rhea, due=None, by=alice)
