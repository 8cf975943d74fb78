"""Words of one's own beside a settled answer: by members, and by raters who are none."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import accept_uncontested, decide, write_dissent
from assessments.merging import Seen
from assessments.models import Assessment, Dissent
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.rounds_factories import open_again
from tests.assessments.settling_factories import make_settling, rater_address
from tests.assessments.test_hostile import HOSTILE, check_page, sent
from tests.cast import client_of

RATED = {"safe.1": "0 0 4 4", "safe.2": "3 3 3 3", "safe.3": "0 4 0 4"}


@pytest.fixture
def decided(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    """safe.1 is decided, safe.2 accepted, safe.3 still open."""
    assessment = make_settling(organization, framework, alice, RATED)
    accept_uncontested(assessment=assessment, by=alice)
    decide(
        assessment=assessment,
        item="safe.1",
        choice="2",
        reason="Two wards of nine.",
        seen=Seen(0),
        by=alice,
    )
    return assessment


@pytest.fixture
def nurse(decided: Assessment) -> User:
    """A rater who is no member."""
    return User.objects.get(email=rater_address(0))


def address(assessment: Assessment, code: str = "safe.1") -> str:
    return reverse("assessments:dissent", args=[assessment.pk, code])


def test_a_rater_reads_what_was_decided_and_why(decided: Assessment, nurse: User) -> None:
    html = client_of(nurse).get(address(decided)).content.decode()
    assert "Settled: 2 Level 2" in html
    assert "Two wards of nine." in html
    assert str(decided.organization_id) not in html  # no way to what members alone see


@pytest.mark.parametrize("code", ["safe.2", "safe.3"])
def test_a_rater_does_not_learn_what_was_accepted(
    decided: Assessment, nurse: User, code: str
) -> None:
    html = client_of(nurse).get(address(decided, code)).content.decode()
    assert "Settled:" not in html
    assert "<textarea" not in html
    assert "not settled by a decision" in html


def test_a_rater_finds_what_was_decided_on_her_own_page(
    decided: Assessment, alice: User, nurse: User
) -> None:
    url = reverse("assessments:rate", args=[decided.pk])
    html = client_of(nurse).get(url).content.decode()
    assert address(decided) in html
    assert address(decided, "safe.2") not in html
    assert "You dissent" not in html
    write_dissent(assessment=decided, item="safe.1", text="It is 1.", by=nurse)
    assert "You dissent" in client_of(nurse).get(url).content.decode()
    decided.raters.get(user=nurse).sections.filter(subject="safe").update(
        declined_at="2026-01-01T00:00Z"
    )
    assert address(decided) not in client_of(nurse).get(url).content.decode()
    other = User.objects.get(email=rater_address(1))
    open_again(decided, alice)
    assert address(decided) not in client_of(other).get(url).content.decode()


def test_a_member_reads_what_was_accepted(decided: Assessment, bob: User) -> None:
    html = client_of(bob).get(address(decided, "safe.2")).content.decode()
    assert "Settled: 3 Level 3" in html


def test_it_is_written_changed_and_taken_back(decided: Assessment, bob: User) -> None:
    client = client_of(bob)
    section = reverse("assessments:settle_section", args=[decided.pk, "safe"])
    response: Any = client.post(address(decided), {"text": "It is 1."})
    assert response.url == f"{section}#safe.1"
    assert "It is 1." in client.get(address(decided)).content.decode()
    client.post(address(decided), {"text": "It is 0."})
    assert Dissent.objects.get().text == "It is 0."
    response = client.post(address(decided), {"text": "It is 0.", "remove": "1"}, follow=True)
    assert "Your dissent is taken back." in response.content.decode()
    assert not Dissent.objects.exists()


def test_a_rater_stays_on_her_own_page(decided: Assessment, nurse: User) -> None:
    response: Any = client_of(nurse).post(address(decided), {"text": "Not on my ward."})
    assert response.url == address(decided)
    assert Dissent.objects.get().author == nurse


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_it_needs_words(decided: Assessment, bob: User, text: str) -> None:
    response = client_of(bob).post(address(decided), {"text": text})
    assert response.status_code == 422
    assert "Write what you hold instead." in response.content.decode()


def test_what_comes_too_late_stays_on_the_page(decided: Assessment, alice: User, bob: User) -> None:
    open_again(decided, alice)
    response = client_of(bob).post(address(decided), {"text": "It is 1."})
    assert response.status_code == 409
    assert "It is 1.</textarea>" in response.content.decode()
    assert not Dissent.objects.exists()


def test_one_on_what_is_not_settled_stays_on_the_page(decided: Assessment, bob: User) -> None:
    response = client_of(bob).post(address(decided, "safe.3"), {"text": "It is 1."})
    assert response.status_code == 409
    assert "It is 1.</textarea>" in response.content.decode()


def test_once_frozen_it_can_be_read(decided: Assessment, alice: User, bob: User) -> None:
    write_dissent(assessment=decided, item="safe.1", text="It is 1.", by=bob)
    open_again(decided, alice)
    html = client_of(bob).get(address(decided)).content.decode()
    assert "It is 1." in html
    assert "<textarea" not in html


def test_hostile_dissents_come_back_or_are_named(decided: Assessment, bob: User) -> None:
    client = client_of(bob)
    kept = 0
    for text in map(sent, HOSTILE[::3]):
        response: Any = client.post(address(decided), {"text": text})
        if response.status_code == 302:
            kept += 1
            assert Dissent.objects.get().text == text.replace("\r\n", "\n")
            check_page(client.get(response.url).content.decode())
        else:
            assert response.status_code == 422
            check_page(response.content.decode())
    assert kept > 50
