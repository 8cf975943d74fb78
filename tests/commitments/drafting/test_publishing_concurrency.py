"""Drafts made and approved at once, with real transactions: one draft, one publication."""

from uuid import UUID, uuid4

import pytest

from commitments.drafting import publishing
from commitments.drafting.actions import DraftRefused, create_draft
from commitments.drafting.item_actions import save_item
from commitments.drafting.models import Draft, Publication
from commitments.models import FrameworkVersion
from tests.assessments.actions.test_concurrency import at_once
from tests.assessments.factories import publish_framework
from tests.commitments.drafting.conftest import make_editor
from tests.commitments.drafting.publishing_steps import propose, reword


@pytest.mark.django_db(transaction=True)
def test_of_many_approvals_at_once_one_publishes() -> None:
    erin, evan = make_editor("Erin Castellanos"), make_editor("Evan Brandt")
    draft = create_draft(version="2025.1", base=publish_framework(), by=erin)
    reword(draft, erin)
    proposal = propose(draft, erin)

    def approve(_number: int) -> str:
        try:
            return publishing.approve(proposal=proposal, by=evan).version
        except DraftRefused as refusal:
            return str(refusal)

    told = at_once(approve)
    waits_no_more = "This proposal waits no more: approved. Nothing was changed."
    assert sorted(told) == ["2025.1"] + [waits_no_more] * (len(told) - 1)
    assert Publication.objects.count() == 1
    assert FrameworkVersion.objects.filter(version="2025.1").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_approval_and_a_change_at_once_never_publish_what_was_not_proposed() -> None:
    erin, evan = make_editor("Erin Castellanos"), make_editor("Evan Brandt")
    draft = create_draft(version="2025.1", base=publish_framework(), by=erin)
    reword(draft, erin)
    proposal = propose(draft, erin)

    def turn(number: int) -> str:
        try:
            if number:
                reword(draft, erin, code="safe.2", text=f"Who counts {number}?")
                return "changed"
            return publishing.approve(proposal=proposal, by=evan).digest
        except DraftRefused:
            return "refused"
        except Exception as error:  # noqa: BLE001  (a change that another one overtook)
            return type(error).__name__

    approval = at_once(turn)[0]
    assert approval in (proposal.digest, "refused")
    for version in FrameworkVersion.objects.filter(version="2025.1"):
        assert version.digest == proposal.digest


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_asked_for_many_times_at_once_is_made_once() -> None:
    erin, base = make_editor("Erin Castellanos"), publish_framework()
    draft_id = uuid4()

    def start(_number: int) -> UUID:
        return create_draft(version="2025.1", base=base, by=erin, draft_id=draft_id).pk

    assert set(at_once(start)) == {draft_id}
    assert Draft.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_drafts_with_one_name_at_once_one_is_made() -> None:
    erin, base = make_editor("Erin Castellanos"), publish_framework()

    def start(_number: int) -> str:
        try:
            return create_draft(version="2025.1", base=base, by=erin).version
        except DraftRefused as refusal:
            return str(refusal)

    told = at_once(start)
    assert sorted(told) == ["2025.1"] + ["2025.1 is taken. Choose another name."] * (len(told) - 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_drafts_that_raise_one_meaning_at_once_one_publishes() -> None:
    erin, evan = make_editor("Erin Castellanos"), make_editor("Evan Brandt")
    base = publish_framework()
    proposals = []
    for version, text in (("2025.1", "Who counts?"), ("2025.2", "Where is it counted?")):
        draft = create_draft(version=version, base=base, by=erin)
        save_item(
            draft=draft,
            code="safe.2",
            entry=draft.parts.get(section="items", code="safe.2").entry
            | {"question": {"en": text}},
            said="meaning",
            seen=1,
            by=erin,
        )
        draft.refresh_from_db()
        proposals.append(propose(draft, erin))

    def approve(number: int) -> str:
        try:
            return publishing.approve(proposal=proposals[number % 2], by=evan).version
        except DraftRefused as refusal:
            return str(refusal)

    told = at_once(approve)
    assert len([each for each in told if each in ("2025.1", "2025.2")]) == 1
    assert any("It stays 1, or rises to 3." in each for each in told)
    assert FrameworkVersion.objects.count() == 2
