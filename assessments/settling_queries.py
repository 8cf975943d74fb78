"""How the answers of an assessment were settled, and who holds otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.answer_sheet import Answer as AnswerData
from assessments.models import Answer, Assessment, Consensus, Dissent, Rater
from assessments.own_ratings import Asked, load_asked
from assessments.queries import IN_VERSION, load_assessment
from assessments.rating_queries import is_blind, load_rater
from commitments.models import Item
from commitments.queries import load_definition
from lhs_portal.accounts.models import Membership, User
from lhs_portal.accounts.permissions import can_contribute


@dataclass(frozen=True, slots=True)
class Settlement:
    """One row of Consensus: `contested` is whether the ratings were, when it was settled."""

    how: str
    reason: str
    contested: bool
    at: datetime
    by: int | None


def load_settlements(
    assessment: Assessment, codes: Iterable[str] | None = None
) -> dict[str, Settlement]:
    """By item code; `codes` asks for these items alone."""
    rows = Consensus.objects.filter(IN_VERSION, assessment=assessment)
    if codes is not None:
        rows = rows.filter(item__code__in=codes)
    columns = ("item__code", "how", "reason", "contested", "settled_at", "settled_by")
    return {code: Settlement(*row) for code, *row in rows.values_list(*columns)}


@dataclass(frozen=True, slots=True)
class Dissenting:
    """`name` is the author's, while she is a member or a rater of this assessment; else empty."""

    text: str
    at: datetime
    author: int | None
    name: str


def load_dissents(
    assessment: Assessment, codes: Iterable[str] | None = None
) -> dict[str, list[Dissenting]]:
    """By item code, the oldest first."""
    rows = Dissent.objects.filter(IN_VERSION, assessment=assessment)
    if codes is not None:
        rows = rows.filter(item__code__in=codes)
    rates = Rater.objects.filter(assessment=assessment, user=OuterRef("author"))
    belongs = Membership.objects.filter(
        organization=assessment.organization_id, user=OuterRef("author")
    )
    found: dict[str, list[Dissenting]] = {}
    for row in rows.select_related("item", "author").annotate(
        known=Exists(rates) | Exists(belongs)
    ):
        name = row.author.display_name if row.author and row.known else ""
        found.setdefault(row.item.code, []).append(
            Dissenting(row.text, row.written_at, row.author_id, name)
        )
    return found


def load_to_settle(user: User, assessment_id: UUID) -> Assessment:
    """Raises Http404, also where it is answered together: there is nothing to settle."""
    assessment = load_assessment(user, assessment_id)
    if not assessment.independent:
        raise Http404("This assessment is answered together: there are no ratings to settle.")
    return assessment


@dataclass(frozen=True, slots=True)
class Part:
    """What a person has to do with one item: as a member, as its rater, or both."""

    assessment: Assessment
    item: Item
    subject: str
    member: bool
    rater: bool

    @property
    def may_dissent(self) -> bool:
        """Readers see the work of others; who rated, or may contribute, has a say."""
        return self.rater or (self.member and can_contribute(self.assessment))


def load_part(user: User, assessment_id: UUID, code: str) -> Part:
    """Raises Http404 where the person is neither a member nor asked to rate this item."""
    rater = Rater.objects.taking_part().filter(assessment=assessment_id, user=user).first()
    try:
        assessment, member = load_to_settle(user, assessment_id), True
    except Http404:
        assessment, member = load_rater(user, assessment_id).assessment, False
    item = get_object_or_404(Item, framework_version=assessment.framework_version_id, code=code)
    part = Part(
        assessment=assessment,
        item=item,
        subject=load_definition(assessment.framework_version).item_by_code[code].subject,
        member=member,
        rater=rater is not None and _is_asked(rater, assessment, code),
    )
    if not part.member and not part.rater:
        raise Http404("You are not asked about this item.")
    return part


def _is_asked(rater: Rater, assessment: Assessment, code: str) -> bool:
    """What she declined, or what only staff can see, she is not asked."""
    rater.assessment = assessment
    return any(
        code == item.code
        for section in load_asked(rater).sections
        if not section.declined
        for item in section.items
    )


def load_decided(rater: Rater, asked: Asked) -> dict[str, bool]:
    """Items that the rater is asked and that were decided, each with whether she dissents.

    In the order of asking; what was accepted is not among them, and nothing while a round is open.
    """
    if is_blind(rater.assessment):
        return {}
    own = Dissent.objects.filter(
        assessment=rater.assessment_id, item=OuterRef("item"), author=rater.user
    )
    rows = Consensus.objects.filter(
        IN_VERSION, assessment=rater.assessment_id, how=Consensus.How.DECIDED
    ).annotate(dissents=Exists(own))
    decided = dict(rows.values_list("item__code", "dissents"))
    return {
        item.code: decided[item.code]
        for section in asked.sections
        if not section.declined
        for item in section.items
        if item.code in decided
    }


def load_own(part: Part, user: User) -> Dissent | None:
    return Dissent.objects.filter(assessment=part.assessment, item=part.item, author=user).first()


def load_settled(part: Part) -> tuple[Consensus, AnswerData] | None:
    """How the item was settled, and by which answer, as far as this person may know.

    A rater who is no member learns what was decided, never what was accepted: that is what few
    raters said.
    """
    rows = Consensus.objects.filter(assessment=part.assessment, item=part.item)
    consensus = (rows if part.member else rows.filter(how=Consensus.How.DECIDED)).first()
    if consensus is None:
        return None
    answer = Answer.objects.get(assessment=part.assessment, item=part.item)
    return consensus, AnswerData(
        part.item.code, answer.level, answer.not_applicable, answer.dont_know
    )
