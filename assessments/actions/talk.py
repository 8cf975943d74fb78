"""Comments, whom they call, and who sees to which section."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.changes import UnknownCode
from assessments.mentions import mentioned_in
from assessments.models import Assessment, Assignment, Comment, Mention
from assessments.permissions import Frozen
from assessments.queries import item_ids, load_assessment
from assessments.states import WORKING
from assessments.talk_mail import mail_assignment, mail_comment
from commitments.queries import load_definition
from lhs_portal.accounts.models import Membership, User
from lhs_portal.accounts.permissions import can_contribute, check_contribute
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say


class NoMember(Refused):
    """Only members of the organization can be called, or asked to see to a section."""


def write_comment(
    *,
    assessment: Assessment | UUID,
    text: str,
    item: str | None = None,
    reply_to: UUID | None = None,
    calls: Iterable[int] = (),
    once: UUID | None = None,
    by: User,
) -> Comment:
    """At an item or at the whole. `calls` are users besides those whom the text names with an “@”.

    Those who are called get a mail, and so does the author of the comment that is replied to.
    `once` is the id that it gets. Raises Http404, Frozen, UnknownCode, NoMember.
    """
    with transaction.atomic():
        row = _locked(assessment, by)
        if once and (made := row.comments.filter(pk=once, author=by).first()):
            return made
        members = dict(
            Membership.objects.filter(organization=row.organization_id).values_list(
                "user_id", "user__name"
            )
        )
        wanted = set(calls)
        if wanted - members.keys():
            raise NoMember(say("Only members of the organization can be called."))
        parent = _thread(row, reply_to)
        comment = Comment.objects.create(
            **({"id": once} if once else {}),
            assessment=row,
            item_id=parent.item_id if parent else _item(row, item),
            parent=parent,
            author=by,
            text=text,
        )
        called = (mentioned_in(text, members) | wanted) - {by.pk}
        Mention.objects.bulk_create(
            Mention(comment=comment, user_id=user_id) for user_id in sorted(called)
        )
        if parent and parent.resolved_at:
            parent.resolved_at = parent.resolved_by = None
            parent.save(update_fields=["resolved_at", "resolved_by"])
        code = comment.item.code if comment.item else ""
        record_event(
            "replied" if parent else "commented",
            row,
            by=by,
            organization=row.organization,
            what=code,
            after={"item": code, "comment": text},
        )
        transaction.on_commit(partial(mail_comment, comment.pk), robust=True)
    return comment


def resolve_comment(*, comment: UUID, assessment: Assessment | UUID, by: User) -> Comment:
    """By its author, a lead or a contributor. Resolved twice, it is resolved once.

    Raises Http404, PermissionDenied, Frozen.
    """
    return _set_resolved(comment, assessment, by=by, resolved=True)


def open_comment_again(*, comment: UUID, assessment: Assessment | UUID, by: User) -> Comment:
    """Raises as `resolve_comment`."""
    return _set_resolved(comment, assessment, by=by, resolved=False)


def assign_section(
    *, assessment: Assessment | UUID, subject: str, person: User, due: date | None, by: User
) -> Assignment:
    """Ask a member to see to a section; who was asked before is asked no more.

    Raises Http404, PermissionDenied, Frozen, UnknownCode, NoMember.
    """
    with transaction.atomic():
        row = _locked_for_work(assessment, by)
        if subject not in load_definition(row.framework_version).subject_by_code:
            raise UnknownCode(f"{subject!r} is not part of this framework version.")
        if not person.memberships.filter(organization=row.organization_id).exists():
            raise NoMember(
                say("Only a member of the organization can be asked to see to a section.")
            )
        before = row.assignments.filter(subject=subject).first()
        if before and (before.person_id, before.due) == (person.pk, due):
            return before
        assignment, _ = Assignment.objects.update_or_create(
            assessment=row,
            subject=subject,
            defaults={
                "person": person,
                "due": due,
                "assigned_at": timezone.now(),
                "assigned_by": by,
            },
        )
        record_event(
            "assigned",
            row,
            by=by,
            organization=row.organization,
            what=subject,
            before={"user": before.person_id} if before else None,
            after={"user": person.pk, "due": due.isoformat() if due else None},
        )
        if not before or before.person_id != person.pk:
            transaction.on_commit(partial(mail_assignment, assignment.pk), robust=True)
    return assignment


def unassign_section(*, assessment: Assessment | UUID, subject: str, by: User) -> None:
    """Raises Http404, PermissionDenied, Frozen."""
    with transaction.atomic():
        row = _locked_for_work(assessment, by)
        assignment = row.assignments.filter(subject=subject).first()
        if assignment is None:
            return
        record_event(
            "unassigned",
            row,
            by=by,
            organization=row.organization,
            what=subject,
            before={"user": assignment.person_id},
        )
        assignment.delete()


def can_comment(assessment: Assessment) -> bool:
    """Every member may, while there is something to talk about: not in a round, it is blind."""
    return assessment.awaiting or assessment.state in WORKING.values()


def _locked(assessment: Assessment | UUID, by: User) -> Assessment:
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    if not can_comment(row):
        raise Frozen(
            say("This assessment is signed: its comments are frozen with it.")
            if row.signed
            else say("Talk begins when the round is closed, so that nobody is swayed before.")
        )
    return row


def _locked_for_work(assessment: Assessment | UUID, by: User) -> Assessment:
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    check_contribute(row)
    if not row.open:
        raise Frozen(say("This assessment was submitted: nobody has to see to its sections."))
    return row


def _thread(row: Assessment, reply_to: UUID | None) -> Comment | None:
    """The comment that begins the thread: replies to replies join it."""
    if reply_to is None:
        return None
    comment = row.comments.select_related("parent").filter(pk=reply_to).first()
    if comment is None:
        raise Http404("This comment is not here.")
    return comment.parent or comment


def _item(row: Assessment, code: str | None) -> int | None:
    if code is None:
        return None
    ids = item_ids(row.framework_version)
    if code not in ids:
        raise UnknownCode(f"{code!r} is not part of this framework version.")
    return ids[code]


def _set_resolved(
    comment: UUID, assessment: Assessment | UUID, *, by: User, resolved: bool
) -> Comment:
    with transaction.atomic():
        row = _locked(assessment, by)
        thread = row.comments.select_related("item").filter(pk=comment, parent=None).first()
        if thread is None:
            raise Http404("This comment is not here.")
        if thread.author_id != by.pk and not can_contribute(row):
            check_contribute(row)
        if bool(thread.resolved_at) == resolved:
            return thread
        thread.resolved_at = timezone.now() if resolved else None
        thread.resolved_by = by if resolved else None
        thread.save(update_fields=["resolved_at", "resolved_by"])
        record_event(
            "resolved" if resolved else "opened again",
            row,
            by=by,
            organization=row.organization,
            what=thread.item.code if thread.item else "",
        )
    return thread
