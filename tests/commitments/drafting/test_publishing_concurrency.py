"""Two approvals at once, with real transactions: one publication."""

import pytest

from commitments.drafting import publishing
from commitments.drafting.actions import DraftRefused, create_draft
from commitments.drafting.models import Publication
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
