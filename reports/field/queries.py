"""What pages of the field read: who takes part, who may, who was asked. Answers are not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from assessments.models import Assessment
from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.queries import load_naming
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import sentence_of
from lhs_portal.lib.wording import say
from reports.field.dates import Mirror, fits, why_no_cycle
from reports.field.models import CycleInvitation, FieldCycle, Participation
from reports.field.sentences import OF_PARTICIPATION
from reports.releases.models import Kind, Release, State
from reports.releases.profile import REGIONS


def mirror_of(assessment: Assessment) -> Mirror:
    return Mirror(
        whole=assessment.scope == Assessment.Scope.WHOLE,
        signed_on=timezone.localdate(assessment.signed_at) if assessment.signed_at else None,
        framework_version_id=assessment.framework_version_id,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How an assessment stands to the cycles. `why` is a sentence where it can join none.

    `in_doubt`: it takes part, but as it is now no release could use it. `others` take part in the
    same cycle for the same organization.
    """

    joined: Participation | None
    offers: tuple[FieldCycle, ...]
    why: str
    in_doubt: str
    others: tuple[Participation, ...]


def load_standing(assessment: Assessment, today: date) -> Standing:
    joined = load_participation(assessment)
    if joined:
        others = (
            Participation.objects.filter(cycle=joined.cycle, organization=joined.organization_id)
            .exclude(pk=joined.pk)
            .select_related("assessment")
        )
        return Standing(joined, (), "", _doubt(assessment, joined), tuple(others))
    running = load_running(today)
    mirror = mirror_of(assessment)
    offers = tuple(one for one in running if fits(mirror, one))
    return Standing(None, offers, "" if offers else why_no_cycle(mirror, running), "", ())


def load_participation(assessment: Assessment) -> Participation | None:
    rows = Participation.objects.select_related("cycle__framework_version")
    return rows.defer("cycle__framework_version__frame").filter(assessment=assessment).first()


def load_running(today: date) -> list[FieldCycle]:
    rows = FieldCycle.objects.running(today).select_related("framework_version")
    return list(rows.defer("framework_version__frame"))


def load_history(assessment: Assessment) -> list[tuple[Any, str]]:
    """What leads decided about cycles and aggregates, the newest first."""
    events = list(
        Event.objects.filter(
            subject_type="assessment", subject_id=str(assessment.pk), verb__in=OF_PARTICIPATION
        )
    )
    if not events:
        return []
    organization = assessment.organization
    organization.viewer_role = assessment.viewer_role
    naming = load_naming(organization)
    return [(event.at, sentence_of(event, naming)) for event in events]


def load_cycles() -> QuerySet[FieldCycle]:
    """Each with `invited` and `joined`: how many organizations."""
    joined = (
        Participation.objects.filter(cycle=OuterRef("pk"))
        .order_by()
        .values("cycle")
        .annotate(count=Count("organization", distinct=True))
        .values("count")
    )
    rows = FieldCycle.objects.select_related("framework_version").defer("framework_version__frame")
    return rows.annotate(
        invited=Count("invitations", distinct=True), joined=Subquery(joined)
    ).order_by("-opens", "name")


WAITING, JOINED = "waiting", "joined"


def load_asked(cycle: FieldCycle, show: str = "") -> QuerySet[Organization]:
    """Who was invited or takes part, by name. Each with `joined_on` and `invitations_here`.

    What an organization chose about aggregates is not read.
    """
    invited = CycleInvitation.objects.filter(cycle=cycle)
    taking_part = Participation.objects.filter(cycle=cycle)
    of_one = taking_part.filter(organization=OuterRef("pk")).order_by().values("organization")
    rows = Organization.objects.annotate(
        joined_on=Subquery(of_one.annotate(first=Min("joined_at")).values("first"))
    )
    if show == WAITING:
        rows = rows.filter(pk__in=invited.values("organization"), joined_on=None)
    elif show == JOINED:
        rows = rows.filter(joined_on__isnull=False)
    else:
        rows = rows.filter(
            Exists(invited.filter(organization=OuterRef("pk")))
            | Exists(taking_part.filter(organization=OuterRef("pk")))
        )
    return rows.prefetch_related(
        Prefetch("cycle_invitations", invited, to_attr="invitations_here")
    ).order_by("name", "pk")


def load_invitable(cycle: FieldCycle, filters: Mapping[str, str]) -> QuerySet[Organization]:
    """Verified organizations that neither were invited nor take part, by their attributes."""
    taken = CycleInvitation.objects.filter(cycle=cycle).values("organization")
    joined = Participation.objects.filter(cycle=cycle).values("organization")
    rows = Organization.objects.filter(verified_at__isnull=False)
    rows = rows.exclude(pk__in=taken).exclude(pk__in=joined)
    for attribute, value in filters.items():
        if value and attribute == "region":
            rows = rows.filter(census_division__in=REGIONS[value][1])
        elif value:
            rows = rows.filter(**{attribute: value})
    return rows.order_by("name", "pk")


def load_board_release(cycle: FieldCycle) -> Release | None:
    """The latest published one about who takes part in the cycle."""
    rows = Release.objects.filter(kind=Kind.PARTICIPATION, cycle=cycle, state=State.PUBLISHED)
    return rows.order_by("-number").first()


def load_boards() -> Sequence[tuple[FieldCycle, Release | None]]:
    """Every cycle with its latest published participation release. Two queries."""
    latest: dict[Any, Release] = {}
    rows = Release.objects.filter(kind=Kind.PARTICIPATION, state=State.PUBLISHED)
    for release in rows.only("number", "cycle", "published_at").order_by("number"):
        latest[release.cycle_id] = release
    cycles = FieldCycle.objects.select_related("framework_version").defer(
        "framework_version__frame"
    )
    return [(cycle, latest.get(cycle.pk)) for cycle in cycles]


def _doubt(assessment: Assessment, joined: Participation) -> str:
    if not assessment.signed:
        return say(
            "It is not signed now, so no release uses its answers. Signed again by the last "
            "day of the cycle, it counts as before."
        )
    if not fits(mirror_of(assessment), joined.cycle):
        return say(
            "It was signed again outside of the days of the cycle, so no release uses its "
            "answers any more."
        )
    if not assessment.organization.verified:
        return say(
            "Your organization is not verified now, so no release counts it. An "
            "administrator of the portal has to confirm it again."
        )
    return ""
