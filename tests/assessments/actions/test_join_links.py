import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404

from assessments.actions import (
    accept_rater_invitation,
    end_join_link,
    invite_rater,
    join,
    make_join_link,
    remove_rater,
)
from assessments.actions.join_links import MOST_AT_ONCE, load_join_link, signed_id
from assessments.models import Assessment, JoinLink, Rater
from assessments.queries import history_of
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from tests.assessments.actions.test_concurrency import PEOPLE, at_once
from tests.assessments.factories import publish_framework
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    open_for_rating,
)
from tests.cast import make_organization, make_person


def test_join_by_a_link_without_a_role_group(preparing: Assessment, alice: User) -> None:
    link = make_join_link(assessment=preparing, by=alice)
    assert (link.role_group, link.limit, link.used) == ("", 30, 0)
    dana = make_person("Dana Reyes")
    rater = join(link, role_group="finance", by=dana)
    assert (rater.user, rater.role_group) == (dana, "finance")
    assert rater.sections.exists()
    # The same part, also with another choice, and no place taken up.
    assert join(link, role_group="board", by=dana) == rater
    link.refresh_from_db()
    assert link.used == 1
    assert history_of(preparing).filter(verb="rater joined").count() == 1
    with pytest.raises(KeyError):
        join(link, role_group="", by=alice)


def test_join_by_a_link_of_a_role_group(preparing: Assessment, alice: User) -> None:
    link = make_join_link(assessment=preparing, role_group="board", sections=["safe"], by=alice)
    rater = join(link, role_group="finance", by=make_person("Dana Reyes"))
    assert rater.role_group == "board"
    assert list(rater.sections.values_list("subject", flat=True)) == ["safe"]


def test_link_after_the_last_place_says_so(preparing: Assessment, alice: User) -> None:
    link = make_join_link(assessment=preparing, role_group="quality", limit=2, by=alice)
    for name in ("Ines", "Jo"):
        join(link, by=make_person(name))
    with pytest.raises(Refused, match="for 2 people, and all of its places are taken"):
        join(link, by=make_person("Kofi"))
    assert Rater.objects.count() == 2
    link.refresh_from_db()
    link.used = 3
    with pytest.raises(IntegrityError):
        link.save()


def test_link_after_its_end_and_after_the_close(preparing: Assessment, alice: User) -> None:
    link = make_join_link(assessment=preparing, role_group="quality", by=alice)
    other = make_join_link(assessment=preparing, role_group="quality", by=alice)
    for _ in range(2):
        end_join_link(link, by=alice)
    assert history_of(preparing).filter(verb="join link ended").count() == 1
    dana = make_person("Dana Reyes")
    with pytest.raises(Refused, match="has been ended"):
        join(link, by=dana)
    open_for_rating(preparing, alice)
    close(preparing, alice)
    with pytest.raises(Refused, match="The rating is closed"):
        join(other, by=dana)
    with pytest.raises(Refused, match="The rating is closed"):
        make_join_link(assessment=preparing, by=alice)


def test_removed_rater_comes_back_by_an_invitation_and_not_by_a_link(
    preparing: Assessment, alice: User
) -> None:
    link = make_join_link(assessment=preparing, role_group="quality", by=alice)
    dana = make_person("Dana Reyes")
    remove_rater(join(link, by=dana), by=alice)
    with pytest.raises(Refused, match="taken you off this rating"):
        join(link, by=dana)
    invitation = invite_rater(
        assessment=preparing, email=dana.email, role_group="quality", by=alice
    )
    assert accept_rater_invitation(invitation, by=dana).user == dana


def test_links_are_made_and_ended_by_leads_alone(
    preparing: Assessment, alice: User, bob: User
) -> None:
    link = make_join_link(assessment=preparing, by=alice)
    with pytest.raises(PermissionDenied):
        make_join_link(assessment=preparing, by=bob)
    with pytest.raises(PermissionDenied):
        end_join_link(link, by=bob)


def test_links_need_a_group_for_sections_and_are_not_without_end(
    preparing: Assessment, alice: User
) -> None:
    with pytest.raises(Refused, match="one role group alone"):
        make_join_link(assessment=preparing, sections=["safe"], by=alice)
    with pytest.raises(Refused, match="at least one section"):
        make_join_link(assessment=preparing, role_group="patient-partner", by=alice)
    for _ in range(MOST_AT_ONCE):
        make_join_link(assessment=preparing, by=alice)
    with pytest.raises(Refused, match="links already"):
        make_join_link(assessment=preparing, by=alice)


def test_address_of_a_link_is_signed(preparing: Assessment, alice: User) -> None:
    link = make_join_link(assessment=preparing, by=alice)
    signed = signed_id(link)
    assert load_join_link(signed) == link
    for forged in (str(link.pk), f"{signed}x", f"{link.pk}.x", "x" * 5000, "ü.ü", "."):
        with pytest.raises(Http404):
            load_join_link(forged)


def test_joining_twice_by_link_and_invitation_is_one_part(
    preparing: Assessment, alice: User
) -> None:
    rater = make_rater(preparing, alice, "Dana Reyes")
    link = make_join_link(assessment=preparing, role_group="board", by=alice)
    assert rater.user
    assert join(link, by=rater.user) == rater
    assert JoinLink.objects.get().used == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_who_join_at_once_as_many_get_in_as_there_are_places() -> None:
    alice = make_person("Alice Moreau")
    assessment = make_independent(make_organization(alice), publish_framework(), alice)
    link = make_join_link(assessment=assessment, role_group="quality", limit=3, by=alice)
    people = [make_person(f"Person{number}") for number in range(PEOPLE)]

    def enter(number: int) -> bool:
        try:
            join(link, by=people[number])
        except Refused:
            return False
        return True

    assert sorted(at_once(enter)) == [False] * (PEOPLE - 3) + [True] * 3
    link.refresh_from_db()
    assert (link.used, Rater.objects.count()) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_one_person_in_many_windows_joins_once() -> None:
    alice = make_person("Alice Moreau")
    assessment = make_independent(make_organization(alice), publish_framework(), alice)
    link = make_join_link(assessment=assessment, role_group="quality", by=alice)
    assert all(at_once(lambda _: bool(join(link, by=alice))))
    link.refresh_from_db()
    assert (link.used, Rater.objects.count()) == (1, 1)
