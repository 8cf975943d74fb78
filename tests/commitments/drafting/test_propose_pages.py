"""The page of publication: who may press what, and that what was typed is never lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commitments.drafting import publishing
from commitments.drafting.models import Draft, Proposal, ProposalState
from commitments.models import FrameworkVersion
from lhs_portal.accounts.actions.portal_roles import revoke_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from tests.cast import client_of, make_person
from tests.commitments.drafting.publishing_steps import NOTES, give_meaning, propose, reword


def page_of(draft: Draft) -> str:
    return reverse("drafting:propose", args=[draft.pk])


def step(name: str, proposal: Proposal) -> str:
    return reverse(f"drafting:{name}", args=[proposal.draft_id, proposal.pk])


def read(client: Client, draft: Draft) -> str:
    response = client.get(page_of(draft))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def ready(copy: Draft, erin: User) -> Draft:
    reword(copy, erin)
    return copy


@pytest.fixture
def proposal(ready: Draft, erin: User, evan: User) -> Proposal:
    return propose(ready, erin)


def test_a_draft_is_proposed_and_approved_in_the_browser(
    ready: Draft, erin: User, evan: User
) -> None:
    page = read(client_of(erin), ready)
    assert "Version 2025.1 follows version 2024.12." in page
    assert "1 question is worded anew and means the same. Items: safe.1." in page
    assert "an editor said that answers stay comparable: safe.1" in page
    sent = {"notes": NOTES, "seen": ready.revision}
    assert client_of(erin).post(page_of(ready), sent).status_code == 302
    page = read(client_of(erin), ready)
    assert "Another editor has to approve it" in page
    assert "Approve and publish" not in page
    assert "Approve and publish" in read(client_of(evan), ready)
    proposal = Proposal.objects.get()
    response = client_of(evan).post(step("approve", proposal))
    assert response["Location"] == "/framework/2025.1/version/"
    assert "Version 2025.1 is published" in read(client_of(erin), ready)


@pytest.mark.parametrize("notes", ["", "  \n", "a\0b", "x" * 200_000])
def test_notes_are_needed_and_what_was_typed_stays(ready: Draft, erin: User, notes: str) -> None:
    response = client_of(erin).post(page_of(ready), {"notes": notes, "seen": ready.revision})
    assert response.status_code == 422
    assert "<title>Error:" in response.content.decode()
    assert not Proposal.objects.exists()


def test_a_draft_that_changed_meanwhile_keeps_the_notes(ready: Draft, erin: User) -> None:
    response = client_of(erin).post(page_of(ready), {"notes": NOTES, "seen": ready.revision - 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert "The draft changed while you wrote" in page
    assert NOTES in page
    # The page shows the draft as it is, so that the next press sends it.
    assert f'name="seen" value="{ready.revision}"' in page


def test_a_draft_with_faults_keeps_the_notes(ready: Draft, erin: User) -> None:
    give_meaning(ready, erin, 5)
    response = client_of(erin).post(page_of(ready), {"notes": NOTES, "seen": ready.revision})
    page = response.content.decode()
    assert response.status_code == 409
    assert NOTES in page
    assert "The meaning of safe.1 is 5. It stays 1, or rises to 2." in page


def test_an_editor_without_the_role_gets_the_notes_back(ready: Draft, erin: User) -> None:
    client = client_of(erin)
    revoke_role(erin, role=PortalRole.FRAMEWORK_EDITOR, by=None)
    sent = {"notes": NOTES, "seen": ready.revision}
    response = client.post(page_of(ready), sent, headers={"Origin": "http://testserver"})
    assert response.status_code == 404
    assert NOTES in response.content.decode()


def test_a_stale_proposal_is_not_approved_and_says_why(
    proposal: Proposal, erin: User, evan: User
) -> None:
    draft = proposal.draft
    reword(draft, erin, code="safe.2")
    page = read(client_of(evan), draft)
    assert "this proposal cannot be approved any more" in page
    assert "Approve and publish" not in page
    response = client_of(evan).post(step("approve", proposal), follow=True)
    assert "The draft changed after it was proposed" in response.content.decode()
    assert not FrameworkVersion.objects.filter(version="2025.1").exists()


def test_a_proposal_is_declined_with_a_reason(proposal: Proposal, erin: User, evan: User) -> None:
    client = client_of(evan)
    assert client.post(step("decline", proposal), {"reason": ""}).status_code == 422
    assert client.post(step("decline", proposal), {"reason": "Too soon."}).status_code == 302
    assert "Too soon." in read(client_of(erin), proposal.draft)


def test_a_reason_that_comes_too_late_is_kept(proposal: Proposal, evan: User) -> None:
    publishing.approve(proposal=proposal, by=evan)
    response = client_of(evan).post(step("decline", proposal), {"reason": "Too soon."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Too soon." in page
    assert "waits no more" in page


def test_a_proposal_is_withdrawn_by_its_author_alone(
    proposal: Proposal, erin: User, evan: User
) -> None:
    client_of(evan).post(step("withdraw_proposal", proposal))
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN
    client_of(erin).post(step("withdraw_proposal", proposal))
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WITHDRAWN


@pytest.mark.parametrize("route", ["compare", "compare_print", "propose"])
def test_pages_of_a_draft_are_for_editors(proposal: Proposal, evan: User, route: str) -> None:
    address = reverse(f"drafting:{route}", args=[proposal.draft_id])
    assert client_of().get(address).status_code == 302
    assert client_of(make_person("Ada Keller")).get(address).status_code == 404
    assert client_of(evan).get(address).status_code == 200
    assert client_of(evan).get(address.replace(str(proposal.draft_id), "0" * 8 + "-0000-0000-0000-" + "0" * 12)).status_code == 404  # fmt: skip


@pytest.mark.parametrize("name", ["approve", "decline", "withdraw_proposal"])
def test_steps_of_a_proposal_are_for_editors_and_posted(
    proposal: Proposal, evan: User, name: str
) -> None:
    assert client_of().post(step(name, proposal)).status_code == 302
    assert client_of(make_person("Ada Keller")).post(step(name, proposal)).status_code == 404
    assert client_of(evan).get(step(name, proposal)).status_code == 405
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


def test_the_page_costs_the_same_for_many_items(
    proposal: Proposal, evan: User, django_assert_num_queries: Any
) -> None:
    client = client_of(evan)
    read(client, proposal.draft)
    with django_assert_num_queries(7):
        read(client, proposal.draft)


@pytest.mark.parametrize("route", ["compare", "compare_print"])
def test_comparing_costs_few_queries(
    ready: Draft, erin: User, route: str, django_assert_num_queries: Any
) -> None:
    client, address = client_of(erin), reverse(f"drafting:{route}", args=[ready.pk])
    client.get(address)
    with django_assert_num_queries(4):
        client.get(address)


def test_the_draft_is_compared_with_its_base(ready: Draft, erin: User) -> None:
    page = client_of(erin).get(reverse("drafting:compare", args=[ready.pk])).content.decode()
    assert "Draft 2025.1 against 2024.12" in page
    assert "Wording (1)" in page
    assert "<del>" in page
    assert "<ins>" in page
    printed = client_of(erin).get(reverse("drafting:compare_print", args=[ready.pk]))
    assert "not agreed" in printed.content.decode()


def test_a_draft_that_breaks_rules_says_so_instead(ready: Draft, erin: User) -> None:
    give_meaning(ready, erin, 0)
    page = client_of(erin).get(reverse("drafting:compare", args=[ready.pk])).content.decode()
    assert "cannot be compared yet" in page
