from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from assessments.actions import NotComplete, edit_assessment, reopen, submit
from assessments.models import Assessment
from assessments.queries import history_of, load_answers
from assessments.signals import assessment_finalized
from assessments.states import IllegalMove
from lhs_portal.accounts.models import User
from tests.assessments.factories import answer_all, answer_items, submit_all


@contextmanager
def receiver(call: Any) -> Iterator[None]:
    assessment_finalized.connect(call)
    try:
        yield
    finally:
        assessment_finalized.disconnect(call)


def test_submit_freezes_and_says_so_once(assessment: Assessment, alice: User) -> None:
    told = []

    def listen(**kwargs: Any) -> None:
        told.append((kwargs["assessment"].pk, kwargs["by"]))

    with receiver(listen):
        submitted = submit_all(assessment, alice)
    assert (submitted.open, submitted.submitted_by) == (False, alice)
    assert told == [(assessment.pk, alice)]
    event = history_of(assessment).first()
    assert event is not None
    assert event.verb == "submitted"


def test_submit_is_undone_when_the_report_cannot_be_asked_for(
    assessment: Assessment, alice: User
) -> None:
    def fail(**kwargs: Any) -> None:
        raise RuntimeError("no report")

    answer_all(assessment, alice)
    with receiver(fail), pytest.raises(RuntimeError):
        submit(assessment=assessment, by=alice)
    assessment.refresh_from_db()
    assert assessment.open


def test_submit_names_what_is_missing(assessment: Assessment, alice: User) -> None:
    answer_all(assessment, alice)
    answer_items(assessment, alice, ["safe.2"], choice="na")
    answer_items(assessment, alice, ["S1.1"], choice="")
    with pytest.raises(NotComplete) as refused:
        submit(assessment=assessment, by=alice)
    assert [(problem.item, problem.kind) for problem in refused.value.problems] == [
        ("safe.2", "reason_missing"),
        ("S1.1", "unanswered"),
    ]


def test_submit_twice_is_one_submission(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    with pytest.raises(IllegalMove):
        submit(assessment=assessment, by=alice)
    assert history_of(assessment).filter(verb="submitted").count() == 1


def test_submit_is_refused_to_contributors(assessment: Assessment, bob: User) -> None:
    answer_all(assessment, bob)
    with pytest.raises(PermissionDenied):
        submit(assessment=assessment, by=bob)


def test_reopen_keeps_every_answer_and_the_reason(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    before = load_answers(assessment)
    opened = reopen(assessment=assessment, reason="Wrong year", by=alice)
    assert (opened.open, opened.submitted_at) == (True, None)
    assert load_answers(assessment) == before
    event = history_of(assessment).first()
    assert event is not None
    assert (event.verb, event.after) == ("reopened", {"reason": "Wrong year"})


def test_reopen_needs_a_reason_and_a_submission(assessment: Assessment, alice: User) -> None:
    with pytest.raises(IllegalMove):
        reopen(assessment=assessment, reason="x", by=alice)
    with pytest.raises(ValueError, match="reason"):
        reopen(assessment=assessment, reason="  ", by=alice)


def edit(assessment: Assessment, by: User, **changes: Any) -> Assessment:
    details: dict[str, Any] = {
        "title": assessment.title,
        "period_start": assessment.period_start,
        "period_end": assessment.period_end,
        "due": assessment.due,
    }
    return edit_assessment(assessment=assessment, by=by, **{**details, **changes})


def test_edit_records_what_changed_alone(assessment: Assessment, alice: User) -> None:
    edit(assessment, alice, due=date(2026, 11, 22))
    event = history_of(assessment).first()
    assert event is not None
    assert (event.what, event.before, event.after) == ("due", {"due": None}, {"due": "2026-11-22"})


def test_edit_without_a_change_leaves_no_event(assessment: Assessment, alice: User) -> None:
    edit(assessment, alice)
    assert not history_of(assessment).filter(verb="edited").exists()


def test_edit_is_refused_after_submission_and_to_contributors(
    assessment: Assessment, alice: User, bob: User
) -> None:
    with pytest.raises(PermissionDenied):
        edit(assessment, bob, title="x")
    submit_all(assessment, alice)
    with pytest.raises(IllegalMove):
        edit(assessment, alice, title="x")
