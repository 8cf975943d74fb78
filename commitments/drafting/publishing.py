"""A draft becomes a version: one editor proposes it, another approves exactly that."""

import dataclasses
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from commitments.actions import publish
from commitments.definition import Definition
from commitments.documents import FaultyDocument, publication_faults
from commitments.drafting.actions import DraftRefused, begin, lock_versions
from commitments.drafting.models import (
    Draft,
    DraftState,
    Proposal,
    ProposalState,
    Publication,
)
from commitments.drafting.permissions import check_editor
from commitments.drafting.proposal_mail import tell_editors
from commitments.drafting.publication_rules import faults_against_base, nothing_differs
from commitments.drafting.queries import read_draft
from commitments.importing import import_definition
from commitments.models import FrameworkVersion
from commitments.models import RatingGuide as RatingGuideRow
from commitments.queries import load_definition, load_rating_guide
from commitments.rating_guide_carrying import carry_guide
from commitments.rating_guide_documents import document_of_guide, guide_from_document
from commitments.rating_guide_importing import import_rating_guide
from commitments.translating.actions import carry_over
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import record_event
from lhs_portal.lib.faults import Fault
from lhs_portal.lib.wording import say


def proposal_faults(draft: Draft) -> tuple[Definition | None, tuple[Fault, ...]]:
    """All that stands against its publication just now."""
    definition, faults = read_draft(draft)
    if definition is None:
        return None, faults
    base = load_definition(draft.base)
    faults = (
        *publication_faults(definition),
        *faults_against_base(base, definition, load_others(draft)),
        *nothing_differs(base, definition),
    )
    if FrameworkVersion.objects.filter(version=draft.version).exists():
        faults = (*faults, Fault("version", _taken(draft)))
    return definition, faults


def load_others(draft: Draft) -> list[Definition]:
    """All published versions but its base. One query, where this process has loaded them."""
    versions = FrameworkVersion.objects.public().exclude(pk=draft.base_id)
    return [load_definition(version) for version in versions]


@transaction.atomic
def propose(*, draft: Draft, notes: str, seen: int, by: User) -> Proposal:
    """`seen` is the revision whose checks and notes the editor saw.

    A proposal of an older revision is withdrawn by it; a second press finds the first one's.
    Raises DraftRefused.
    """
    draft = begin(draft, by=by).draft
    if draft.revision != seen:
        raise DraftRefused(
            say(
                "The draft changed while you wrote. Your notes are kept: look at what differs now, "
                "and send them again."
            )
        )
    waiting = draft.proposals.filter(state=ProposalState.OPEN).first()
    if waiting and waiting.revision == draft.revision:
        if waiting.proposed_by_id == by.pk and waiting.notes == notes:
            return waiting
        raise DraftRefused(say("It is proposed already, and waits for another editor."))
    definition, faults = proposal_faults(draft)
    if definition is None or faults:
        raise DraftRefused(say("Checks do not pass: {faults}", faults=" ".join(_sentences(faults))))
    if waiting:
        _decide(waiting, ProposalState.WITHDRAWN, by=by)
    proposal = Proposal.objects.create(
        draft=draft,
        revision=draft.revision,
        digest=definition.digest,
        notes=notes,
        proposed_by=by,
    )
    after = {"digest": definition.digest, "revision": draft.revision}
    record_event("draft proposed", draft, by=by, what=draft.version, after=after)
    transaction.on_commit(partial(tell_editors, proposal.pk), robust=True)
    return proposal


def approve(*, proposal: Proposal, by: User) -> FrameworkVersion:
    """The published version. Raises PermissionDenied, and DraftRefused; then nothing is written."""
    try:
        with transaction.atomic():
            return _approve(proposal, by)
    except FaultyDocument as refusal:
        sentences = " ".join(_sentences(refusal.faults))
        raise DraftRefused(say("Checks do not pass: {faults}", faults=sentences)) from refusal
    except IntegrityError as error:  # another version took the name in this very moment
        if FrameworkVersion.objects.filter(version=proposal.draft.version).exists():
            raise DraftRefused(_taken(proposal.draft)) from error
        raise


