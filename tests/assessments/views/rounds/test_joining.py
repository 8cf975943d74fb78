"""The pages behind the links of an invitation to rate and of a link to join by."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.actions import (
    end_join_link,
    invite_rater,
    make_join_link,
    remove_rater,
    withdraw_rater_invitation,
)
from assessments.actions.join_links import signed_id
from assessments.models import Assessment, JoinLink, Rater, RaterInvitation
from assessments.rater_mail import token_of
from commitments.queries import load_definition
from commitments.rating_guide_importing import import_rating_guide
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from tests.assessments.rounds_factories import (
    close,
    make_rater,
    open_for_rating,
)
from tests.cast import client_of, make_person
from tests.rating_guides import make_guide

PASSWORD = "cedar-lantern-41"


def asked(assessment: Assessment, by: User, **more: Any) -> RaterInvitation:
    details = {"email": "dana@example.org", "role_group": "quality", **more}
    return invite_rater(assessment=assessment, by=by, **details)


def address_of(way: RaterInvitation | JoinLink) -> str:
    if isinstance(way, JoinLink):
        return reverse("assessments:join", args=[signed_id(way)])
    return reverse("assessments:rater_invitation", args=[token_of(way)])


def rate_url(assessment: Assessment) -> str:
    return reverse("assessments:rate", args=[assessment.pk])


def test_invitation_says_who_asks_for_what_how_long_and_until_when(
    preparing: Assessment, alice: User
) -> None:
    make_rater(preparing, alice)
    address = address_of(asked(preparing, alice, sections=["safe", "S1"]))
    page = client_of().get(address).content.decode()
    assert "Alice Moreau asks you to say how you see Mercy Valley Hospital." in page
    assert "Quality and safety" in page
    assert "About 4 minutes." in page
    assert "The rating has not begun." in page
    assert "The invitation is for <b>dana@example.org</b>" in page
    assert f"{reverse('account_signup')}?next={address}" in page
    open_for_rating(preparing, alice, days=10)
    until = preparing.rounds.get().closes_on
    assert f"{until:%B} {until.day}, {until.year}" in client_of().get(address).content.decode()


def test_partner_reads_the_plain_introduction_and_is_asked_what_she_can_see(
    preparing: Assessment, alice: User
) -> None:
    version = preparing.framework_version
    import_rating_guide(make_guide(load_definition(version)), version=version)
    partner, nurse = (
        asked(preparing, alice, email=f"{group}@example.org", role_group=group)
        for group in ("patient-partner", "clinical-front-line")
    )
    assert (partner.sections, nurse.sections) == (["safe", "engaged"], ["safe", "engaged"])
    with pytest.raises(Refused, match="not asked about S1"):
        asked(preparing, alice, role_group="patient-partner", sections=["S1"])
    words = "You see what we cannot see."
    assert words in client_of().get(address_of(partner)).content.decode()
    assert words not in client_of().get(address_of(nurse)).content.decode()


def test_person_without_account_signs_up_from_the_mail_and_takes_part(
    preparing: Assessment, alice: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        asked(preparing, alice)
    link = re.search(r"https?://[^/]+(/rate/\S+)", str(mail.outbox[-1].body))
    assert link
    browser = client_of()
    browser.get(link[1])
    response: Any = browser.post(
        f"{reverse('account_signup')}?next={link[1]}",
        {
            "email": "dana@example.org",
            "name": "Dana Reyes",
            "password1": PASSWORD,
            "next": link[1],
        },
    )
    assert response.url == link[1]
    assert browser.post(link[1]).headers["Location"] == rate_url(preparing)
    rater = Rater.objects.get()
    assert rater.user
    assert rater.user.name == "Dana Reyes"
    assert not rater.user.memberships.exists()
    assert browser.get(link[1]).headers["Location"] == rate_url(preparing)


def test_person_without_account_comes_back_to_a_link_after_confirming_the_address(
    preparing: Assessment, alice: User
) -> None:
    link = address_of(make_join_link(assessment=preparing, by=alice))
    browser = client_of()
    browser.post(
        f"{reverse('account_signup')}?next={link}",
        {"email": "dana@example.org", "name": "Dana", "password1": PASSWORD, "next": link},
    )
    confirm = re.search(r"https?://[^/]+(/\S*confirm\S*)", str(mail.outbox[-1].body))
    assert confirm
    response: Any = browser.post(confirm[1])
    assert response.url == link


def test_person_with_account_signs_in_from_a_link(preparing: Assessment, alice: User) -> None:
    make_person("Dana Reyes", password=PASSWORD)
    link = address_of(make_join_link(assessment=preparing, role_group="board", by=alice))
    browser = client_of()
    page = browser.get(link).content.decode()
    assert f"{reverse('account_login')}?next={link}" in page
    response: Any = browser.post(
        f"{reverse('account_login')}?next={link}",
        {"login": "dana@example.org", "password": PASSWORD, "next": link},
    )
    assert response.url == link
    assert "Take part" in browser.get(link).content.decode()
    assert browser.post(link).headers["Location"] == rate_url(preparing)
    assert browser.post(link).headers["Location"] == rate_url(preparing)
    assert Rater.objects.count() == 1


def test_other_account_is_refused_and_told_why(
    preparing: Assessment, alice: User, charlie: User
) -> None:
    address, client = address_of(asked(preparing, alice)), client_of(charlie)
    assert "This invitation is for dana@example.org" in client.get(address).content.decode()
    response = client.post(address)
    assert response.status_code == 403
    assert "This invitation is for dana@example.org" in response.content.decode()
    assert not Rater.objects.exists()


def test_person_chooses_her_role_group_where_the_link_leaves_it_open(
    preparing: Assessment, alice: User
) -> None:
    link = address_of(make_join_link(assessment=preparing, by=alice))
    client = client_of(make_person("Dana Reyes"))
    page = client.get(link).content.decode()
    # This framework has no guide, so there is nothing that a partner could be asked.
    assert page.count('type="radio"') == 9
    for wrong in ({}, {"role_group": "nonsense"}, {"role_group": "patient-partner"}):
        assert client.post(link, wrong).status_code == 422
    assert client.post(link, {"role_group": "finance"}).status_code == 302
    assert Rater.objects.get().role_group == "finance"


def test_ways_that_have_ended_say_so(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    withdrawn = asked(preparing, alice)
    withdraw_rater_invitation(withdrawn, by=alice)
    expired = asked(preparing, alice, email="eve@example.org")
    RaterInvitation.objects.filter(pk=expired.pk).update(
        expires_at=timezone.now() - timedelta(minutes=1)
    )
    expired_link = f"/rate/{token_of(expired)}/"
    ended = make_join_link(assessment=preparing, by=alice)
    end_join_link(ended, by=alice)
    full = make_join_link(assessment=preparing, limit=1, by=alice)
    JoinLink.objects.filter(pk=full.pk).update(used=1)
    late = asked(preparing, alice, email="late@example.org")
    link = make_join_link(assessment=preparing, by=alice)
    ways = {
        address_of(withdrawn): "has been withdrawn",
        expired_link: "has expired",
        address_of(ended): "has been ended",
        address_of(full): "all of its places are taken",
    }
    for client in (client_of(), client_of(make_person("Dana Reyes"))):
        for address, words in ways.items():
            response = client.get(address)
            assert response.status_code == 410
            assert words in response.content.decode()
    open_for_rating(preparing, alice)
    close(preparing, alice)
    for way in (late, link):
        response = client_of().get(address_of(way))
        assert response.status_code == 410
        assert "The rating is closed" in response.content.decode()
    assert Rater.objects.count() == 1


def test_removed_rater_is_told_at_the_link(preparing: Assessment, alice: User) -> None:
    rater = make_rater(preparing, alice, "Dana Reyes")
    link = address_of(make_join_link(assessment=preparing, role_group="board", by=alice))
    remove_rater(rater, by=alice)
    assert rater.user
    response = client_of(rater.user).post(link)
    assert response.status_code == 403
    assert "taken you off this rating" in response.content.decode()


@pytest.mark.parametrize("path", ["/rate/nonsense/", "/join/nonsense/", "/join/a.b/"])
def test_unknown_links_are_not_found(db: None, path: str) -> None:
    assert client_of().get(path).status_code == 404
    assert client_of().post(path).status_code == 404


def test_link_is_made_for_a_group_with_sections_and_ended(
    preparing: Assessment, alice: User
) -> None:
    client = client_of(alice)
    new = reverse("assessments:join_link_new", args=[preparing.pk])
    assert client.get(new).content.decode().count('href="?group=') == 11
    response = client.post(f"{new}?group=board", {"limit": "0", "sections": ["safe"]})
    assert response.status_code == 422
    page = client.post(
        f"{new}?group=board", {"limit": "12", "sections": ["safe"]}, follow=True
    ).content.decode()
    assert "The link is ready." in page
    link = JoinLink.objects.get()
    assert (link.role_group, link.limit, link.sections) == ("board", 12, ["safe"])
    assert address_of(link) in page
    client.post(f"{new}?group=any", {"limit": "3"})
    assert JoinLink.objects.filter(role_group="", sections=[], limit=3).exists()
    end = reverse("assessments:join_link_end", args=[preparing.pk, link.pk])
    assert "The link is ended." in client.post(end, follow=True).content.decode()
    assert (
        address_of(link)
        not in client.get(reverse("assessments:raters", args=[preparing.pk])).content.decode()
    )
