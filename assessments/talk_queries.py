"""Comments and tasks read for pages, and all that waits for one person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from assessments.models import Answer, Assessment, Assignment, Comment, Mention
from assessments.models.choice import COMPLETE
from assessments.presenters.wording import subject_in_words
from assessments.queries import IN_VERSION
from assessments.states import AWAITING, WORKING
from commitments.models import FrameworkVersion
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Thread:
    first: Comment
    replies: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A section that the person is asked to see to, with what is left of it."""

    assessment: Assessment
    subject: str
    name: str
    due: date | None
    left: int

    @property
    def late(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


@dataclass(frozen=True, slots=True)
class Waiting:
    """`calls` are mentions that were not seen yet."""

    to_sign: tuple[Assessment, ...]
    tasks: tuple[Task, ...]
    calls: tuple[Mention, ...]

    @property
    def count(self) -> int:
        return len(self.to_sign) + len(self.tasks) + len(self.calls)


def load_members(assessment: Assessment) -> QuerySet[User]:
    return User.objects.filter(
        memberships__organization=assessment.organization_id, is_active=True
    ).order_by("name", "pk")


def load_threads(assessment: Assessment, *, item: str | None) -> list[Thread]:
    """Of one item; with None, those of the whole. The oldest first."""
    comments = assessment.comments.select_related("author", "item", "resolved_by")
    at_item = comments.filter(IN_VERSION, item__code=item)
    here = at_item if item else comments.filter(item=None)
    return _threads(here)


def load_item_threads(assessment: Assessment) -> list[Thread]:
    """Those at items, open ones first."""
    comments = assessment.comments.select_related("author", "item", "resolved_by")
    threads = _threads(comments.filter(IN_VERSION))
    return sorted(threads, key=lambda thread: thread.first.resolved_at is not None)


def see_calls(comments: Iterable[UUID], *, person: User) -> None:
    """Who opens the page on which the comments stand has seen them."""
    waiting = Mention.objects.filter(comment__in=list(comments), user=person, seen_at=None)
    if waiting.exists():
        waiting.update(seen_at=timezone.now())


def load_waiting(person: User) -> Waiting:
    """What waits for the person in the organizations of which she is a member today."""
    visible = Assessment.objects.visible_to(person)
    calls = (
        Mention.objects.filter(
            Q(comment__item=None)
            | Q(comment__item__framework_version=F("comment__assessment__framework_version")),
            user=person,
            seen_at=None,
            comment__assessment__organization__memberships__user=person,
        )
        .select_related("comment__author", "comment__item", "comment__assessment__organization")
        .order_by("comment__written_at", "comment_id")
    )
    return Waiting(
        to_sign=tuple(
            visible.filter(sponsor=person, state=AWAITING).select_related("organization")
        ),
        tasks=tuple(task for task in _tasks(person) if task.left),
        calls=tuple(calls),
    )


def _threads(comments: QuerySet[Comment]) -> list[Thread]:
    replies: defaultdict[UUID, list[Comment]] = defaultdict(list)
    firsts = []
    for comment in comments:
        if comment.parent_id:
            replies[comment.parent_id].append(comment)
        else:
            firsts.append(comment)
    return [Thread(first, tuple(replies[first.pk])) for first in firsts]


def _tasks(person: User) -> list[Task]:
    assignments = list(
        Assignment.objects.filter(
            person=person,
            assessment__state__in=WORKING.values(),
            assessment__organization__memberships__user=person,
        )
        .select_related("assessment__organization")
        .order_by("due", "assessment", "pk")
    )
    if not assignments:
        return []
    versions = FrameworkVersion.objects.in_bulk(
        {assignment.assessment.framework_version_id for assignment in assignments}
    )
    done: defaultdict[UUID, set[str]] = defaultdict(set)
    answers = Answer.objects.filter(
        COMPLETE,
        IN_VERSION,
        assessment__in={assignment.assessment_id for assignment in assignments},
    )
    for assessment_id, code in answers.values_list("assessment_id", "item__code"):
        done[assessment_id].add(code)
    tasks = []
    for assignment in assignments:
        definition = load_spoken_definition(versions[assignment.assessment.framework_version_id])
        items = definition.items_by_subject[assignment.subject]
        tasks.append(
            Task(
                assignment.assessment,
                assignment.subject,
                subject_in_words(definition.subject_by_code[assignment.subject]),
                assignment.due,
                sum(item.code not in done[assignment.assessment_id] for item in items),
            )
        )
    return tasks
