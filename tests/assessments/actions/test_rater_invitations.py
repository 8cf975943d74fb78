from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.actions import (
    accept_rater_invitation,
    invite_rater,
    invite_raters,
    remove_rater,
    send_rater_invitation_again,
    withdraw_rater_invitation,
)
from assessments.actions.rater_invitations import MOST_IN_A_DAY, load_rater_invitation
from assessments.models import Assessment, Rater, RaterInvitation, Rating
from assessments.queries import history_of
from assessments.rater_mail import token_of
from lhs_portal.accounts.actions.people import delete_person
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.tokens import digest_of_token
from tests.assessments.rounds_factories import (
    close,
    make_rater,
    open_for_rating,
    store_ratings,
)
from tests.cast import make_person


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """Inside it, what waits for the commit happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def ask(assessment: Assessment, by: User, email: str = "dana@example.org", **more: Any) -> Any:
    return invite_rater(
        assessment=assessment, email=email, by=by, **{"role_group": "quality", **more}
    )


def test_invitation_keeps_its_token_hashed_and_its_address_out_of_the_history(
    preparing: Assessment, alice: User, committed: Any
) -> None:
    with committed():
        invitation = ask(preparing, alice, " Dana@Example.org")
    invitation.refresh_from_db()
    assert invitation.email == "dana@example.org"
    assert invitation.sent_at
    assert invitation.token_digest == digest_of_token(token_of(invitation))
    [message] = mail.outbox
    assert message.to == ["dana@example.org"]
    assert message.subject == "Mercy Valley Hospital asks for your view"
    body = str(message.body)
    assert f"/rate/{token_of(invitation)}/" in body
    assert "Alice Moreau asks you to say how you see Mercy Valley Hospital" in body
    assert "You are asked as: Quality and safety" in body
    event = history_of(preparing).first()
    assert event is not None
    assert (event.verb, event.after) == ("rater invited", {"invitation": invitation.pk})
    assert "dana" not in f"{event.what} {event.before} {event.after}"


def test_sections_are_those_of_the_role_group_or_those_chosen_in_the_order_of_asking(
    preparing: Assessment, alice: User
) -> None:
    every = ask(preparing, alice, "a@example.org").sections
    some = ask(preparing, alice, "b@example.org", sections=["S1", "safe"]).sections
    assert set(some) == {"safe", "S1"}
    assert some == [code for code in every if code in some]
    rater = make_rater(preparing, alice, sections=["S1", "safe"])
    assert list(rater.sections.values_list("subject", flat=True)) == some


def test_sections_that_the_group_is_not_asked_about_are_refused(
    preparing: Assessment, alice: User
) -> None:
    with pytest.raises(Refused, match="not asked about nonsense"):
        ask(preparing, alice, sections=["safe", "nonsense"])
    with pytest.raises(Refused, match="at least one section"):
        ask(preparing, alice, sections=[])
    # Nobody has said what a partner can see: this framework has no guide.
    with pytest.raises(Refused, match="at least one section"):
        ask(preparing, alice, role_group="patient-partner")
    with pytest.raises(KeyError):
        ask(preparing, alice, role_group="nonsense")


def test_only_leads_invite(preparing: Assessment, alice: User, bob: User) -> None:
    invitation = ask(preparing, alice)
    with pytest.raises(PermissionDenied):
        ask(preparing, bob, "eve@example.org")
    with pytest.raises(PermissionDenied):
        send_rater_invitation_again(invitation, by=bob)
    with pytest.raises(PermissionDenied):
        withdraw_rater_invitation(invitation, by=bob)


def test_many_are_invited_at_once_but_for_those_who_are_already(
    preparing: Assessment, alice: User, committed: Any
) -> None:
    make_rater(preparing, alice, "Ines Falk")
    ask(preparing, alice)
    with committed():
        made, refused = invite_raters(
            assessment=preparing,
            emails=["new@example.org", "ines@example.org", "dana@example.org"],
            role_group="quality",
            by=alice,
        )
    assert [invitation.email for invitation in made] == ["new@example.org"]
    assert refused == {
        "ines@example.org": "This person rates already.",
        "dana@example.org": "This address has an open invitation. You can send it again from the "
        "list.",
    }
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_expired_invitation_gives_way_to_a_new_one(preparing: Assessment, alice: User) -> None:
    old = ask(preparing, alice)
    RaterInvitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    new = ask(preparing, alice)
    old.refresh_from_db()
    assert old.withdrawn_at
    assert new.open


def test_send_again_makes_a_new_link_and_ends_the_old(preparing: Assessment, alice: User) -> None:
    invitation = ask(preparing, alice)
    old = token_of(invitation)
    again = send_rater_invitation_again(invitation, by=alice)
    assert token_of(again) != old
    assert RaterInvitation.objects.get().token_digest == digest_of_token(token_of(again))
    RaterInvitation.objects.update(sent_at=timezone.now())
    with pytest.raises(Refused, match="Wait two minutes"):
        send_rater_invitation_again(invitation, by=alice)


def test_withdrawn_invitation_is_no_good(preparing: Assessment, alice: User) -> None:
    invitation = ask(preparing, alice)
    withdraw_rater_invitation(invitation, by=alice)
    for act in (withdraw_rater_invitation, send_rater_invitation_again):
        with pytest.raises(Refused, match="has been withdrawn"):
            act(invitation, by=alice)
    with pytest.raises(Refused, match="has been withdrawn"):
        accept_rater_invitation(invitation, by=make_person("Dana Reyes"))


def test_invitations_of_a_day_have_a_limit(preparing: Assessment, alice: User) -> None:
    made, _ = invite_raters(
        assessment=preparing,
        emails=[f"p{number}@example.org" for number in range(MOST_IN_A_DAY - 1)],
        role_group="quality",
        by=alice,
    )
    send_rater_invitation_again(made[0], by=alice)
    with pytest.raises(Refused, match="Go on tomorrow"):
        ask(preparing, alice, "one@example.org")
    with pytest.raises(Refused, match="Go on tomorrow"):
        send_rater_invitation_again(made[1], by=alice)


def test_accept_gives_a_part_and_forgets_the_address(preparing: Assessment, alice: User) -> None:
    dana = make_person("Dana Reyes")
    invitation = ask(preparing, alice)
    rater = accept_rater_invitation(invitation, by=dana)
    assert (rater.user, rater.role_group, rater.named) == (dana, "quality", False)
    assert rater.sections.count() == len(invitation.sections)
    invitation.refresh_from_db()
    assert (invitation.rater, invitation.email) == (rater, "")
    assert accept_rater_invitation(invitation, by=dana) == rater
    assert history_of(preparing).filter(verb="rater joined").count() == 1
    assert not dana.memberships.exists()


def test_accept_needs_the_confirmed_address(preparing: Assessment, alice: User) -> None:
    dana, charlie = make_person("Dana Reyes"), make_person("Charlie Nguyen")
    invitation = ask(preparing, alice)
    EmailAddress.objects.filter(user=dana).update(verified=False)
    for person in (dana, charlie):
        with pytest.raises(Refused, match="not a confirmed address"):
            accept_rater_invitation(invitation, by=person)
    EmailAddress.objects.filter(user=dana).update(verified=True)
    accept_rater_invitation(invitation, by=dana)
    with pytest.raises(Refused, match="has been used"):
        accept_rater_invitation(invitation, by=charlie)


def test_second_invitation_leaves_the_part_as_it_is(preparing: Assessment, alice: User) -> None:
    rater = make_rater(preparing, alice, "Dana Reyes", sections=["safe"])
    assert rater.user
    second = ask(preparing, alice, "d.reyes@work.example", role_group="finance")
    EmailAddress.objects.create(
        user=rater.user, email="d.reyes@work.example", verified=True, primary=False
    )
    assert accept_rater_invitation(second, by=rater.user) == rater
    rater.refresh_from_db()
    assert (rater.role_group, rater.sections.count()) == ("clinical-front-line", 1)


def test_accept_after_the_close_is_refused(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    late = ask(preparing, alice)
    open_for_rating(preparing, alice)
    close(preparing, alice)
    with pytest.raises(Refused, match="The rating is closed"):
        accept_rater_invitation(late, by=make_person("Dana Reyes"))
    with pytest.raises(Refused, match="The rating is closed"):
        ask(preparing, alice, "eve@example.org")


def test_unknown_token_has_no_invitation(preparing: Assessment, alice: User) -> None:
    invitation = ask(preparing, alice)
    assert load_rater_invitation(token_of(invitation)) == invitation


def test_removed_rater_is_told_and_comes_back_with_a_new_invitation_to_what_she_typed(
    preparing: Assessment, alice: User
) -> None:
    rater = make_rater(preparing, alice, "Dana Reyes")
    open_for_rating(preparing, alice)
    store_ratings(rater, {"safe.1": 3})
    for _ in range(2):
        remove_rater(rater, by=alice)
    assert not Rater.objects.taking_part().exists()
    assert history_of(preparing).filter(verb="rater removed").count() == 1
    assert rater.user
    back = accept_rater_invitation(ask(preparing, alice, role_group="finance"), by=rater.user)
    assert (back.role_group, back.user) == ("finance", rater.user)
    assert Rating.objects.get().rater == back
    assert list(Rater.objects.taking_part()) == [back]


def test_deleted_account_leaves_a_nameless_rater_and_no_address(
    preparing: Assessment, alice: User
) -> None:
    rater = make_rater(preparing, alice, "Dana Reyes")
    open_for_rating(preparing, alice)
    store_ratings(rater, {"safe.1": 3})
    assert rater.user
    delete_person(rater.user, by=rater.user)
    rater.refresh_from_db()
    assert rater.user is None
    assert rater.ratings.count() == 1
    assert not RaterInvitation.objects.filter(email__contains="dana").exists()
    close(preparing, alice)
    assert rater.ratings.get().in_figures
