"""The demo's field: 160 made-up organizations in two cycles, without people.

Written as rows and not through the product's actions: thousands of saves would keep a visitor
waiting for minutes. Every row is one that the actions could have made; the releases themselves are
prepared and approved as a manager does it (field_releases.py).
"""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assessments import states
from assessments.answer_sheet import Answer, AnswerSheet
from assessments.models import Assessment
from assessments.scoring import score
from commitments.definition import Definition
from commitments.models import AnchorFeature, FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.codes import OrganizationType, PortalRole
from lhs_portal.accounts.models import Organization, ParentSystem, User
from lhs_portal.lib.canonical import canonical_json
from reports.field.models import FieldCycle, Participation
from reports.models import Kind, Report, State
from reports.plans.codes import BARRIERS, DOING, OTHER
from reports.plans.models import Action, Barrier
from reports.releases.profile import ATTRIBUTES, REGIONS
from reports.releases.synthetic import (
    DONT_KNOW,
    NOT_APPLICABLE,
    SyntheticCycle,
    make_field,
)

ORGANIZATIONS = 160
CYCLES = 2
SEED = 2024
SIGNED_AFTER = timedelta(days=100)
# Each answer at these levels has a piece of evidence.
WELL_FOUNDED = (3, 4)
# Identities are the same every time, so that the verdicts that we ship fit them.
_NAMESPACE = uuid.UUID("6f1f9c7e-4a0e-5a5c-9f0d-2d7a35b1c0de")
_PLACES = (
    "Alder Creek", "Beacon Hill", "Cedar Ridge", "Dry Fork", "Elk Valley", "Fox River",
    "Granite Bay", "Harbor Point", "Iron Lake", "Juniper", "Kestrel", "Larkspur", "Mill Pond",
    "North Prairie", "Oak Hollow", "Pine Bluff", "Quarry Road", "Red Mesa", "Silver Lake",
    "Twin Rivers", "Upland", "Vale", "Willow Bend", "Yarrow",
)  # fmt: skip
_QUARTERS = ("", "North", "South", "East", "West")
# Sector → what such organizations are called, with their type.
_KINDS = {
    "care-delivery": (
        ("Community Hospital", OrganizationType.HOSPITAL),
        ("Health", OrganizationType.HEALTH_SYSTEM),
        ("Medical Group", OrganizationType.GROUP_PRACTICE),
        ("Health Center", OrganizationType.HEALTH_CENTER),
        ("Regional Medical Center", OrganizationType.HOSPITAL),
    ),
    "public-health": (("County Public Health", OrganizationType.HEALTH_DEPARTMENT),),
    "health-financing": (("Health Plan", OrganizationType.HEALTH_PLAN),),
    "patients-families": (("Patient Alliance", OrganizationType.ADVOCACY),),
    "product-innovation": (("Therapeutics", OrganizationType.TECHNOLOGY),),
    "information-technology": (("Health Data", OrganizationType.TECHNOLOGY),),
    "standards-research": (("Research Institute", OrganizationType.RESEARCH),),
}


@transaction.atomic
def load_field() -> bool:
    """Two cycles, the later one open today; False where there are cycles already."""
    if FieldCycle.objects.exists():
        return False
    version = FrameworkVersion.objects.in_use()[:1].get()
    definition = load_definition(version)
    administrator = User.objects.filter(portal_roles__role=PortalRole.ADMINISTRATOR)[:1].get()
    scope: dict[str, list[int]] = {}
    for place, item in enumerate(definition.items):
        for sector in item.not_applicable_to:
            scope.setdefault(sector, []).append(place)
    field = make_field(
        SEED,
        ORGANIZATIONS,
        CYCLES,
        subjects=[item.subject for item in definition.items],
        not_applicable=scope,
        dont_know=0,
    )
    organizations = make_organizations(field.cycles, administrator)
    today = timezone.localdate()
    for age, synthetic in zip(reversed(range(CYCLES)), field.cycles, strict=True):
        opens = today - timedelta(days=240 + 365 * age)
        cycle = FieldCycle.objects.create(
            id=_id("cycle", str(age)),
            name=f"Field cycle {(opens + SIGNED_AFTER).year}",
            opens=opens,
            closes=opens + timedelta(days=300),
            framework_version=version,
            created_by=administrator,
        )
        fill_cycle(cycle, synthetic, organizations, definition)
    return True


