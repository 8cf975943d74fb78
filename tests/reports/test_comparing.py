"""The comparison that is frozen with a report."""

import hashlib
import json
from importlib.resources import files
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from lhs_portal.site.actions import delete_organization
from reports.comparing import build_comparison, shown_comparison
from reports.exports import organization_data
from reports.jobs import making
from reports.jobs.making import make_report
from reports.models import Comparison, Report, State
from reports.queries import load_frozen_definition, load_page
from tests.assessments.factories import publish_framework
from tests.frameworks import make_document
from tests.reports.cycles import only_json, sign_cycle, sign_rated_cycle

pytestmark = pytest.mark.django_db
SCHEMA = json.loads(files("assessments.scoring").joinpath("comparison.schema.json").read_bytes())


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch, media: Any) -> None:
    only_json(monkeypatch)


@pytest.fixture
def cycle(organization: Organization, framework: FrameworkVersion, alice: User) -> Any:
    def sign(year: int, **details: Any) -> Report:
        return sign_cycle(organization, framework, alice, year, **details)

    return sign


@pytest.fixture
def rated_cycle(organization: Organization, framework: FrameworkVersion, alice: User) -> Any:
    def sign(year: int, **details: Any) -> Report:
        return sign_rated_cycle(organization, framework, alice, year, **details)

    return sign


def compared(report: Report) -> dict[str, Any]:
    make_report(report.pk)
    report.refresh_from_db()
    assert report.state == State.READY
    document: dict[str, Any] = json.loads(Comparison.objects.get(later=report).document)
    assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(document)] == []
    return document


def test_first_report_has_no_comparison(cycle: Any) -> None:
    report = cycle(2024)
    make_report(report.pk)
    assert not Comparison.objects.exists()
    assert not report.files.filter(kind="change").exists()


def test_second_report_keeps_one_comparison_with_the_digests_of_both_sides(cycle: Any) -> None:
    first, second = cycle(2024), cycle(2025, choices={"safe.1": "4"})
    make_report(first.pk)
    for _ in range(10):
        make_report(second.pk)
    [comparison] = Comparison.objects.all()
    assert (comparison.earlier, comparison.later) == (first, second)
    assert (comparison.earlier_digest, comparison.later_digest) == (
        first.frozen_digest,
        second.frozen_digest,
    )
    assert comparison.digest == hashlib.sha256(comparison.document.encode()).hexdigest()
    document = json.loads(comparison.document)
    first.refresh_from_db()
    second.refresh_from_db()
    assert document["earlier"] == {
        "report": str(first.pk),
        "number": 1,
        "assessment": "Cycle 2024",
        "period": ["2024-01-01", "2024-12-31"],
        "frozen_digest": first.frozen_digest,
        "input_digest": first.input_digest,
        "framework": {"version": "2024.12", "digest": first.framework_digest},
        "raters": 0,
    }
    assert document["later"]["input_digest"] == second.input_digest
    assert document["subjects"]["safe"]["delta"] == "0.500000"
    assert document["items"]["safe.1"] == {"earlier": 2, "later": 4}
    assert "cycles" not in document
    [file] = second.files.filter(kind="change")
    assert file.filename.endswith("-change.json")


@pytest.mark.parametrize(
    "change",
    [
        {"document": "{}"},
        {"digest": "0" * 64},
        {"earlier_digest": "0" * 64},
        {"later_digest": "0" * 64},
    ],
)
def test_comparison_refuses_change_in_the_database(cycle: Any, change: dict[str, str]) -> None:
    cycle(2024)
    compared(cycle(2025))
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Comparison.objects.update(**change)


def test_comparison_refuses_another_pair_of_reports(cycle: Any) -> None:
    first, second = cycle(2024), cycle(2025)
    third = cycle(2026)
    compared(second)
    for change in ({"earlier": third}, {"later": third}):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            Comparison.objects.filter(earlier=first).update(**change)


