"""Plans read for pages, mails and reports, in few queries whatever the number of actions."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments.models import Assessment, Evidence
from assessments.states import SIGNED
from assessments.talk_queries import load_members
from lhs_portal.accounts.models import User
from reports.models import Kind, Report, State
from reports.plans.codes import OPEN
from reports.plans.models import Action

# So long before its day an action waits on its owner's home page.
WAITING = timedelta(days=14)


def load_actions(assessment: Assessment) -> QuerySet[Action]:
    """In the order of their numbers, with all that a card or a report says of them: 3 queries."""
    return (
        Action.objects.filter(assessment=assessment)
        .select_related("feature", "item")
        .defer("feature__entry", "item__entry")
        .prefetch_related("barriers", "pieces__evidence")
        .order_by("number")
    )


def load_action(assessment: Assessment, action_id: UUID) -> Action:
    """Raises Http404."""
    action = get_object_or_404(load_actions(assessment), pk=action_id)
    action.assessment = assessment
    return action


def load_member_names(assessment: Assessment) -> dict[int, str]:
    return {person.pk: person.display_name for person in load_members(assessment)}


def load_pieces(assessment: Assessment) -> list[tuple[UUID, str]]:
    """The evidence of the organization, by title."""
    pieces = Evidence.objects.filter(organization=assessment.organization_id)
    return list(pieces.order_by("title", "pk").values_list("pk", "title"))


def load_planned_from(assessment: Assessment) -> Report | None:
    """The newest finished final report of the assessment, from whose priorities a plan starts."""
    finished = Report.objects.filter(assessment=assessment, state=State.READY, kind=Kind.FINAL)
    return finished.order_by("-number").first()


def load_waiting_actions(person: User) -> list[Action]:
    """What the person has promised for the next two weeks or earlier and not done, in
    organizations of which she is a member today; the first due comes first."""
    return list(
        Action.objects.filter(
            owner=person,
            state__in=OPEN,
            due__lte=timezone.localdate() + WAITING,
            assessment__state=SIGNED,
            assessment__organization__memberships__user=person,
        )
        .select_related("assessment__organization")
        .order_by("due", "assessment", "number")
    )


def earlier_signed(assessment: Assessment) -> Assessment | None:
    """The last signed assessment of the same scope before this one: the last cycle."""
    earlier = Assessment.objects.cycles_before(assessment)
    return earlier.select_related("framework_version").first()