def _approve(proposal: Proposal, by: User) -> FrameworkVersion:
    lock_versions()  # of two drafts at once the second is checked against the first
    with _open(proposal, by) as (draft, proposal):
        if proposal.proposed_by_id == by.pk:
            raise DraftRefused(say("You proposed it. Another editor has to approve it."))
        definition, faults = proposal_faults(draft)
        changed = proposal.revision != draft.revision
        if changed or (definition and definition.digest != proposal.digest):
            raise DraftRefused(
                say(
                    "The draft changed after it was proposed. Nothing was published: what it is "
                    "now has to be proposed again."
                )
            )
        if definition is None or faults:
            raise FaultyDocument(list(faults))
        version, _ = import_definition(definition, by=by)
        version = publish(version=version, by=by)
        now = timezone.now()
        Publication.objects.create(
            framework_version=version,
            base=draft.base,
            notes=proposal.notes,
            proposed_at=proposal.proposed_at,
            proposed_by=proposal.proposed_by,
            approved_at=now,
            approved_by=by,
        )
        _carry_guide(draft.base, version, by)
        carry_over(draft.base, version, by)
        draft.state, draft.published_as = DraftState.PUBLISHED, version
        draft.ended_at, draft.ended_by = now, by
        draft.save(update_fields=["state", "published_as", "ended_at", "ended_by"])
        _decide(proposal, ProposalState.APPROVED, by=by)
        after = {"digest": version.digest, "base": draft.base.version}
        record_event("draft published", draft, by=by, what=draft.version, after=after)
    return version


@transaction.atomic
def decline(*, proposal: Proposal, reason: str, by: User) -> None:
    """Raises DraftRefused for the person who proposed it, and where it waits no more."""
    with _open(proposal, by) as (draft, proposal):
        if proposal.proposed_by_id == by.pk:
            raise DraftRefused(say("You proposed it. Withdraw it instead."))
        _decide(proposal, ProposalState.DECLINED, by=by, reason=reason)
        record_event("proposal declined", draft, by=by, what=draft.version)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User) -> None:
    """Raises DraftRefused for anybody else, and where it waits no more."""
    with _open(proposal, by) as (draft, proposal):
        if proposal.proposed_by_id != by.pk:
            raise DraftRefused(say("Another editor proposed it. Decline it with a reason instead."))
        _decide(proposal, ProposalState.WITHDRAWN, by=by)
        record_event("proposal withdrawn", draft, by=by, what=draft.version)


@contextmanager
def _open(proposal: Proposal, by: User) -> Iterator[tuple[Draft, Proposal]]:
    """Locked, draft first, so that of two at once one finds what the other did."""
    check_editor(by)
    draft = Draft.objects.select_for_update().get(pk=proposal.draft_id)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != ProposalState.OPEN:
        raise DraftRefused(
            say(
                "This proposal waits no more: {state}. Nothing was changed.",
                state=proposal.get_state_display().lower(),
            )
        )
    yield begin(draft, by=by).draft, proposal


def _decide(proposal: Proposal, state: ProposalState, *, by: User, reason: str = "") -> None:
    proposal.state, proposal.reason = state, reason
    proposal.decided_at, proposal.decided_by = timezone.now(), by
    proposal.save(update_fields=["state", "reason", "decided_at", "decided_by"])


def _carry_guide(base: FrameworkVersion, version: FrameworkVersion, by: User) -> None:
    """What stands beside a version and is not in its file: the rating guide."""
    if not RatingGuideRow.objects.filter(framework_version=base).exists():
        return
    new = load_definition(version)
    guide = carry_guide(load_rating_guide(base), load_definition(base), new)
    # Read as any file is, so that it has a digest of its own.
    document = document_of_guide(guide, new.source_language)
    guide = guide_from_document(document, new.source_language)
    import_rating_guide(dataclasses.replace(guide, revision=0), version=version, by=by)


def _sentences(faults: Iterable[Fault]) -> list[str]:
    return [fault.message for fault in faults]


def _taken(draft: Draft) -> str:
    return say(
        "Another version {version} exists meanwhile. Start a draft with another name.",
        version=draft.version,
    )
