"""A draft becomes a version by two editors: what is written, and all that is refused."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from commitments.drafting import publishing
from commitments.drafting.actions import DraftRefused, discard_draft, remove_part
from commitments.drafting.models import Draft, DraftState, Proposal, ProposalState, Publication
from commitments.importing import import_definition
from commitments.models import FrameworkVersion, RatingGuide, Status
from commitments.queries import load_definition, load_rating_guide
from commitments.rating_guide_importing import import_rating_guide
from lhs_portal.accounts.actions.portal_roles import revoke_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from tests.commitments.drafting.conftest import make_editor
from tests.commitments.drafting.publishing_steps import NOTES, give_meaning, propose, reword
from tests.frameworks import make_definition
from tests.rating_guides import make_guide


@pytest.fixture
def ready(copy: Draft, erin: User) -> Draft:
    reword(copy, erin)
    return copy


@pytest.fixture
def proposal(ready: Draft, erin: User, evan: User) -> Proposal:
    return propose(ready, erin)


def refused(**arguments: Any) -> str:
    with pytest.raises(DraftRefused) as refusal:
        publishing.approve(**arguments)
    return str(refusal.value)


def test_approval_publishes_exactly_what_was_proposed(
    proposal: Proposal, published: FrameworkVersion, erin: User, evan: User
) -> None:
    version = publishing.approve(proposal=proposal, by=evan)
    assert (version.version, version.status, version.digest) == (
        "2025.1",
        Status.PUBLISHED,
        proposal.digest,
    )
    assert str(load_definition(version).item_by_code["safe.1"].question) == "Who keeps count?"
    record = Publication.objects.get(framework_version=version)
    assert (record.notes, record.base, record.proposed_by, record.approved_by) == (
        NOTES,
        published,
        erin,
        evan,
    )
    draft = Draft.objects.get()
    assert (draft.state, draft.published_as, draft.ended_by) == (
        DraftState.PUBLISHED,
        version,
        evan,
    )
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == (ProposalState.APPROVED, evan)
    verbs = Event.objects.filter(actor=evan).values_list("verb", flat=True)
    assert set(verbs) >= {"framework loaded", "framework published", "draft published"}


def test_the_other_editors_are_asked_by_mail_in_their_language(
    ready: Draft, erin: User, evan: User, django_capture_on_commit_callbacks: Any
) -> None:
    elsa = make_editor("Elsa Marchetti")
    User.objects.filter(pk=elsa.pk).update(language="es")
    with django_capture_on_commit_callbacks(execute=True):
        propose(ready, erin)
    english, spanish = mail.outbox
    assert (english.to, spanish.to) == ([evan.email], [elsa.email])
    assert english.subject == "Please look at framework 2025.1"
    assert spanish.subject == "Por favor, revise el marco 2025.1"
    for message in mail.outbox:
        assert f"/framework/drafts/{ready.pk}/propose/" in message.body


@pytest.mark.parametrize("lost", [False, True])
def test_only_another_editor_approves(
    proposal: Proposal, erin: User, evan: User, lost: bool
) -> None:
    if lost:
        revoke_role(evan, role=PortalRole.FRAMEWORK_EDITOR, by=None)
        with pytest.raises(PermissionDenied):
            publishing.approve(proposal=proposal, by=evan)
    else:
        assert "Another editor" in refused(proposal=proposal, by=erin)
    assert not FrameworkVersion.objects.filter(version="2025.1").exists()


def test_the_database_refuses_one_person_as_well(proposal: Proposal, erin: User) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            state="approved", decided_by=erin, decided_at=proposal.proposed_at
        )


def test_a_draft_that_changed_since_is_not_approved(
    proposal: Proposal, erin: User, evan: User
) -> None:
    reword(proposal.draft, erin, code="safe.2")
    assert "changed after it was proposed" in refused(proposal=proposal, by=evan)
    assert not FrameworkVersion.objects.filter(version="2025.1").exists()
    # A new proposal takes the place of the old one.
    draft = Draft.objects.get()
    again = propose(draft, erin)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WITHDRAWN
    assert publishing.approve(proposal=again, by=evan).version == "2025.1"


def test_a_second_approval_finds_the_first(proposal: Proposal, evan: User) -> None:
    publishing.approve(proposal=proposal, by=evan)
    assert "waits no more: approved" in refused(proposal=proposal, by=evan)
    assert Publication.objects.count() == 1


def test_a_name_that_was_taken_meanwhile_is_not_overwritten(proposal: Proposal, evan: User) -> None:
    """Not even an unpublished version that a command loaded, which the importer might replace."""
    taken, _ = import_definition(make_definition(version="2025.1"))
    assert "Another version 2025.1 exists meanwhile" in refused(proposal=proposal, by=evan)
    assert FrameworkVersion.objects.get(version="2025.1").digest == taken.digest
    assert Draft.objects.get().state == DraftState.OPEN


def test_a_discarded_draft_is_not_published(proposal: Proposal, erin: User, evan: User) -> None:
    discard_draft(draft=proposal.draft, by=erin)
    assert "closed" in refused(proposal=proposal, by=evan)


def test_nothing_is_half_published(
    proposal: Proposal, evan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: Any) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(publishing, "_carry_guide", fails)
    with pytest.raises(RuntimeError):
        publishing.approve(proposal=proposal, by=evan)
    assert not FrameworkVersion.objects.filter(version="2025.1").exists()
    assert not Publication.objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


def refused_proposal(draft: Draft, by: User) -> str:
    with pytest.raises(DraftRefused) as refusal:
        propose(draft, by)
    return str(refusal.value)


def test_nothing_new_is_not_proposed(copy: Draft, erin: User) -> None:
    assert "Nothing in it differs" in refused_proposal(copy, erin)


def test_an_item_is_not_dropped_in_silence(copy: Draft, erin: User) -> None:
    remove_part(draft=copy, section="items", code="safe.4", seen=1, by=erin)
    copy.refresh_from_db()
    assert "safe.4 is neither asked nor retired" in refused_proposal(copy, erin)


@pytest.mark.parametrize("meaning", [3, 7])
def test_a_meaning_rises_by_one(copy: Draft, erin: User, meaning: int) -> None:
    give_meaning(copy, erin, meaning)
    assert f"The meaning of safe.1 is {meaning}" in refused_proposal(copy, erin)


def test_a_draft_that_breaks_a_rule_is_not_proposed(copy: Draft, erin: User) -> None:
    give_meaning(copy, erin, 0)
    assert "Checks do not pass" in refused_proposal(copy, erin)


def test_a_proposal_of_what_the_editor_did_not_see_is_refused(ready: Draft, erin: User) -> None:
    with pytest.raises(DraftRefused, match="changed while you wrote"):
        publishing.propose(draft=ready, notes=NOTES, seen=ready.revision - 1, by=erin)


def test_one_proposal_waits_at_a_time(proposal: Proposal, erin: User, evan: User) -> None:
    assert propose(Draft.objects.get(), erin) == proposal  # a second press
    assert "proposed already" in refused_proposal(Draft.objects.get(), evan)


def test_a_proposal_is_declined_by_another_and_withdrawn_by_its_author(
    proposal: Proposal, erin: User, evan: User
) -> None:
    with pytest.raises(DraftRefused, match="Withdraw it instead"):
        publishing.decline(proposal=proposal, reason="No.", by=erin)
    with pytest.raises(DraftRefused, match="Another editor proposed it"):
        publishing.withdraw_proposal(proposal=proposal, by=evan)
    publishing.decline(proposal=proposal, reason="Too soon.", by=evan)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason, proposal.decided_by) == ("declined", "Too soon.", evan)
    again = propose(Draft.objects.get(), erin)
    publishing.withdraw_proposal(proposal=again, by=erin)
    assert "waits no more: withdrawn" in refused(proposal=again, by=evan)


def test_the_record_of_a_publication_never_changes(proposal: Proposal, evan: User) -> None:
    publishing.approve(proposal=proposal, by=evan)
    records = Publication.objects.all()
    for change in ({"notes": "Other."}, {"proposed_by": evan}, {"approved_at": proposal.proposed_at}):  # fmt: skip
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            records.update(**change)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        records._raw_delete("default")
    assert records.update(proposed_by=None) == 1


def test_the_rating_guide_goes_with_the_version(
    proposal: Proposal, published: FrameworkVersion, evan: User
) -> None:
    definition = load_definition(published)
    import_rating_guide(make_guide(definition), version=published)
    version = publishing.approve(proposal=proposal, by=evan)
    guide = load_rating_guide(version)
    assert (guide.version, guide.revision) == ("2025.1", 1)
    assert guide.staff_only == load_rating_guide(published).staff_only
    assert RatingGuide.objects.count() == 2
