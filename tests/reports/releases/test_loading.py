from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment
from commitments.models import AnchorFeature, FrameworkVersion
from reports.field.models import FieldCycle, Participation
from reports.models import State
from reports.plans.models import Action, Barrier
from reports.releases.basis import load_basis
from reports.releases.loading import load_field, name_card
from reports.releases.models import Kind, Release, ReleaseMember
from reports.releases.models import State as ReleaseState
from reports.releases.past import pack_mask, unpack_mask
from tests.reports.factories import make_framework
from tests.reports.releases.factories import make_cycle, make_rows
from tests.reports.releases.joined import LATER, SIGNED, add_report, join, make_organization
from tests.reports.samples import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(framework: FrameworkVersion) -> FieldCycle:
    return make_cycle(framework)


def members(cycle: FieldCycle, kind: str = Kind.FIELD) -> list[str]:
    basis = load_basis(cycle, kind, LATER)
    return sorted(str(one.organization) for one in basis.members)


def test_members_by_their_attributes_and_systems(cycle: FieldCycle) -> None:
    one = make_organization("One")
    join(cycle, one)
    data = load_field(cycle, Kind.FIELD, LATER)
    assert data.members.organizations == (str(one.pk),)
    assert data.members.systems == (f"organization:{one.pk}",)
    assert data.basis.members[0].attributes == {
        "sector": "care-delivery",
        "size_band": "50-249",
        "region": "west",
        "ownership": "nonprofit",
        "rurality": "rural",
    }
    assert data.members.cards == (name_card(one.pk, data.digests[0]),)


