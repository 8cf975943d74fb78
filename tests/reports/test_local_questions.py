"""An organization's own questions: frozen with a report, shown on its page, counted nowhere."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from assessments.models import Assessment, LocalItem
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from reports.actions import request_preliminary_report
from reports.freezing_local import freeze_local
from reports.jobs.making import make_report
from reports.models import Report, ReportSettings
from reports.presentation.local import NOTE
from reports.releases.packing import pack
from tests.cast import client_of
from tests.reports import samples
from tests.reports.change_samples import compare_frozen, cycle
from tests.reports.factories import answer_items
from tests.reports.local_samples import DESCRIPTORS, LOCAL
from tests.reports.test_report_page import Page, render

HOSTILE = "</span><script>alert(1)</script>{{7*7}}"


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.actions.enqueue", lambda _id: False)


def ask(assessment: Assessment, number: int = 1, **values: Any) -> LocalItem:
    said = {"question": f"Local question {number}?", "subject": "safe", "level": 3, **values}
    return LocalItem.objects.create(assessment=assessment, number=number, **said)


def requested(assessment: Assessment, by: User) -> Report:
    report = request_preliminary_report(assessment=assessment, by=by)
    make_report(report.pk)
    report.refresh_from_db()
    return report


@pytest.fixture
def answered(assessment: Assessment, alice: User) -> Assessment:
    answer_items(assessment, alice)
    return assessment


def test_report_without_any_freezes_no_key(assessment: Assessment, alice: User) -> None:
    removed = ask(assessment)
    LocalItem.objects.filter(pk=removed.pk).update(removed_at=timezone.now())
    assert freeze_local(assessment) == {}
    report = request_preliminary_report(assessment=assessment, by=alice)
    assert "local_items" not in json.loads(report.frozen_input)


def test_they_are_frozen_in_their_order(assessment: Assessment, alice: User) -> None:
    ask(assessment, 3, level=None, not_applicable=True, reason="We have none.")
    ask(assessment, 2, subject="", descriptors=DESCRIPTORS, note="Seen in May.", why="Asked.")
    report = request_preliminary_report(assessment=assessment, by=alice)
    LocalItem.objects.update(question="Changed after the report was asked for.")
    assert json.loads(report.frozen_input)["local_items"] == [
        {
            "code": "local.2",
            "subject": "",
            "question": "Local question 2?",
            "descriptors": DESCRIPTORS,
            "why": "Asked.",
            "level": 3,
            "na": False,
            "dont_know": False,
            "reason": "",
            "note": "Seen in May.",
        },
        {
            "code": "local.3",
            "subject": "safe",
            "question": "Local question 3?",
            "descriptors": [],
            "why": "",
            "level": None,
            "na": True,
            "dont_know": False,
            "reason": "We have none.",
            "note": "",
        },
    ]


def test_score_card_and_release_card_do_not_hear_of_them(
    answered: Assessment, alice: User, media: Path, framework: FrameworkVersion
) -> None:
    without = requested(answered, alice)
    ask(answered, 1, level=0)
    ask(answered, 2, level=None, dont_know=True)
    with_them = requested(answered, alice)
    assert "local_items" in json.loads(with_them.frozen_input)
    assert with_them.score_card == without.score_card
    definition = load_definition(framework)
    one, other = pack(with_them, definition), pack(without, definition)
    assert (one.layout, one.figures, one.levels) == (other.layout, other.figures, other.levels)


def test_comparison_does_not_hear_of_them() -> None:
    earlier, later = cycle(samples.full(1), "Spring", 2025), cycle(samples.full(2), "Autumn", 2026)
    own = {"local_items": LOCAL}
    found = compare_frozen({**earlier, **own}, {**later, **own})
    assert found == compare_frozen(earlier, later)


def test_page_of_the_report_shows_them_to_its_readers(
    answered: Assessment, alice: User, media: Path
) -> None:
    ask(answered, 1, descriptors=DESCRIPTORS, note="Seen in May.")
    report = requested(answered, alice)
    html = client_of(alice).get(reverse("reports:detail", args=[report.pk])).content.decode()
    assert '<a href="#part-local">Local questions</a>' in html
    for words in (NOTE, "Local question 1?", escape(DESCRIPTORS[3]), "Seen in May."):
        assert words in html


def test_page_takes_no_query_more_for_them(
    answered: Assessment,
    alice: User,
    media: Path,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for number in range(1, 21):
        ask(answered, number)
    report = requested(answered, alice)
    client = client_of(alice)
    client.get(reverse("reports:detail", args=[report.pk]))
    with django_assert_max_num_queries(8):
        client.get(reverse("reports:detail", args=[report.pk]))


def test_notes_are_left_out_where_the_lead_leaves_notes_out(
    answered: Assessment, alice: User, media: Path
) -> None:
    ask(answered, 1, note="Said in confidence.")
    ReportSettings.objects.create(assessment=answered, leave_out_notes=True)
    report = requested(answered, alice)
    html = client_of(alice).get(reverse("reports:detail", args=[report.pk])).content.decode()
    assert "Local question 1?" in html
    assert "Said in confidence." not in html


def test_page_without_any_says_nothing_of_them() -> None:
    html = render(samples.full())
    assert "part-local" not in html
    assert "Local questions" not in html
    with_them = render({**samples.full(), "local_items": LOCAL})
    start = with_them.index('<section aria-labelledby="part-local"')
    end = with_them.index('<section aria-labelledby="part-method"')
    entry = '<li><a href="#part-local">Local questions</a></li>'
    assert (with_them[:start] + with_them[end:]).replace(entry, "") == html


def test_page_is_well_formed_and_escapes_what_they_say() -> None:
    items = [
        {**each, "question": HOSTILE, "note": HOSTILE, "descriptors": [HOSTILE] * 5}
        for each in LOCAL
    ]
    html = render({**samples.full(), "local_items": items})
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert set(page.local) <= {*page.ids, ""}
    assert "<script>alert(1)" not in html
    assert escape(HOSTILE) in html


def test_spanish_report_says_what_they_are_in_spanish_and_keeps_their_words() -> None:
    frozen = {**samples.full(), "language": "es", "local_items": LOCAL}
    page = samples.make_page(frozen, samples.spanish())
    assert page.local is not None
    assert "No forman parte del marco" in page.local.note
    assert page.local.questions[0].question == LOCAL[0]["question"]
    assert page.local.questions[2].state_shown == "No corresponde"
