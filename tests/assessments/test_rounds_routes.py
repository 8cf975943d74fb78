"""The lead's addresses of a round × its states × every role: leads alone, and 404 outside."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import invite_rater, make_join_link
from assessments.actions.join_links import signed_id
from assessments.models import Assessment
from assessments.rater_mail import token_of
from lhs_portal.accounts.models import Organization, User
from tests.assessments.rounds_factories import close, in_days, make_rater, open_for_rating
from tests.cast import client_of

# GET and POST by a lead: before, in and after the round. 302 is a post that was accepted, or one
# that came too late and is told so; 422 and 409 are pages that say why not.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "raters": ((200, 200, 200), (405, 405, 405)),
    "rater_invite": ((200, 200, 200), (302, 302, 422)),
    "rater_invitation_send_again": ((405, 405, 405), (302, 302, 302)),
    "rater_invitation_withdraw": ((405, 405, 405), (302, 302, 302)),
    "join_link_new": ((200, 200, 200), (302, 302, 422)),
    "join_link_end": ((405, 405, 405), (302, 302, 302)),
    "raters_remind": ((405, 405, 405), (302, 302, 302)),
    "rater_remove": ((200, 200, 200), (302, 302, 302)),
    "round_open": ((200, 200, 200), (302, 302, 302)),
    "round_date": ((200, 200, 200), (422, 302, 422)),
    "round_close": ((200, 200, 200), (302, 302, 302)),
    "round_reopen": ((200, 200, 200), (422, 422, 302)),
    "due_calendar": ((404, 200, 404), (405, 405, 405)),
    # Whoever has the link: here a lead, for whom the invitation is not.
    "rater_invitation": ((200, 200, 410), (403, 403, 403)),
    "join": ((200, 200, 410), (302, 302, 410)),
}
BY_LINK = ("rater_invitation", "join")
FOR_MEMBERS = ("due_calendar", *BY_LINK)
STAGES = ("before", "in", "after")
LEADS = [name for name in EXPECTED if name not in FOR_MEMBERS]


@pytest.fixture
def addresses(preparing: Assessment, alice: User) -> dict[str, str]:
    """With a rater, an open invitation and a link."""
    rater = make_rater(preparing, alice)
    invitation = invite_rater(
        assessment=preparing, email="dana@example.org", role_group="quality", by=alice
    )
    link = make_join_link(assessment=preparing, role_group="quality", by=alice)
    more: dict[str, list[Any]] = {
        "rater_invitation_send_again": [invitation.pk],
        "rater_invitation_withdraw": [invitation.pk],
        "join_link_end": [link.pk],
        "rater_remove": [rater.pk],
    }
    found = {
        name: reverse(f"assessments:{name}", args=[preparing.pk, *more.get(name, [])])
        for name in EXPECTED
        if name not in BY_LINK
    }
    found["rater_invitation"] = reverse("assessments:rater_invitation", args=[token_of(invitation)])
    found["join"] = reverse("assessments:join", args=[signed_id(link)])
    for name in ("rater_invite", "join_link_new"):
        found[name] += "?group=finance"
    return found


def body() -> dict[str, Any]:
    return {
        "emails": "eve@example.org",
        "sections": ["safe"],
        "limit": "3",
        "closes_on": in_days(5).isoformat(),
        "reason": "Two were on leave.",
    }


def statuses(client: Client, url: str) -> tuple[int, int]:
    return client.get(url).status_code, client.post(url, body()).status_code


def move_to(stage: str, assessment: Assessment, by: User) -> None:
    if stage != "before":
        open_for_rating(assessment, by)
    if stage == "after":
        close(assessment, by)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=STAGES)
def test_route_by_stage(
    preparing: Assessment, addresses: dict[str, str], alice: User, name: str, place: int
) -> None:
    move_to(STAGES[place], preparing, alice)
    get, post = EXPECTED[name]
    assert statuses(client_of(alice), addresses[name]) == (get[place], post[place])


@pytest.mark.parametrize("name", LEADS)
def test_route_is_refused_to_members_who_do_not_lead(
    addresses: dict[str, str], bob: User, rhea: User, name: str
) -> None:
    expected = (405 if EXPECTED[name][0][0] == 405 else 403, 405 if name == "raters" else 403)
    for person in (bob, rhea):
        assert statuses(client_of(person), addresses[name]) == expected


@pytest.mark.parametrize("name", [*LEADS, "due_calendar"])
def test_route_of_others_is_not_found(
    preparing: Assessment,
    addresses: dict[str, str],
    alice: User,
    charlie: User,
    adam: User,
    other_organization: Organization,
    name: str,
) -> None:
    move_to("in", preparing, alice)
    get, post = EXPECTED[name]
    expected = (405 if get[1] == 405 else 404, 405 if post[1] == 405 else 404)
    assert statuses(client_of(charlie), addresses[name]) == expected
    assert statuses(client_of(adam), addresses[name]) == expected


@pytest.mark.parametrize("name", LEADS)
def test_route_of_an_assessment_that_is_answered_together_is_not_found(
    preparing: Assessment, addresses: dict[str, str], assessment: Assessment, alice: User, name: str
) -> None:
    get, post = EXPECTED[name]
    url = addresses[name].replace(str(preparing.pk), str(assessment.pk))
    expected = (405 if get[0] == 405 else 404, 405 if post[0] == 405 else 404)
    assert statuses(client_of(alice), url) == expected


@pytest.mark.parametrize("name", [*LEADS, "due_calendar"])
def test_route_signed_out_leads_to_sign_in(addresses: dict[str, str], name: str) -> None:
    if EXPECTED[name][0][0] == 405:
        assert Client().post(addresses[name], {}).status_code == 302
    else:
        response: Any = Client().get(addresses[name])
        assert response.status_code == 302
        assert response.url.startswith("/accounts/login/?next=%2F")


@pytest.mark.parametrize("name", BY_LINK)
@pytest.mark.parametrize("stage", STAGES)
def test_route_by_link_for_somebody_signed_out(
    preparing: Assessment, addresses: dict[str, str], alice: User, name: str, stage: str
) -> None:
    move_to(stage, preparing, alice)
    ended = 410 if stage == "after" else 200
    assert statuses(Client(), addresses[name]) == (ended, ended)
