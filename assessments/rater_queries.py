"""Raters as a lead may see them: who takes part, and how many sections are done. No rating."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from assessments.models import Assessment, Rater, Round
from assessments.queries import load_assessment, load_names
from assessments.round_sentences import load_addresses
from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import can_lead, check_lead
from lhs_portal.audit.sentences import Naming


def load_independent(user: User, assessment_id: UUID) -> Assessment:
    """For a lead alone. Raises Http404, also where it is answered together; PermissionDenied."""
    assessment = load_assessment(user, assessment_id)
    if not assessment.independent:
        raise Http404("This assessment is answered together: it has no raters.")
    check_lead(assessment)
    return assessment


def load_raters(assessment: Assessment) -> QuerySet[Rater]:
    """Each with its person, and `asked`, `finished`, `declined`: numbers of sections. By name."""
    counts: dict[str, Any] = {
        "asked": Count("sections"),
        "finished": Count("sections", filter=Q(sections__finished_at__isnull=False)),
        "declined": Count("sections", filter=Q(sections__declined_at__isnull=False)),
    }
    raters = Rater.objects.taking_part().filter(assessment=assessment).select_related("user")
    return raters.annotate(**counts).order_by("user__name", "pk")


def load_history_names(assessment: Assessment) -> Naming:
    """As load_names; a lead also knows raters who are no members, and who was invited."""
    naming = load_names(assessment)
    if not assessment.independent or not can_lead(assessment):
        return naming
    raters = Rater.objects.filter(assessment=assessment, user__isnull=False)
    names = dict(raters.values_list("user_id", "user__name"))
    return Naming({**names, **naming.names}, load_addresses(assessment=assessment))


def newest_round(assessment: Assessment) -> Round | None:
    return assessment.rounds.select_related("closed_by").last()


def takes_part(user: User, assessment: Assessment) -> bool:
    return Rater.objects.taking_part().filter(assessment=assessment, user=user).exists()