REFUSED: dict[str, tuple[Callable[[FieldCycle], Any], str]] = {
    "no consent": (lambda cycle: join(cycle, make_organization("A"), consents=False), "no-consent"),
    "not verified": (
        lambda cycle: join(cycle, make_organization("A", verified_at=None)),
        "not-verified",
    ),
    "not signed": (
        lambda cycle: join(cycle, make_organization("A"), signed_at=None),
        "not-signed-in-the-cycle",
    ),
    "signed before": (
        lambda cycle: join(
            cycle, make_organization("A"), signed_at=datetime(2025, 12, 30, tzinfo=UTC)
        ),
        "not-signed-in-the-cycle",
    ),
    "signed after": (
        lambda cycle: join(
            cycle, make_organization("A"), signed_at=datetime(2026, 7, 2, tzinfo=UTC)
        ),
        "not-signed-in-the-cycle",
    ),
    "of a unit": (
        lambda cycle: join(cycle, make_organization("A"), scope="unit", unit="Ward 3"),
        "not-signed-in-the-cycle",
    ),
    "no report": (lambda cycle: join(cycle, make_organization("A"), reported=False), "no-report"),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_who_is_left_out_and_why(cycle: FieldCycle, case: str) -> None:
    make, reason = REFUSED[case]
    make(cycle)
    basis = load_basis(cycle, Kind.FIELD, LATER)
    assert basis.members == ()
    assert basis.left_out == {reason: 1}


def test_another_framework_version_is_left_out(cycle: FieldCycle) -> None:
    other = make_framework(version="2025.06")
    join(cycle, make_organization("A"), version=other)
    assert load_basis(cycle, Kind.FIELD, LATER).left_out == {"other-version": 1}


def test_the_latest_signed_counts_and_an_earlier_one_never_takes_its_place(
    cycle: FieldCycle,
) -> None:
    one = make_organization("One")
    join(cycle, one, level=1)
    later = join(cycle, one, level=3, signed_at=SIGNED + timedelta(days=9))
    assert load_basis(cycle, Kind.FIELD, LATER).members[0].assessment == later.pk
    before = load_basis(cycle, Kind.FIELD, SIGNED + timedelta(days=1))
    assert before.members[0].assessment != later.pk
    Participation.objects.filter(assessment=later).update(consented_at=None, withdrawn_at=LATER)
    assert members(cycle) == []


def test_the_newest_edition_that_is_ready_counts(cycle: FieldCycle) -> None:
    assessment = join(cycle, make_organization("One"))
    newest = add_report(assessment, {}, number=2)
    add_report(assessment, {}, number=3, kind="preliminary")
    add_report(assessment, {}, number=4, state=State.QUEUED, score_card="")
    assert load_basis(cycle, Kind.FIELD, LATER).members[0].report == newest.pk


def test_participation_counts_each_verified_organization_once(cycle: FieldCycle) -> None:
    one = make_organization("One")
    join(cycle, one, consents=False)
    join(cycle, one, signed_at=SIGNED + timedelta(days=1))
    join(cycle, make_organization("Two", verified_at=None))
    data = load_field(cycle, Kind.PARTICIPATION, LATER)
    assert data.members.organizations == (str(one.pk),)
    assert [measure.code for measure in data.measures] == ["joined"]


def test_values_are_those_of_the_cards(cycle: FieldCycle) -> None:
    assessment = join(cycle, make_organization("One"), reported=False)
    add_report(
        assessment, {"safe.1": answer(4), "safe.2": answer(na=True), "S1.1": answer(dont_know=True)}
    )
    data = load_field(cycle, Kind.FIELD, LATER)
    assert data.values["safe"].tolist() == pytest.approx([8 / 3], abs=1e-6)
    assert data.values["item:safe.1"].tolist() == [4.0]
    assert data.values["item:safe.2"].tolist() == [5.0]
    assert data.values["question:dont-know:S1.1"].tolist() == [1.0]
    assert np.isnan(data.values["question:dont-know:safe.2"]).all()
    masks = {measure.code: bool(measure.respondents[0]) for measure in data.measures}
    assert masks["item:safe.1"]
    assert not masks["item:safe.2"]
    assert not masks["question:contested:safe.1"]


def test_plans_are_told_by_subject_and_by_the_commitments_that_it_carries(
    cycle: FieldCycle,
) -> None:
    assessment = join(cycle, make_organization("One"))
    _plan(assessment, "S2", "workforce-capacity", resources="Two people.")
    data = load_field(cycle, Kind.FIELD, LATER)
    told = {
        code
        for code, measure in ((one.code, one) for one in data.measures)
        if measure.kind == "share" and data.values[code][0] == 1
    }
    # S2 carries safe and effective most; engaged it does not.
    aims = ("S2", "safe", "effective")
    assert told == {
        "barrier:workforce-capacity",
        "action:doing",
        "resources",
        *(f"actions@{code}" for code in aims),
        *(f"resources@{code}" for code in aims),
        *(f"barrier:workforce-capacity@{code}" for code in aims),
    }


def _plan(assessment: Assessment, feature: str, barrier: str, **values: Any) -> None:
    action = Action.objects.create(
        assessment=assessment,
        number=1,
        feature=AnchorFeature.objects.get(
            framework_version=assessment.framework_version, code=feature
        ),
        title="Do it",
        state="doing",
        **values,
    )
    Barrier.objects.create(action=action, code=barrier)


@pytest.fixture
def released(cycle: FieldCycle) -> Release:
    """One organization at level 1, in a published release."""
    join(cycle, make_organization("One"), level=1)
    data = load_field(cycle, Kind.FIELD, LATER)
    release = make_rows(cycle)
    facts = data.basis.members[0]
    ReleaseMember.objects.create(
        release=release,
        position=0,
        organization=facts.organization,
        report=facts.report,
        card_digest=data.digests[0],
        system=facts.system,
        attributes=facts.attributes,
    )
    Release.objects.filter(pk=release.pk).update(
        state=ReleaseState.PUBLISHED, number=1, published_at=LATER, approved_by_name="B", digest="d"
    )
    return release


def next_cycle(cycle: FieldCycle, framework: FrameworkVersion) -> FieldCycle:
    return make_cycle(framework, "Spring 2027", opens=date(2026, 7, 1), closes=date(2026, 11, 30))


def test_change_since_the_cycle_before(released: Release, framework: FrameworkVersion) -> None:
    cycle = next_cycle(released.cycle, framework)
    member = released.members.get()
    one = Participation.objects.get().organization
    join(cycle, one, level=3, signed_at=datetime(2026, 8, 1, tzinfo=UTC))
    data = load_field(cycle, Kind.FIELD, LATER)
    assert data.earlier_reports == (str(member.report),)
    change = next(measure for measure in data.measures if measure.code == "change:safe")
    assert change.earlier == (name_card(one.pk, member.card_digest),)
    assert change.components == ("safe",)
    assert data.values["change:safe"].tolist() == [2.0]
    assert data.values["change:index:foundations"].tolist() == [2.0]


def test_no_change_from_what_was_withdrawn_since(
    released: Release, framework: FrameworkVersion
) -> None:
    cycle = next_cycle(released.cycle, framework)
    one = Participation.objects.get().organization
    join(cycle, one, level=3, signed_at=datetime(2026, 8, 1, tzinfo=UTC))
    Participation.objects.filter(cycle=released.cycle).update(consented_at=None, withdrawn_at=LATER)
    data = load_field(cycle, Kind.FIELD, LATER)
    assert data.earlier_reports == ("",)
    assert not [one.code for one in data.measures if one.kind == "change"]


def test_queries_do_not_grow_with_the_field(cycle: FieldCycle) -> None:
    counts = []
    for size in (1, 6):
        for place in range(size):
            _plan(join(cycle, make_organization(f"{size} {place}")), "S1", "local-barriers")
        load_field(cycle, Kind.FIELD, LATER)
        with CaptureQueriesContext(connection) as queries:
            load_field(cycle, Kind.FIELD, LATER)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("length", [0, 1, 8, 19])
def test_a_mask_is_read_as_it_was_packed(length: int) -> None:
    mask = np.arange(length) % 3 == 0
    assert unpack_mask(pack_mask(mask), length).tolist() == mask.tolist()
