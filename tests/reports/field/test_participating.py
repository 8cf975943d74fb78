"""Joining and allowing are two choices of a lead; both can be taken back at any time."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from assessments.actions.workflow import reopen
from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.actions.organizations import delete_organization, withdraw_verification
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from reports.field.actions.participating import choose_aggregates, join_cycle, leave_cycle
from reports.field.exports import organization_data
from reports.field.models import FieldCycle, Participation
from reports.models import Report
from tests.assessments.pages import fields_of
from tests.cast import client_of, seen_by
from tests.reports.factories import make_signed
from tests.reports.field.factories import make_cycle

LATER = timedelta(days=90)


def page_url(assessment: Assessment) -> str:
    return reverse("reports:participation", args=[assessment.pk])


def page_of(person: User, assessment: Assessment) -> str:
    response = client_of(person).get(page_url(assessment))
    assert response.status_code == 200
    return response.content.decode()


def post(person: User, assessment: Assessment, name: str, **data: Any) -> Any:
    url = reverse(f"reports:participation_{name}", args=[assessment.pk])
    return client_of(person).post(url, data, follow=True)


def test_a_lead_joins_allows_and_withdraws(
    signed: Assessment, cycle: FieldCycle, alice: User, rhea: User
) -> None:
    home = reverse("assessments:home", args=[signed.pk])
    assert "Take part in Field cycle 2027" in client_of(alice).get(home).content.decode()
    assert "a lead can take part in it" in client_of(rhea).get(home).content.decode()
    page = post(alice, signed, "join", cycle=cycle.pk).content.decode()
    assert "The choice now: <b>no</b>" in page
    assert fields_of(client_of(alice).get(page_url(signed)))["allowed"] == "no"
    joined = Participation.objects.get()
    assert (joined.consents, joined.joined_by) == (False, alice)
    assert "aggregates do not use it" in client_of(alice).get(home).content.decode()

    page = post(alice, signed, "aggregates", allowed="yes").content.decode()
    assert "The choice now: <b>yes" in page
    joined.refresh_from_db()
    assert (joined.consents, joined.consented_by) == (True, alice)

    with time_machine.travel(timezone.now() + LATER):
        page = post(alice, signed, "aggregates", allowed="no").content.decode()
    assert "The choice now: <b>no</b>, withdrawn on" in page
    joined.refresh_from_db()
    assert (joined.consents, joined.withdrawn_by) == (False, alice)
    for words in (
        "Alice Moreau joined Field cycle 2027 with this assessment.",
        "Alice Moreau allowed the use of this assessment in aggregates of Field cycle 2027.",
        "Alice Moreau withdrew this assessment from the aggregates of Field cycle 2027",
    ):
        assert words in page_of(rhea, signed)


def test_leaving_withdraws_too_and_the_history_says_so(
    signed: Assessment, cycle: FieldCycle, alice: User
) -> None:
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    choose_aggregates(assessment=signed.pk, allowed=True, by=alice)
    page = post(alice, signed, "leave").content.decode()
    assert not Participation.objects.exists()
    assert "left Field cycle 2027 with this assessment, and so withdrew it" in page
    assert "Take part in Field cycle 2027" in page


def test_the_same_choice_again_writes_nothing(
    signed: Assessment, cycle: FieldCycle, alice: User
) -> None:
    for _ in range(2):
        join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
        first = choose_aggregates(assessment=signed.pk, allowed=True, by=alice)
    joined = Participation.objects.get()
    assert joined.consented_at == first.consented_at
    verbs = list(signed.organization.events.values_list("verb", flat=True))
    assert (verbs.count("joined cycle"), verbs.count("allowed aggregates")) == (1, 1)
    leave_cycle(assessment=signed.pk, by=alice)
    leave_cycle(assessment=signed.pk, by=alice)
    assert signed.organization.events.filter(verb="left cycle").count() == 1


def test_an_unverified_organization_is_told_what_is_missing(
    report: Report, cycle: FieldCycle, alice: User
) -> None:
    assessment = report.assessment
    page = page_of(alice, assessment)
    assert "Your organization is not verified yet" in page
    assert ">Take part in Field cycle 2027</button>" not in page
    answer = post(alice, assessment, "join", cycle=cycle.pk).content.decode()
    assert "has yet to confirm your organization" in answer
    assert not Participation.objects.exists()


def test_nothing_is_allowed_that_did_not_join(
    signed: Assessment, cycle: FieldCycle, alice: User
) -> None:
    with pytest.raises(Refused, match="takes part in no cycle"):
        choose_aggregates(assessment=signed.pk, allowed=True, by=alice)
    with time_machine.travel(timezone.now() + LATER):
        assert "No cycle is open now" in page_of(alice, signed)
        with pytest.raises(Refused, match="not open now"):
            join_cycle(assessment=signed.pk, cycle=cycle, by=alice)


def test_a_cycle_that_does_not_fit_is_refused(
    signed: Assessment, framework: FrameworkVersion, alice: User, adam: User
) -> None:
    opened = timezone.localdate() + timedelta(days=1)
    later = make_cycle(framework, adam, opens=opened)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert "was not signed within the cycle" in page_of(alice, signed)
        answer = post(alice, signed, "join", cycle=later.pk).content.decode()
        assert "This assessment cannot join that cycle now" in answer
        with pytest.raises(Refused, match="does not fit"):
            join_cycle(assessment=signed.pk, cycle=later, by=alice)


def test_who_joined_one_cycle_cannot_join_another_with_the_same(
    signed: Assessment, cycle: FieldCycle, framework: FrameworkVersion, alice: User, adam: User
) -> None:
    other = make_cycle(framework, adam, name="Another")
    assert page_of(alice, signed).count("</b> is open until") == 2
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    with pytest.raises(Refused, match="takes part in Field cycle 2027 already"):
        join_cycle(assessment=signed.pk, cycle=other, by=alice)


def test_of_several_the_page_says_which_counts(
    signed: Assessment, cycle: FieldCycle, framework: FrameworkVersion, alice: User, media: Any
) -> None:
    second = make_signed(signed.organization, framework, alice).assessment
    for one in (signed, second):
        join_cycle(assessment=one.pk, cycle=cycle, by=alice)
    assert "The one that was signed last counts" in page_of(alice, signed)


def test_what_makes_it_not_count_is_said(
    signed: Assessment, cycle: FieldCycle, organization: Organization, alice: User, adam: User
) -> None:
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    withdraw_verification(organization, by=adam)
    assert "is not verified now, so no release counts it" in page_of(alice, signed)
    with pytest.raises(Refused):
        choose_aggregates(assessment=signed.pk, allowed=True, by=alice)
    reopen(assessment=signed, reason="One level was wrong.", by=alice)
    assert "It is not signed now" in page_of(alice, signed)
    leave_cycle(assessment=signed.pk, by=alice)
    assert not Participation.objects.exists()


def test_a_form_without_a_choice_changes_nothing(
    signed: Assessment, cycle: FieldCycle, alice: User
) -> None:
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    for data in ({}, {"allowed": "perhaps"}, {"allowed": "\0"}):
        answer = post(alice, signed, "aggregates", **data)
        assert answer.status_code == 422
        assert "Nothing was changed" in answer.content.decode()
    assert not Participation.objects.get().consents


def test_without_thresholds_nothing_is_allowed_and_withdrawing_works(
    signed: Assessment, cycle: FieldCycle, alice: User, settings: Any, tmp_path: Any
) -> None:
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    choose_aggregates(assessment=signed.pk, allowed=True, by=alice)
    settings.DISCLOSURE_FILE = tmp_path / "none.yaml"
    assert "cannot be read now" in page_of(alice, signed)
    assert client_of().get(reverse("reports:what_is_shown")).status_code == 503
    post(alice, signed, "aggregates", allowed="no")
    assert not Participation.objects.get().consents
    answer = post(alice, signed, "aggregates", allowed="yes").content.decode()
    assert "nothing can be allowed" in answer
    assert not Participation.objects.get().consents


def test_the_export_has_it_and_deleting_the_organization_takes_it_along(
    signed: Assessment, cycle: FieldCycle, organization: Organization, alice: User
) -> None:
    join_cycle(assessment=signed.pk, cycle=cycle, by=alice)
    choose_aggregates(assessment=signed.pk, allowed=True, by=alice)
    [told] = organization_data(seen_by(alice, organization))["participation"]
    assert (told["cycle"], told["aggregates_allowed"], told["allowed_by"]) == (
        "Field cycle 2027",
        True,
        "Alice Moreau",
    )
    delete_organization(organization, by=alice)
    assert not Participation.objects.exists()
    assert FieldCycle.objects.exists()