def test_report_has_one_comparison_at_most(cycle: Any) -> None:
    cycle(2024)
    second = cycle(2025)
    compared(second)
    row = Comparison.objects.get()
    row.pk = None
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_earlier_report_that_is_not_made_yet_is_compared_all_the_same(cycle: Any) -> None:
    first, second = cycle(2024, choice="1"), cycle(2025, choice="3")
    assert first.state == State.QUEUED
    before = compared(second)
    make_report(first.pk)
    frozen, card = json.loads(second.frozen_input), json.loads(second.score_card)
    after = build_comparison(second, frozen, card, load_frozen_definition(second))
    assert after is not None
    assert json.loads(after.document) == before
    assert before["subjects"]["safe"]["earlier_score"] == "1.000000"


def test_comparison_outlives_the_earlier_report(cycle: Any) -> None:
    first, second = cycle(2024), cycle(2025)
    document = compared(second)
    first.assessment.delete()
    comparison = Comparison.objects.get(later=second)
    assert comparison.earlier is None
    assert comparison.earlier_digest == first.frozen_digest
    assert json.loads(comparison.document) == document
    assert load_page(Report.objects.get(pk=second.pk))


def test_earlier_report_that_went_before_is_passed_over(cycle: Any) -> None:
    first, second, third, fourth = cycle(2023), cycle(2024), cycle(2025), cycle(2026)
    third.assessment.delete()
    document = compared(fourth)
    assert document["earlier"]["report"] == str(second.pk)
    assert [row["report"] for row in document["cycles"]] == [
        str(each.pk) for each in (first, second, fourth)
    ]


def test_nothing_is_left_to_compare_with(cycle: Any) -> None:
    first, second = cycle(2024), cycle(2025)
    first.assessment.delete()
    make_report(second.pk)
    second.refresh_from_db()
    assert second.state == State.READY
    assert not Comparison.objects.exists()


def test_input_that_is_older_than_comparisons_has_none(cycle: Any) -> None:
    report = cycle(2024)
    make_report(report.pk)
    report.refresh_from_db()
    frozen, card = json.loads(report.frozen_input), json.loads(report.score_card)
    del frozen["earlier"]
    assert build_comparison(report, frozen, card, load_frozen_definition(report)) is None


def test_each_side_is_read_by_its_own_framework_version(
    cycle: Any, organization: Organization, alice: User
) -> None:
    cycle(2024, choice="1")
    later = make_document(version="2025.12")
    later["items"][4]["meaning"] = 2
    assert later["items"][4]["code"] == "safe.1"
    document = compared(sign_cycle(organization, publish_framework(later), alice, 2025, choice="3"))
    versions = [document[side]["framework"]["version"] for side in ("earlier", "later")]
    assert versions == ["2024.12", "2025.12"]
    assert [row["reason"] for row in document["not_comparable"]] == ["meaning"]
    assert "safe.1" not in document["items"]
    assert document["subjects"]["safe"]["delta"] == "2.000000"


def test_three_cycles_are_followed_over_time(cycle: Any) -> None:
    cycle(2024, choice="1"), cycle(2025, choice="2")
    document = compared(cycle(2026, choice="4"))
    assert [row["assessment"] for row in document["cycles"]] == [
        "Cycle 2024",
        "Cycle 2025",
        "Cycle 2026",
    ]
    scores = [row["scores"]["safe"] for row in document["cycles"]]
    assert scores == ["1.000000", "2.000000", "4.000000"]


def test_raters_test_what_changed_and_are_known_again(rated_cycle: Any) -> None:
    """Five, then four of the same; "safe" went up, and all else stayed."""
    up = {f"safe.{n}": "3 3 4 3" for n in (1, 2, 3, 4)}
    rated_cycle(2024, said="1 1 2 1 1")
    document = compared(rated_cycle(2025, said="1 1 1 2", ratings=up))
    numbers = (
        document["earlier"]["raters"],
        document["later"]["raters"],
        document["raters_in_both"],
    )
    assert numbers == (5, 4, 4)
    verdicts = {code: row["verdict"] for code, row in document["subjects"].items()}
    assert verdicts.pop("safe") == "changed"
    assert set(verdicts.values()) == {"noise"}
    assert document["subjects"]["safe"]["raters"] == [5, 4]
    assert document["withheld"] == []