def _id(*parts: str) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, "/".join(parts))


def make_organizations(
    cycles: Iterable[SyntheticCycle], administrator: User, *, called: str = "{}"
) -> dict[str, Organization]:
    """By their name in the made-up field. `called` makes other names of the same words."""
    values = {attribute.code: [code for code, _ in attribute.values] for attribute in ATTRIBUTES}
    names = {
        sector: iter(
            [
                (" ".join(filter(None, (quarter, place, kind))), type_)
                for quarter, (kind, type_), place in product(_QUARTERS, kinds, _PLACES)
            ]
        )
        for sector, kinds in _KINDS.items()
    }
    parents: dict[str, ParentSystem] = {}
    made: dict[str, Organization] = {}
    now = timezone.now()
    for cycle in cycles:
        systems = cycle.members.systems
        for row, known in enumerate(cycle.members.organizations):
            if known in made:
                continue
            codes = {
                code: values[code][places[row]] for code, places in cycle.members.attributes.items()
            }
            region = codes.pop("region")
            divisions = REGIONS[region][1]
            name, type_ = next(names[codes["sector"]])
            if systems.count(systems[row]) > 1 and systems[row] not in parents:
                place = _PLACES[len(parents) % len(_PLACES)]
                parents[systems[row]] = ParentSystem.objects.create(
                    name=called.format(
                        f"{place} Health Partners {len(parents) // len(_PLACES) + 1}"
                    )
                )
            made[known] = Organization(
                id=_id(known),
                name=called.format(name),
                type=type_,
                census_division=divisions[row % len(divisions)],
                parent=parents.get(systems[row]),
                verified_at=now,
                verified_by=administrator,
                created_by=administrator,
                **codes,
            )
    Organization.objects.bulk_create(made.values())
    return made


def fill_cycle(
    cycle: FieldCycle,
    synthetic: SyntheticCycle,
    organizations: dict[str, Organization],
    definition: Definition,
) -> None:
    """Signed assessments with their reports, consents and plans. Some joined without consent."""
    signed_on = cycle.opens + SIGNED_AFTER
    signed_at = datetime.combine(signed_on, time(15), tzinfo=UTC)
    rows = list(zip(synthetic.members.cards, synthetic.members.organizations, strict=True))
    assessments = [
        Assessment(
            id=_id("assessment", card),
            organization=organizations[known],
            framework_version=cycle.framework_version,
            title=f"Self-assessment {signed_on.year}",
            period_start=date(signed_on.year - 1, signed_on.month, 1),
            period_end=signed_on,
            scope=Assessment.Scope.WHOLE,
        )
        for card, known in rows
    ]
    Assessment.objects.bulk_create(assessments)
    mine = Assessment.objects.filter(pk__in=[one.pk for one in assessments])
    mine.update(started_at=signed_at - timedelta(days=30))
    mine.update(state=states.AWAITING, submitted_at=signed_at - timedelta(days=1))
    mine.update(state=states.SIGNED, signed_at=signed_at)
    reports = [
        _report(one, card, levels, definition, signed_at)
        for one, (card, _), levels in zip(assessments, rows, synthetic.levels.tolist(), strict=True)
    ]
    Report.objects.bulk_create(reports, batch_size=50)
    Participation.objects.bulk_create(
        Participation(
            id=_id("participation", card),
            cycle=cycle,
            organization=organizations[known],
            assessment=one,
            consented_at=signed_at if place % 16 else None,
        )
        for place, (one, (card, known)) in enumerate(zip(assessments, rows, strict=True))
    )
    _plans(
        assessments,
        synthetic,
        list(AnchorFeature.objects.filter(framework_version=cycle.framework_version)),
    )


