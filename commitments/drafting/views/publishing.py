"""One editor proposes a draft, another approves it, and it is a version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from commitments.change_pages import Sides
from commitments.definition import Definition
from commitments.drafting import publishing
from commitments.drafting.actions import DraftRefused
from commitments.drafting.forms.publishing import DeclineForm, ProposeForm
from commitments.drafting.models import Draft, Proposal, ProposalState
from commitments.drafting.permissions import editors_only
from commitments.drafting.publication_rules import doubtful_wordings
from commitments.drafting.queries import load_draft
from commitments.drafting.release_notes import draft_notes
from commitments.queries import load_definition
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.languages import SOURCE, speaking
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def propose(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    form = ProposeForm(posted(request)) if request.method == "POST" else None
    if form and form.is_valid():
        wanted = form.cleaned_data
        try:
            publishing.propose(
                draft=draft, notes=wanted["notes"], seen=wanted["seen"] or 0, by=request.user
            )
        except DraftRefused as refusal:
            draft = load_draft(draft_id)
            form = _once_more(request, draft, str(refusal))
            return _page(request, draft, form=form, status=409)
        messages.success(request, say("It is proposed. The other editors get a mail."))
        return redirect("drafting:propose", draft.pk)
    return _page(request, draft, form=form, status=422 if form else 200)


@require_POST
@editors_only
def approve(request: PersonRequest, draft_id: UUID, proposal_id: int) -> HttpResponse:
    proposal = _load(draft_id, proposal_id)
    try:
        version = publishing.approve(proposal=proposal, by=request.user)
    except DraftRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:propose", draft_id)
    messages.success(request, say("Version {version} is published.", version=version.version))
    return redirect("commitments:version", version=version.version)


@require_POST
@editors_only
def decline(request: PersonRequest, draft_id: UUID, proposal_id: int) -> HttpResponse:
    proposal = _load(draft_id, proposal_id)
    form = DeclineForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            publishing.decline(
                proposal=proposal, reason=form.cleaned_data["reason"], by=request.user
            )
        except DraftRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, say("The proposal is declined. The draft stays open."))
            return redirect("drafting:propose", draft_id)
    return _page(request, load_draft(draft_id), declining=form, status=status)


@require_POST
@editors_only
def withdraw_proposal(request: PersonRequest, draft_id: UUID, proposal_id: int) -> HttpResponse:
    try:
        publishing.withdraw_proposal(proposal=_load(draft_id, proposal_id), by=request.user)
    except DraftRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("Your proposal is withdrawn. The draft stays open."))
    return redirect("drafting:propose", draft_id)


def _load(draft_id: UUID, proposal_id: int) -> Proposal:
    proposals = Proposal.objects.select_related("draft__base")
    return get_object_or_404(proposals, pk=proposal_id, draft_id=draft_id)


def _once_more(request: PersonRequest, draft: Draft, refusal: str) -> ProposeForm:
    """What was typed stays; sent once more, it goes with the draft as this page shows it."""
    data = request.POST.copy()
    data["seen"] = str(draft.revision)
    form = ProposeForm(data)
    form.add_error(None, refusal)
    return form


def _page(
    request: PersonRequest,
    draft: Draft,
    *,
    form: ProposeForm | None = None,
    declining: DeclineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    definition, faults = publishing.proposal_faults(draft) if draft.is_open else (None, ())
    proposals = list(draft.proposals.select_related("proposed_by", "decided_by"))
    waiting = next((one for one in proposals if one.state == ProposalState.OPEN), None)
    stale = waiting is not None and waiting.revision != draft.revision
    context: dict[str, Any] = {
        "draft": draft,
        "faults": faults,
        "waiting": waiting,
        "stale": stale,
        "is_own": waiting is not None and waiting.proposed_by_id == request.user.pk,
        "decided": [one for one in proposals if one is not waiting],
        "declining": declining or DeclineForm(),
    }
    if definition is not None:
        context |= _told(draft, definition)
        if not faults and (waiting is None or stale):
            context["form"] = form or _prefilled(draft, definition)
    # What was typed is never lost, whatever the draft looks like by now.
    if form is not None and "form" not in context:
        context["kept"] = form
    return render(request, "drafting/propose.html", context, status=status)


def _told(draft: Draft, definition: Definition) -> dict[str, Any]:
    base = load_definition(draft.base)
    return {
        "comparison": Sides(base, definition).comparison,
        "doubtful": doubtful_wordings(base, definition),
    }


def _prefilled(draft: Draft, definition: Definition) -> ProposeForm:
    """The notes are in the language of the framework, whatever the editor's is."""
    base = load_definition(draft.base)
    with speaking(SOURCE):
        notes = draft_notes(Sides(base, definition).comparison, base, definition)
    return ProposeForm(initial={"notes": notes, "seen": draft.revision})
