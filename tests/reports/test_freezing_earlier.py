from typing import Any

import pytest

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from reports.freezing_earlier import MOST_CYCLES, freeze_earlier
from reports.models import Kind, Report
from tests.cast import make_organization
from tests.reports.cycles import earlier_of, report_of, sign_cycle, start_cycle

pytestmark = pytest.mark.django_db


def copy_of(report: Report, **changes: Any) -> Report:
    copy = Report.objects.get(pk=report.pk)
    copy.pk = Report._meta.pk.get_default()
    copy._state.adding = True
    for name, value in {"number": report.number + 1, **changes}.items():
        setattr(copy, name, value)
    copy.save()
    return copy


@pytest.fixture
def cycle(organization: Organization, framework: FrameworkVersion, alice: User) -> Any:
    """Sign a cycle of the organization."""

    def sign(year: int, **details: Any) -> Report:
        return sign_cycle(organization, framework, alice, year, **details)

    return sign


def test_first_cycle_has_nothing_earlier(cycle: Any) -> None:
    assert earlier_of(cycle(2024)) == []


def test_earlier_cycles_oldest_first_with_their_digests(cycle: Any) -> None:
    first, second, third = (cycle(year) for year in (2024, 2025, 2026))
    assert earlier_of(second) == [str(first.pk)]
    assert earlier_of(third) == [str(first.pk), str(second.pk)]
    assert freeze_earlier(third.assessment) == [
        {"report": str(each.pk), "frozen_digest": each.frozen_digest} for each in (first, second)
    ]


def test_later_cycle_is_not_earlier_than_one_that_is_signed_after_it(
    cycle: Any, organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    slow = start_cycle(organization, framework, alice, 2024)
    quick = cycle(2025)
    assert freeze_earlier(slow) == []
    assert earlier_of(quick) == []  # the slow one was not signed


def test_unit_is_compared_with_itself_alone(cycle: Any) -> None:
    north_wing, south_wing = ({"scope": "unit", "unit": name} for name in ("North", "South"))
    whole, north, south = cycle(2023), cycle(2024, **north_wing), cycle(2024, **south_wing)
    assert earlier_of(cycle(2025, **north_wing)) == [str(north.pk)]
    assert earlier_of(cycle(2025)) == [str(whole.pk)]
    assert south.assessment.unit == "South"


def test_another_organization_is_never_compared_with(
    cycle: Any, framework: FrameworkVersion, alice: User
) -> None:
    other = make_organization(alice, name="Elsewhere")
    sign_cycle(other, framework, alice, 2024)
    assert earlier_of(cycle(2025)) == []


def test_whose_answers_were_copied_does_not_matter(cycle: Any) -> None:
    first, second = cycle(2024), cycle(2025)
    third = cycle(2026, copied_from=first.assessment)
    assert earlier_of(third) == [str(first.pk), str(second.pk)]


def test_last_final_report_stands_for_its_cycle(
    cycle: Any, organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    first = cycle(2024)
    again = copy_of(first)
    copy_of(first, kind=Kind.PRELIMINARY, number=3)
    assert earlier_of(cycle(2025)) == [str(again.pk)]
    assert report_of(first.assessment).kind == Kind.PRELIMINARY


def test_cycles_are_bounded_and_the_latest_stay(cycle: Any, django_assert_num_queries: Any) -> None:
    reports = [cycle(2010 + place) for place in range(MOST_CYCLES + 2)]
    latest = Assessment.objects.get(pk=reports[-1].assessment_id)
    with django_assert_num_queries(1):
        frozen = freeze_earlier(latest)
    assert [row["report"] for row in frozen] == [str(each.pk) for each in reports[1:-1]]
    assert len(frozen) == MOST_CYCLES