def _report(
    assessment: Assessment,
    card: str,
    levels: Sequence[int],
    definition: Definition,
    at: datetime,
) -> Report:
    evidence = {
        item.code: [_piece(item.code, level, at)]
        for item, level in zip(definition.items, levels, strict=True)
        if level in WELL_FOUNDED
    }
    given = [
        Answer(
            item=item.code,
            level=level if level < NOT_APPLICABLE else None,
            not_applicable=level == NOT_APPLICABLE,
            dont_know=level == DONT_KNOW,
            reason="Not part of what we do." if level == NOT_APPLICABLE else "",
            evidence=len(evidence.get(item.code, [])),
        )
        for item, level in zip(definition.items, levels, strict=True)
    ]
    answers = {
        answer.item: {
            "level": answer.level,
            "na": answer.not_applicable,
            "dont_know": answer.dont_know,
            "reason": answer.reason,
            "note": "",
        }
        for answer in given
    }
    scored = score(definition, AnswerSheet.of(given, {}))
    frozen = canonical_json(_frozen(assessment, card, answers, evidence, definition, at))
    return Report(
        id=_id("report", card),
        assessment=assessment,
        number=1,
        kind=Kind.FINAL,
        requested_at=at,
        framework_version=definition.version,
        framework_digest=definition.digest,
        frozen_input=frozen.decode(),
        frozen_digest=hashlib.sha256(frozen).hexdigest(),
        state=State.READY,
        progress=100,
        attempts=1,
        finished_at=at,
        notified_at=at,
        score_card=scored.to_json().decode(),
        input_digest=scored.input_digest,
        scoring_version=scored.scoring_version,
    )


def _frozen(
    assessment: Assessment,
    card: str,
    answers: dict[str, Any],
    evidence: dict[str, list[dict[str, Any]]],
    definition: Definition,
    at: datetime,
) -> dict[str, Any]:
    """What reports.freezing would have frozen, without people."""
    organization = assessment.organization
    profile: dict[str, Any] = {"name": organization.name}
    for field in ("sector", "type", "size_band", "census_division", "ownership", "rurality"):
        profile[field] = getattr(organization, field)
        profile[f"{field}_name"] = str(getattr(organization, f"get_{field}_display")())
    profile["parent_system"] = organization.parent.name if organization.parent else ""
    return {
        "kind": Kind.FINAL,
        "number": 1,
        "requested_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "requested_by": "",
        "language": "en",
        "site": settings.SITE_URL,
        "salt": _id("salt", card).hex,
        "leaves_out": [],
        "earlier": [],
        "framework": {"version": definition.version, "digest": definition.digest},
        "organization": profile,
        "assessment": {
            "title": assessment.title,
            "period_start": assessment.period_start.isoformat(),
            "period_end": assessment.period_end.isoformat(),
            "scope": assessment.scope,
            "unit": "",
            "due": None,
        },
        "answers": answers,
        "targets": {},
        "evidence": evidence,
    }


def _piece(item: str, level: int, at: datetime) -> dict[str, Any]:
    return {
        "title": f"Board packet, page on {item}",
        "shows": "What the level says, with figures.",
        "level": level,
        "kind": "link",
        "version": 1,
        "dated": at.date().isoformat(),
        "filename": "",
        "sha256": "",
        "url": "https://example.org/board-packet",
        "scan": "no_file",
    }


def _plans(
    assessments: Sequence[Assessment], synthetic: SyntheticCycle, features: list[AnchorFeature]
) -> None:
    """Each plan has an action for every barrier that it names, and one at least."""
    barriers = [code for code in BARRIERS if code != OTHER]
    actions: list[Action] = []
    named: list[Barrier] = []
    for row, assessment in enumerate(assessments):
        codes = [code for place, code in enumerate(barriers) if synthetic.barriers[row, place]]
        for number, code in enumerate(codes or [""], start=1):
            feature = features[(row + number * 5) % len(features)]
            action = Action(
                id=_id("action", str(assessment.pk), str(number)),
                assessment=assessment,
                number=number,
                feature=feature,
                title=f"Work on {feature.code}",
                state=DOING,
                resources="Two people for half a year." if synthetic.resources[row] else "",
            )
            actions.append(action)
            if code:
                named.append(Barrier(action=action, code=code))
    Action.objects.bulk_create(actions)
    Barrier.objects.bulk_create(named)
