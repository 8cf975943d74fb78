from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from assessments.actions import NoSponsor, NotComplete, edit_assessment, reopen, submit
from assessments.models import Assessment
from assessments.queries import history_of, load_answers
from assessments.states import IllegalMove
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import (
    answer_all,
    answer_items,
    make_sponsor,
    sign_all,
    submit_all,
    submit_answered,
)


def test_submit_freezes_and_awaits_the_sponsor(assessment: Assessment, alice: User) -> None:
    submitted = submit_all(assessment, alice)
    assert (submitted.awaiting, submitted.submitted_by) == (True, alice)
    assert submitted.sponsor == make_sponsor(assessment, alice)
    assert (submitted.signed_at, submitted.reports.count()) == (None, 0)
    event = history_of(assessment).first()
    assert event is not None
    assert (event.verb, event.after) == ("submitted", {"user": submitted.sponsor.pk})


def test_submit_names_what_is_missing(assessment: Assessment, alice: User) -> None:
    answer_all(assessment, alice)
    answer_items(assessment, alice, ["safe.2"], choice="na")
    answer_items(assessment, alice, ["S1.1"], choice="")
    with pytest.raises(NotComplete) as refused:
        submit_answered(assessment, alice)
    assert [(problem.item, problem.kind) for problem in refused.value.problems] == [
        ("safe.2", "reason_missing"),
        ("S1.1", "unanswered"),
    ]


def test_submit_twice_is_one_submission(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    with pytest.raises(IllegalMove):
        submit_answered(assessment, alice)
    assert history_of(assessment).filter(verb="submitted").count() == 1


def test_submit_is_refused_to_contributors(assessment: Assessment, alice: User, bob: User) -> None:
    answer_all(assessment, bob)
    with pytest.raises(PermissionDenied):
        submit(assessment=assessment, sponsor=alice, by=bob)


def test_submit_needs_a_member_who_is_another_person(
    assessment: Assessment, alice: User, charlie: User
) -> None:
    answer_all(assessment, alice)
    for sponsor, words in (
        (None, "Choose who is to sign"),
        (alice, "another person"),
        (charlie, "must be a member"),
    ):
        with pytest.raises(NoSponsor, match=words):
            submit(assessment=assessment, sponsor=sponsor, by=alice)
    assessment.refresh_from_db()
    assert assessment.open


def test_submit_without_a_sponsor_where_the_author_may_sign(
    assessment: Assessment, organization: Organization, alice: User
) -> None:
    answer_all(assessment, alice)
    Organization.objects.filter(pk=organization.pk).update(author_may_sign=True)
    submitted = submit(assessment=assessment, sponsor=None, by=alice)
    assert (submitted.awaiting, submitted.sponsor) == (True, None)


def test_reopen_keeps_every_answer_and_the_reason(assessment: Assessment, alice: User) -> None:
    sign_all(assessment, alice)
    before = load_answers(assessment)
    opened = reopen(assessment=assessment, reason="Wrong year", by=alice)
    assert (opened.open, opened.submitted_at, opened.signed_at) == (True, None, None)
    assert load_answers(assessment) == before
    event = history_of(assessment).first()
    assert event is not None
    assert (event.verb, event.after) == ("reopened", {"reason": "Wrong year"})


def test_reopen_of_what_awaits_sign_off_takes_it_back(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    opened = reopen(assessment=assessment, reason="Wrong year", by=alice)
    assert (opened.open, opened.submitted_at) == (True, None)
    event = history_of(assessment).first()
    assert event is not None
    assert (event.verb, event.after) == ("withdrawn", {"reason": "Wrong year"})


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
