"""What a lead has left out of reports, and reports made so."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from reports.actions import TooEarly, TooMany
from reports.charts.language import name_of_language
from reports.documents import KINDS, render_document
from reports.jobs.making import make_report
from reports.models import Report, ReportSettings
from reports.report_settings import request_new_edition, save_report_settings
from tests.cast import client_of
from tests.reports import rated_samples, samples
from tests.reports.test_report_page import render_page

NOTE = "Minutes of May 4."


@pytest.mark.django_db
def test_new_edition_leaves_out_what_the_lead_chose(report: Report, alice: User) -> None:
    make_report(report.pk)
    save_report_settings(
        assessment=report.assessment_id,
        leave_out_notes=True,
        leave_out_evidence_names=False,
        by=alice,
    )
    edition = request_new_edition(assessment=report.assessment_id, by=alice)
    make_report(edition.pk)
    client = client_of(alice)
    first, second = (
        client.get(reverse("reports:detail", args=[each.pk])).content.decode()
        for each in (report, edition)
    )
    assert NOTE in first
    assert NOTE not in second
    assert "made without the notes beside the answers and in the plan" in second
    cards = Report.objects.order_by("number").values_list("score_card", "input_digest")
    assert cards[0] == cards[1]


@pytest.mark.django_db
def test_new_edition_asked_for_twice_is_one(report: Report, alice: User) -> None:
    assert request_new_edition(assessment=report.assessment_id, by=alice).pk == report.pk


@pytest.mark.django_db
def test_new_edition_needs_a_signature(assessment: Assessment, alice: User) -> None:
    with pytest.raises(TooEarly):
        request_new_edition(assessment=assessment.pk, by=alice)


@pytest.mark.django_db
def test_new_editions_have_an_end_in_a_day(
    report: Report, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_report(report.pk)
    monkeypatch.setattr("reports.report_settings.MOST_IN_A_DAY", 1)
    with pytest.raises(TooMany):
        request_new_edition(assessment=report.assessment_id, by=alice)


@pytest.mark.django_db
def test_settings_unchanged_are_no_event(assessment: Assessment, alice: User) -> None:
    for _ in range(2):
        save_report_settings(
            assessment=assessment.pk, leave_out_notes=True, leave_out_evidence_names=True, by=alice
        )
    assert Event.objects.filter(verb="report settings changed").count() == 1
    assert ReportSettings.objects.get().changed_by == alice


# GET and POST by lead, contributor, reader, stranger.
EXPECTED = {
    "settings": ((200, 403, 403, 404), (302, 403, 403, 404)),
    "new_edition": ((405, 405, 405, 405), (302, 403, 403, 404)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", EXPECTED)
def test_route_by_role(
    assessment: Assessment, alice: User, bob: User, rhea: User, charlie: User, name: str
) -> None:
    url = reverse(f"reports:{name}", args=[assessment.pk])
    clients = [client_of(person) for person in (alice, bob, rhea, charlie)]
    gets, posts = EXPECTED[name]
    assert tuple(client.get(url).status_code for client in clients) == gets
    assert tuple(client.post(url, {}).status_code for client in clients) == posts


def files_of(frozen: dict[str, Any]) -> bytes:
    material = samples.make_material(frozen)
    documents = [render_document(kind, material) for kind in KINDS if kind.code in ("csv", "json")]
    return b"".join(document.content for document in documents if document)


def test_page_and_files_without_notes_have_none() -> None:
    frozen = samples.full()
    notes = {answer["note"] for answer in frozen["answers"].values() if answer["note"]}
    page = samples.make_page({**frozen, "leaves_out": ["notes"]})
    shown = render_page(page) + files_of({**frozen, "leaves_out": ["notes"]}).decode()
    assert notes
    assert [note for note in notes if note in shown] == []
    assert not any(item.note for subject in page.subjects for item in subject.items)


def test_page_without_names_of_evidence_still_counts_it() -> None:
    frozen = rated_samples.rated()
    named = [piece for pieces in frozen["evidence"].values() for piece in pieces]
    with_names = samples.make_page(frozen)
    page = samples.make_page({**frozen, "leaves_out": ["evidence_names"]})
    shown = render_page(page)
    assert named
    assert [piece["title"] for piece in named if piece["title"] in shown] == []
    assert [piece["url"] for piece in named if piece["url"] and piece["url"] in shown] == []
    assert page.evidence is not None
    assert with_names.evidence is not None
    assert page.evidence.rows == with_names.evidence.rows
    assert "Evidence 1" in shown


def test_every_language_that_a_framework_may_have_has_a_name() -> None:
    codes = ("en", "es", "pt-BR", "zh-Hant-TW", "xx")
    assert [name_of_language(code) for code in codes] == [
        "English",
        "Spanish",
        "Portuguese (Brazil)",
        "Chinese (Traditional, Taiwan)",
        "xx",
    ]