def test_contested_is_as_it_was_settled(rated_cycle: Any) -> None:
    rated_cycle(2024, said="2 2 2 3", ratings={"safe.1": "0 0 4 4", "safe.2": "0 4 4 0"})
    later = rated_cycle(2025, said="2 2 3 2", ratings={"safe.2": "0 0 4 4", "S1.1": "4 4 0 0"})
    document = compared(later)
    assert document["contested"] == {"new": ["S1.1"], "closed": ["safe.1"], "still": ["safe.2"]}


def test_two_raters_are_not_tested_and_not_counted_in_what_leaves(
    rated_cycle: Any, organization: Organization
) -> None:
    rated_cycle(2024, said="1 1")
    later = rated_cycle(2025, said="3 3 3")
    document = compared(later)
    assert document["earlier"]["raters"] == 2
    assert {row["verdict"] for row in document["subjects"].values()} == {"not_tested"}
    shown = shown_comparison(document)
    assert shown["earlier"]["raters"] is shown["raters_in_both"] is None
    assert not {"withheld", "salt"} & shown.keys()


def test_export_has_the_comparison_as_it_may_leave(
    rated_cycle: Any, organization: Organization
) -> None:
    rated_cycle(2024, said="1 1 2 1")
    later = rated_cycle(2025, said="3 3 3 2")
    document = compared(later)
    first, second = organization_data(organization)["reports"]
    assert first["comparison"] is None
    assert second["comparison"] == shown_comparison(document)
    text = json.dumps(second["comparison"])
    for key in ("difference", "standard_error_squared", "degrees", "withheld", "salt"):
        assert f'"{key}"' in json.dumps(document)
        assert f'"{key}"' not in text


def test_digest_of_the_document_cannot_be_tried_out(rated_cycle: Any) -> None:
    """What raters said, under other keys, is another document."""
    rated_cycle(2024, said="1 1 2 1")
    later = rated_cycle(2025, said="3 3 3 2")
    document = compared(later)
    frozen, card = json.loads(later.frozen_input), json.loads(later.score_card)
    guessed = [{**row, "rater": f"guess {row['rater']}"} for row in frozen["ratings"]]
    definition = load_frozen_definition(later)
    other = build_comparison(later, {**frozen, "ratings": guessed}, card, definition)
    assert other is not None
    changed = json.loads(other.document)
    assert changed.pop("salt") != document.pop("salt")
    assert {**changed, "raters_in_both": 4} == document


def test_cycles_cost_no_query_each(cycle: Any) -> None:
    def queries(report: Report) -> int:
        make_report(report.pk)
        report.refresh_from_db()
        frozen, card = json.loads(report.frozen_input), json.loads(report.score_card)
        definition = load_frozen_definition(report)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert build_comparison(report, frozen, card, definition)
        return len(captured)

    cycle(2020)
    few = queries(cycle(2021))
    for year in range(2022, 2027):
        cycle(year)
    assert queries(cycle(2027)) == few == 2


def test_organization_goes_with_its_comparisons(
    cycle: Any, organization: Organization, alice: User
) -> None:
    cycle(2024), cycle(2025)
    compared(cycle(2026))
    delete_organization(organization, by=alice)
    assert not Comparison.objects.exists()
    assert not Report.objects.exists()


def test_two_workers_who_meet_keep_one_comparison(
    cycle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one's lease ran out while it compared; the second one finished."""
    cycle(2024)
    second = cycle(2025)
    build = making.build_comparison

    def overtaken(*arguments: Any) -> Comparison | None:
        monkeypatch.setattr(making, "build_comparison", build)
        Report.objects.filter(pk=second.pk).update(state=State.QUEUED, token=None)
        make_report(second.pk)
        return build(*arguments)

    monkeypatch.setattr(making, "build_comparison", overtaken)
    make_report(second.pk)
    [comparison] = Comparison.objects.all()
    second.refresh_from_db()
    assert (comparison.later_id, second.state, second.attempts) == (second.pk, State.READY, 2)
