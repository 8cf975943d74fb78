"""Everything that a release is computed of, read once: members, measures, values."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Replace

from assessments.scoring import SCORING_VERSION
from commitments.definition import Definition
from commitments.queries import load_definition
from reports.field.models import FieldCycle
from reports.plans.models import Action, Barrier
from reports.releases.basis import JOINED_DIGEST, Basis, load_basis
from reports.releases.core.cards import Cards
from reports.releases.core.layout import Layout
from reports.releases.core.measures import Measure
from reports.releases.core.measuring import Measured, Values, measure_cards
from reports.releases.core.measuring_change import measure_change, same_parts
from reports.releases.core.measuring_plans import PlannedAction, measure_plans
from reports.releases.core.measuring_questions import measure_growth, measure_questions
from reports.releases.core.members import Floats, Members
from reports.releases.models import FieldCard, Kind, Release, ReleaseMember, State
from reports.releases.packing import ensure_cards, load_frozen, unpack
from reports.releases.profile import ATTRIBUTES

JOINED = "joined"


@dataclass(frozen=True, eq=False)
class FieldData:
    """`basis`, `digests` (of cards) and `earlier_reports` ("" where there is none) are what is
    stored of the members, in the order of `members`.
    """

    members: Members
    basis: Basis
    digests: tuple[str, ...]
    earlier_reports: tuple[str, ...]
    definition: Definition
    measures: tuple[Measure, ...]
    values: Mapping[str, Floats]


def load_field(cycle: FieldCycle, kind: str, at: datetime) -> FieldData:
    """Of the organizations that rule 1 lets in at `at`. Makes cards that are missing.

    Once these are there, the number of queries does not depend on how many organizations there are.
    """
    basis = load_basis(cycle, kind, at)
    definition = load_definition(cycle.framework_version)
    if kind == Kind.PARTICIPATION:
        return _participation(basis, definition)
    _make_cards(cycle, basis)
    of_cycle = FieldCard.objects.filter(report__assessment__participation__cycle=cycle)
    cards, digests = load_cards([one.report for one in basis.members], definition, of_cycle)
    members = members_of(basis, digests)
    measured: list[Measured] = list(measure_cards(definition, cards))
    earlier = _load_earlier(cycle, basis)
    if earlier is not None:
        measured += measure_change(
            definition, earlier.definition, cards, earlier.cards, earlier.names
        )
        if same_parts(definition, earlier.definition):
            measured += measure_growth(definition, cards, earlier.cards)
    measured += measure_plans(definition, len(members), _load_actions(cycle, basis))
    measured += measure_questions(definition, cards)
    return FieldData(
        members=members,
        basis=basis,
        digests=digests,
        earlier_reports=earlier.reports if earlier else ("",) * len(members),
        definition=definition,
        measures=tuple(one.measure for one in measured),
        values=Values(measured),
    )


def _participation(basis: Basis, definition: Definition) -> FieldData:
    """Who joined, and nothing of what anybody answered."""
    digests = (JOINED_DIGEST,) * len(basis.members)
    members = members_of(basis, digests)
    everyone = np.ones(len(members), dtype=np.bool_)
    joined = Measured(Measure(JOINED, "count", everyone), lambda: everyone.astype(np.float64))
    return FieldData(
        members=members,
        basis=basis,
        digests=digests,
        earlier_reports=("",) * len(members),
        definition=definition,
        measures=(joined.measure,),
        values=Values([joined]),
    )


def members_of(basis: Basis, digests: Sequence[str]) -> Members:
    places = {
        attribute.code: {code: place for place, (code, _) in enumerate(attribute.values)}
        for attribute in ATTRIBUTES
    }
    return Members(
        cards=tuple(
            name_card(one.organization, digest)
            for one, digest in zip(basis.members, digests, strict=True)
        ),
        organizations=tuple(str(one.organization) for one in basis.members),
        systems=tuple(one.system for one in basis.members),
        attributes={
            code: np.array([place[one.attributes[code]] for one in basis.members], dtype=np.int64)
            for code, place in places.items()
        },
    )


def name_card(organization: UUID | str, digest: str) -> str:
    """What the joint check calls a card: the same for as long as nothing in it changes."""
    return f"{organization}/{digest}"


def _make_cards(cycle: FieldCycle, basis: Basis) -> None:
    layout = Layout.of(load_definition(cycle.framework_version), SCORING_VERSION)
    made = set(
        FieldCard.objects.filter(
            layout=layout.digest, report__assessment__participation__cycle=cycle
        ).values_list("report_id", flat=True)
    )
    for _ in ensure_cards(one.report for one in basis.members if one.report not in made):
        pass


def load_cards(
    reports: Sequence[UUID], definition: Definition, stored: QuerySet[FieldCard]
) -> tuple[Cards, tuple[str, ...]]:
    """In the order of `reports`, each with its digest. All of them are among `stored`."""
    layout = Layout.of(definition, SCORING_VERSION)
    places = {report.hex: place for place, report in enumerate(reports)}
    figures, answers = [b""] * len(reports), [b""] * len(reports)
    rows = (
        stored.filter(layout=layout.digest)
        .order_by()
        .values_list(hex_of("report_id"), "figures", "levels")
    )
    for report, packed, levels in rows.iterator(chunk_size=1000):
        if report in places:
            figures[places[report]], answers[places[report]] = bytes(packed), bytes(levels)
    digests = tuple(
        hashlib.sha256(layout.digest.encode() + one + other).hexdigest()
        for one, other in zip(figures, answers, strict=True)
    )
    return unpack(figures, answers, layout), digests


def hex_of(field: str) -> Replace:
    """An id as its 32 digits, on both engines: to make an object of each took most of the time."""
    return Replace(Cast(field, CharField()), Value("-"))


@dataclass(frozen=True, eq=False)
class _Earlier:
    """`cards` has a row for each member, all absent where it has none; so `names` and `reports`
    are "" there.
    """

    definition: Definition
    cards: Cards
    names: tuple[str, ...]
    reports: tuple[str, ...]


def _load_earlier(cycle: FieldCycle, basis: Basis) -> _Earlier | None:
    """Of the last release of the cycles before: what it rested on, as far as that is still allowed.

    None where nothing was released yet. A card that was made anew since, by other rules, is left
    out: the difference of two rules is no change.
    """
    release = (
        Release.objects.filter(kind=Kind.FIELD, state=State.PUBLISHED, cycle__opens__lt=cycle.opens)
        .order_by("-cycle__opens", "-number")
        .first()
    )
    if release is None:
        return None
    rows = {
        organization: (report, digest)
        for organization, report, digest in ReleaseMember.objects.filter(
            release=release
        ).values_list("organization", "report", "card_digest")
    }
    stored = FieldCard.objects.filter(
        report__in=ReleaseMember.objects.filter(release=release).order_by().values("report"),
        report__assessment__participation__consented_at__isnull=False,
    )
    allowed = set(stored.order_by().values_list("report_id", flat=True))
    definition = load_frozen(release.framework_version, release.framework_digest)
    reports = [report for report, _ in rows.values() if report in allowed]
    cards, digests = load_cards(reports, definition, stored)
    made = dict(zip(reports, zip(range(len(reports)), digests, strict=True), strict=True))
    places, names, names_of_reports = [], [], []
    for member in basis.members:
        place, name, stood_in = -1, "", ""
        if member.organization in rows:
            report, published = rows[member.organization]
            found, digest = made.get(report, (-1, ""))
            if digest == published:
                place, name, stood_in = found, name_card(member.organization, digest), str(report)
        places.append(place)
        names.append(name)
        names_of_reports.append(stood_in)
    chosen = cards.take(np.array(places, dtype=np.int64))
    return _Earlier(definition, chosen, tuple(names), tuple(names_of_reports))


def _load_actions(cycle: FieldCycle, basis: Basis) -> Iterator[PlannedAction]:
    """Of the members' plans as they stand now; what they say in words is not read."""
    places = {one.assessment.hex: place for place, one in enumerate(basis.members)}
    barriers: dict[str, set[str]] = {}
    named = Barrier.objects.filter(action__assessment__participation__cycle=cycle)
    for action, code in named.order_by().values_list(hex_of("action_id"), "code").iterator():
        barriers.setdefault(action, set()).add(code)
    rows: Any = (
        Action.objects.filter(assessment__participation__cycle=cycle)
        .order_by()
        .annotate(asks=~Q(resources=""))
        .values_list(
            hex_of("pk"),
            hex_of("assessment_id"),
            "state",
            "feature__code",
            "item__feature__code",
            "item__commitment__code",
            "asks",
        )
    )
    for pk, assessment, state, feature, by_item, commitment, asks in rows.iterator():
        if assessment in places:
            subject = feature or by_item or commitment
            codes = frozenset(barriers.get(pk, ()))
            yield PlannedAction(places[assessment], state, subject, codes, bool(asks))
