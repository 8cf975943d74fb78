"""The sponsor's verdict: who may give it, on what, and what it leaves behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.actions import reopen, return_it, sign, submit
from assessments.actions.signing import ReadSomethingElse, can_sign
from assessments.models import Assessment, SignOff
from assessments.queries import history_of, load_assessment
from assessments.signals import assessment_finalized
from assessments.signed_content import digest_of_content
from assessments.states import IllegalMove
from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import (
    answer_all,
    answer_items,
    sign_all,
    sign_submitted,
    submit_all,
    submit_answered,
)


@contextmanager
def receiver(call: Any) -> Iterator[None]:
    assessment_finalized.connect(call)
    try:
        yield
    finally:
        assessment_finalized.disconnect(call)


@pytest.fixture
def submitted(assessment: Assessment, alice: User) -> Assessment:
    return submit_all(assessment, alice)


@pytest.fixture
def sonia(submitted: Assessment) -> User:
    assert submitted.sponsor
    return submitted.sponsor


def sign_as(assessment: Assessment, by: User) -> Assessment:
    return sign(assessment=assessment, role="Director", digest=digest_of_content(assessment), by=by)


def test_sign_freezes_records_and_says_so_once(submitted: Assessment, sonia: User) -> None:
    told = []

    def listen(**kwargs: Any) -> None:
        told.append((kwargs["assessment"].pk, kwargs["by"]))

    digest = digest_of_content(submitted)
    with receiver(listen):
        signed = sign_submitted(submitted)
    assert signed.signed
    assert signed.signed_at is not None
    assert told == [(submitted.pk, sonia)]
    sign_off = SignOff.objects.get()
    assert (sign_off.verdict, sign_off.by, sign_off.at) == ("signed", sonia, signed.signed_at)
    assert (sign_off.name, sign_off.role) == ("Sonia Ekberg", "Chief executive")
    assert (sign_off.digest, sign_off.as_author) == (digest, False)
    assert digest_of_content(signed) == digest
    event = history_of(submitted).first()
    assert event is not None
    assert event.verb == "signed"
    assert event.after == {"role": "Chief executive", "digest": digest, "as_author": False}


def test_sign_is_undone_when_the_report_cannot_be_asked_for(submitted: Assessment) -> None:
    def fail(**kwargs: Any) -> None:
        raise RuntimeError("no report")

    with receiver(fail), pytest.raises(RuntimeError):
        sign_submitted(submitted)
    submitted.refresh_from_db()
    assert submitted.awaiting
    assert not SignOff.objects.exists()


def test_sign_is_for_the_sponsor_alone(
    submitted: Assessment, alice: User, bob: User, rhea: User, charlie: User
) -> None:
    for person in (alice, bob, rhea):
        with pytest.raises(PermissionDenied):
            sign_as(submitted, person)
        with pytest.raises(PermissionDenied):
            return_it(assessment=submitted, remark="No.", remarks={}, by=person)
    with pytest.raises(Http404):
        sign_as(submitted, charlie)
    assert not SignOff.objects.exists()


def test_sign_by_a_sponsor_who_has_left_is_not_found(
    submitted: Assessment, sonia: User, alice: User
) -> None:
    remove_member(sonia.memberships.get(), by=alice)
    with pytest.raises(Http404):
        sign_as(submitted, sonia)


def test_sign_of_something_else_than_was_read_is_refused(
    submitted: Assessment, alice: User, sonia: User
) -> None:
    read = digest_of_content(submitted)
    reopen(assessment=submitted, reason="A slip", by=alice)
    answer_items(submitted, alice, ["safe.1"], choice="4")
    submit_answered(submitted, alice)
    with pytest.raises(ReadSomethingElse, match="Nothing was signed"):
        sign(assessment=submitted, role="Director", digest=read, by=sonia)
    submitted.refresh_from_db()
    assert submitted.awaiting


def test_sign_and_return_in_any_other_state_is_illegal(assessment: Assessment, alice: User) -> None:
    for prepare in (lambda: None, lambda: sign_all(assessment, alice)):
        prepare()
        with pytest.raises(IllegalMove):
            sign_as(assessment, alice)
        with pytest.raises(IllegalMove):
            return_it(assessment=assessment, remark="No.", remarks={}, by=alice)


def test_sign_by_the_author_says_so(
    assessment: Assessment, organization: Organization, alice: User, bob: User
) -> None:
    answer_all(assessment, alice)
    Organization.objects.filter(pk=organization.pk).update(author_may_sign=True)
    submit(assessment=assessment, sponsor=None, by=alice)
    with pytest.raises(PermissionDenied):
        sign_as(assessment, bob)
    signed = sign_as(assessment, alice)
    assert signed.signed
    assert SignOff.objects.get().as_author


def test_author_may_sign_no_longer_where_the_permission_was_taken_back(
    assessment: Assessment, organization: Organization, alice: User
) -> None:
    answer_all(assessment, alice)
    Organization.objects.filter(pk=organization.pk).update(author_may_sign=True)
    submit(assessment=assessment, sponsor=None, by=alice)
    Organization.objects.filter(pk=organization.pk).update(author_may_sign=False)
    assert not can_sign(load_assessment(alice, assessment.pk), alice)
    with pytest.raises(PermissionDenied):
        sign_as(assessment, alice)


def test_return_opens_it_with_the_remarks(submitted: Assessment, sonia: User) -> None:
    remarks = {"safe.2": "Which unit?", "safe.3": "  "}
    opened = return_it(assessment=submitted, remark="Nearly.", remarks=remarks, by=sonia)
    assert (opened.answering, opened.submitted_at, opened.submitted_by) == (True, None, None)
    assert opened.sponsor == sonia
    sign_off = SignOff.objects.get()
    assert (sign_off.verdict, sign_off.remark, sign_off.name) == (
        "returned",
        "Nearly.",
        "Sonia Ekberg",
    )
    assert [(row.item.code, row.text) for row in sign_off.remarks.all()] == [
        ("safe.2", "Which unit?")
    ]
    event = history_of(submitted).first()
    assert event is not None
    assert event.verb == "returned"
    assert event.after == {"remark": "Nearly.", "remarks": {"safe.2": "Which unit?"}}
    assert history_of(submitted, code="safe.2").first() == event


def test_return_without_a_word_or_at_an_unknown_item_is_refused(
    submitted: Assessment, sonia: User
) -> None:
    with pytest.raises(ValueError, match="needs a remark"):
        return_it(assessment=submitted, remark=" ", remarks={"safe.1": " "}, by=sonia)
    with pytest.raises(ValueError, match=r"no item nope\.1"):
        return_it(assessment=submitted, remark="", remarks={"nope.1": "x"}, by=sonia)
    submitted.refresh_from_db()
    assert submitted.awaiting


def test_returned_and_signed_again_keeps_both_verdicts(
    submitted: Assessment, sonia: User, alice: User
) -> None:
    return_it(assessment=submitted, remark="Nearly.", remarks={}, by=sonia)
    answer_items(submitted, alice, ["safe.1"], choice="4")
    sign_submitted(submit_answered(submitted, alice))
    assert list(SignOff.objects.values_list("verdict", flat=True)) == ["returned", "signed"]
