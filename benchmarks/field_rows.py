"""A large field as rows: organizations, signed assessments, reports, packed cards, plans.

Cards are those of real score cards, made by the scoring itself and drawn again and again. Of a
report only its row is there, for a release reads nothing else of it.
"""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

SCORED = 300
SEED = 11
PARTS = 2000
OPENS = (date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1))


def packed_cards(definition: Any) -> list[tuple[bytes, bytes]]:
    from assessments.answer_sheet import Answer, AnswerSheet
    from assessments.scoring import SCORING_VERSION, score
    from reports.releases.core.layout import DONT_KNOW, NOT_APPLICABLE, Layout
    from reports.releases.packing import pack_document
    from reports.releases.synthetic import make_field

    scope: dict[str, list[int]] = {}
    for place, item in enumerate(definition.items):
        for sector in item.not_applicable_to:
            scope.setdefault(sector, []).append(place)
    subjects = [item.subject for item in definition.items]
    field = make_field(SEED, SCORED, 1, subjects=subjects, not_applicable=scope)
    layout = Layout.of(definition, SCORING_VERSION)
    packed = []
    for row in field.cycles[0].levels.tolist():
        answers = {
            item.code: {
                "level": level if level < NOT_APPLICABLE else None,
                "na": level == NOT_APPLICABLE,
                "dont_know": level == DONT_KNOW,
            }
            for item, level in zip(definition.items, row, strict=True)
        }
        sheet = AnswerSheet.of(
            [
                Answer(
                    code,
                    level=one["level"],
                    not_applicable=one["na"],
                    dont_know=one["dont_know"],
                    reason="Out of scope." if one["na"] else "",
                )
                for code, one in answers.items()
            ],
            {},
        )
        packed.append(pack_document(score(definition, sheet).to_document(), answers, layout))
    return packed


def fill(organizations: int) -> None:
    """Three cycles, on an empty, migrated database with the real framework."""
    from commitments.models import AnchorFeature, FrameworkVersion
    from commitments.queries import load_definition
    from lhs_portal.accounts.models import Organization, ParentSystem
    from reports.field.models import FieldCycle
    from reports.releases.profile import ATTRIBUTES, REGIONS
    from reports.releases.synthetic import make_field

    version = FrameworkVersion.objects.in_use().get()
    packed = packed_cards(load_definition(version))
    values = {attribute.code: [code for code, _ in attribute.values] for attribute in ATTRIBUTES}
    field = make_field(SEED, organizations, len(OPENS), subjects=["one"])
    parents: dict[str, Any] = {}
    known: dict[str, Any] = {}
    for cycle in field.cycles:
        members = cycle.members
        for row, name in enumerate(members.organizations):
            if name in known:
                continue
            codes = {code: values[code][column[row]] for code, column in members.attributes.items()}
            division = REGIONS[codes.pop("region")][1][0]
            system = members.systems[row]
            parents.setdefault(system, ParentSystem(name=system))
            known[name] = Organization(
                name=name, type="other", census_division=division,
                verified_at=datetime(2024, 1, 1, tzinfo=UTC), parent=parents[system], **codes,
            )  # fmt: skip
    ParentSystem.objects.bulk_create(parents.values(), batch_size=PARTS)
    Organization.objects.bulk_create(known.values(), batch_size=PARTS)
    features = list(AnchorFeature.objects.filter(framework_version=version))
    choose = np.random.default_rng(SEED)
    for opens, synthetic in zip(OPENS, field.cycles, strict=True):
        cycle = FieldCycle.objects.create(
            name=str(opens.year),
            opens=opens,
            closes=opens + timedelta(days=300),
            framework_version=version,
        )
        members = [known[name] for name in synthetic.members.organizations]
        for start in range(0, len(members), PARTS):
            _join(cycle, members[start : start + PARTS], packed, features, choose)


def _join(
    cycle: Any,
    organizations: Sequence[Any],
    packed: Sequence[tuple[bytes, bytes]],
    features: Sequence[Any],
    choose: Any,
) -> None:
    from assessments import states
    from assessments.models import Assessment
    from assessments.scoring import SCORING_VERSION
    from commitments.queries import load_definition
    from reports.field.models import Participation
    from reports.models import Kind, Report, State
    from reports.plans.codes import BARRIERS, DOING, OTHER
    from reports.plans.models import Action, Barrier
    from reports.releases.core.layout import Layout
    from reports.releases.models import FieldCard

    signed = datetime.combine(cycle.opens + timedelta(days=90), time(12), tzinfo=UTC)
    version = cycle.framework_version
    layout = Layout.of(load_definition(version), SCORING_VERSION).digest
    assessments = Assessment.objects.bulk_create(
        Assessment(
            organization=one, framework_version=version, title=str(cycle.opens.year),
            period_start=cycle.opens, period_end=cycle.closes, scope="whole",
        )
        for one in organizations
    )  # fmt: skip
    mine = Assessment.objects.filter(organization__in=organizations, title=str(cycle.opens.year))
    mine.update(state=states.AWAITING, submitted_at=signed)
    mine.update(state=states.SIGNED, signed_at=signed)
    reports = Report.objects.bulk_create(
        Report(
            assessment=one, number=1, kind=Kind.FINAL, requested_at=signed, state=State.READY,
            framework_version=version.version, framework_digest=version.digest,
            frozen_input="{}", frozen_digest=uuid.uuid4().hex, finished_at=signed,
            score_card="{}", scoring_version=SCORING_VERSION,
        )
        for one in assessments
    )  # fmt: skip
    drawn = choose.integers(0, len(packed), len(reports))
    FieldCard.objects.bulk_create(
        FieldCard(report=one, layout=layout, figures=packed[place][0], levels=packed[place][1])
        for one, place in zip(reports, drawn, strict=True)
    )
    Participation.objects.bulk_create(
        Participation(
            cycle=cycle, organization=one.organization, assessment=one, consented_at=signed
        )
        for one in assessments
    )
    codes = [code for code in BARRIERS if code != OTHER]
    actions = Action.objects.bulk_create(
        Action(
            assessment=one, number=number, feature=features[int(choose.integers(len(features)))],
            title="Work on it", state=DOING, resources="People" if choose.random() < 0.4 else "",
        )
        for one in assessments
        for number in (1, 2)
    )  # fmt: skip
    Barrier.objects.bulk_create(
        Barrier(action=one, code=codes[int(choose.integers(len(codes)))]) for one in actions
    )
