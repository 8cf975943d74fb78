"""Evidence in a report: frozen without a path, counted for the evidenced score, absent in old ones."""

import json
from datetime import date
from pathlib import Path

import pytest

from assessments.actions import remove_use
from assessments.models import Assessment
from assessments.scoring import score
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from reports.actions import request_preliminary_report
from reports.freezing import read_sheet
from reports.freezing_evidence import freeze_evidence, read_counts
from reports.models import Report
from tests.assessments.evidence_factories import SHOWS, add_file, add_link
from tests.assessments.factories import answer_items, sign_all


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch, media: Path) -> None:
    monkeypatch.setattr("reports.actions.enqueue", lambda _id: False)


def test_evidence_is_frozen_by_item_and_says_nothing_of_the_disk(
    assessment: Assessment, alice: User
) -> None:
    use = add_file(assessment, alice)
    add_link(assessment, alice, dated=date(2020, 1, 2))
    removed = add_file(assessment, alice, item="safe.2", content=b"removed")
    remove_use(assessment=assessment, use=removed.pk, by=alice)
    frozen = freeze_evidence(assessment)
    assert list(frozen) == ["safe.1"]
    file, link = frozen["safe.1"]
    assert {key: file[key] for key in ("title", "shows", "level", "kind", "version", "dated")} == {
        "title": "Minutes of May",
        "shows": SHOWS,
        "level": 3,
        "kind": "file",
        "version": 1,
        "dated": "2026-05-04",
    }
    assert (file["filename"], file["sha256"], file["url"]) == (
        "minutes.txt",
        use.version.sha256,
        "",
    )
    assert (link["url"], link["dated"], link["sha256"]) == (
        "https://intranet.example.org/policy",
        "2020-01-02",
        "",
    )
    assert use.version.path not in json.dumps(frozen)


def test_one_piece_makes_every_other_item_count_as_none(
    assessment: Assessment, alice: User
) -> None:
    answer_items(assessment, alice, ["safe.1", "safe.2", "safe.3", "safe.4"], choice="4")
    add_file(assessment, alice, item="safe.1")
    add_file(assessment, alice, item="effective.1", content=b"of an item without an answer")
    report = request_preliminary_report(assessment=assessment, by=alice)
    sheet = read_sheet(json.loads(report.frozen_input))
    assert {code: answer.evidence for code, answer in sheet.answers.items()} == {
        "safe.1": 1,
        "safe.2": 0,
        "safe.3": 0,
        "safe.4": 0,
        "effective.1": 1,
    }
    card = json.loads(score(load_definition(assessment.framework_version), sheet).to_json())
    assert card["subjects"]["safe"]["score"] == "4.000000"
    # (4 + 2 + 2 + 2) / 4: one of four rests on something; weights are all alike.
    assert card["subjects"]["safe"]["evidenced"] == "2.500000"


def test_without_any_piece_evidence_is_not_collected(assessment: Assessment, alice: User) -> None:
    use = add_file(assessment, alice)
    remove_use(assessment=assessment, use=use.pk, by=alice)
    sign_all(assessment, alice)
    frozen = json.loads(Report.objects.get().frozen_input)
    assert frozen["evidence"] == {}
    sheet = read_sheet(frozen)
    assert {answer.evidence for answer in sheet.answers.values()} == {None}
    card = json.loads(score(load_definition(assessment.framework_version), sheet).to_json())
    assert {subject["evidenced"] for subject in card["subjects"].values()} == {None}


def test_report_from_before_there_was_evidence_reads_as_not_collected(
    assessment: Assessment, alice: User
) -> None:
    sign_all(assessment, alice)
    frozen = json.loads(Report.objects.get().frozen_input)
    new = read_sheet(frozen)
    del frozen["evidence"]
    assert read_counts(frozen) is None
    assert read_sheet(frozen) == new
