from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from assessments.actions import NoSponsor, change_sponsor
from assessments.models import Assessment
from assessments.queries import history_of
from assessments.states import IllegalMove
from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_sponsor, submit_all
from tests.cast import client_of, make_member, make_person


def url(assessment: Assessment) -> str:
    return reverse("assessments:sponsor", args=[assessment.pk])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_lead_asks_somebody_else(
    assessment: Assessment, alice: User, bob: User, django_capture_on_commit_callbacks: Any
) -> None:
    submit_all(assessment, alice)
    with django_capture_on_commit_callbacks(execute=True):
        response = client_of(alice).post(url(assessment), {"sponsor": bob.pk}, follow=True)
    assert "Bob Okafor is asked to sign, by e-mail too." in text_of(response)
    assessment.refresh_from_db()
    assert (assessment.sponsor, assessment.awaiting) == (bob, True)
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["bob@example.org"], "Please read and sign: Baseline 2026")
    ]
    event = history_of(assessment).first()
    assert event is not None
    sonia = make_sponsor(assessment, alice)
    assert (event.verb, event.before, event.after) == (
        "sponsor changed",
        {"user": sonia.pk},
        {"user": bob.pk},
    )
    assert "Read and sign" in text_of(client_of(bob).get("/"))
    assert client_of(sonia).get(
        reverse("assessments:sign", args=[assessment.pk])
    ).context["may_sign"] is False  # fmt: skip


def test_same_sponsor_again_changes_nothing(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    sonia = make_sponsor(assessment, alice)
    change_sponsor(assessment=assessment, sponsor=sonia, by=alice)
    assert not history_of(assessment).filter(verb="sponsor changed").exists()


def test_another_lead_cannot_name_the_author_or_herself(
    assessment: Assessment, organization: Organization, alice: User
) -> None:
    submit_all(assessment, alice)
    lena = make_person("Lena Berg")
    make_member(organization, lena, role=Role.LEAD, by=alice)
    for person in (alice, lena):
        with pytest.raises(NoSponsor, match="another person"):
            change_sponsor(assessment=assessment, sponsor=person, by=lena)
        response = client_of(lena).post(url(assessment), {"sponsor": person.pk})
        assert response.status_code == 422


def test_sponsor_of_an_open_one_is_not_changed(
    assessment: Assessment, alice: User, bob: User
) -> None:
    with pytest.raises(IllegalMove):
        change_sponsor(assessment=assessment, sponsor=bob, by=alice)
    assert "You choose who signs it when you submit it." in text_of(
        client_of(alice).get(url(assessment))
    )


def test_sponsor_who_has_left_is_told_to_the_lead(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    remove_member(make_sponsor(assessment, alice).memberships.get(), by=alice)
    home = text_of(client_of(alice).get(reverse("assessments:home", args=[assessment.pk])))
    assert "The person who was asked to sign is no longer a member." in home
    page = text_of(client_of(alice).get(url(assessment)))
    assert "no longer a member" in page
    assert "Nobody can be asked to sign yet" in page


def test_author_takes_it_on_where_she_may(
    assessment: Assessment, organization: Organization, alice: User, bob: User
) -> None:
    submit_all(assessment, alice)
    response = client_of(alice).post(url(assessment), {"sponsor": ""})
    assert response.status_code == 422
    Organization.objects.filter(pk=organization.pk).update(author_may_sign=True)
    response = client_of(alice).post(url(assessment), {"sponsor": ""}, follow=True)
    assert "You sign it yourself, as its author." in text_of(response)
    assert "It waits for you to sign" in text_of(response)
