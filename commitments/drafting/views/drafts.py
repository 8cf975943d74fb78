"""The drafts, a new one, the home of one, and its end."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments.drafting.actions import DraftRefused, create_draft, discard_draft
from commitments.drafting.forms.drafts import NewDraftForm
from commitments.drafting.models import CommentState, Draft, ProposalState
from commitments.drafting.overview import load_standing, pages_of, tell_newest
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft
from commitments.models import FrameworkVersion
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say


@require_safe
@editors_only
def draft_list(request: PersonRequest) -> HttpResponse:
    drafts = Draft.objects.select_related("base", "created_by", "ended_by").defer("base__frame")
    drafts = drafts.annotate(changed=Count("changes__batch", distinct=True))
    context = {
        "open": [draft for draft in drafts if draft.is_open],
        "closed": [draft for draft in drafts if not draft.is_open],
        "has_base": FrameworkVersion.objects.public().exists(),
    }
    return render(request, "drafting/draft_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def draft_new(request: PersonRequest) -> HttpResponse:
    form = NewDraftForm(posted(request), initial={"base": request.GET.get("base")})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            draft = create_draft(
                version=wanted["version"],
                base=wanted["base"],
                draft_id=wanted["once"],
                by=request.user,
            )
        except DraftRefused as refusal:
            form.add_error("version", str(refusal))
        else:
            said = say("The draft {version} is made. Only editors see it.", version=draft.version)
            messages.success(request, said)
            return redirect("drafting:home", draft.pk)
    status = 422 if form.errors else 200
    return render(request, "drafting/draft_new.html", {"form": form}, status=status)


@require_safe
@editors_only
def draft_home(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    context = {
        "draft": draft,
        "standing": load_standing(draft),
        "changes": tell_newest(draft),
        "comments": draft.comments.filter(state=CommentState.OPEN).count(),
        "proposed": draft.proposals.filter(state=ProposalState.OPEN).exists(),
        "groups": list(pages_of(draft)),
    }
    return render(request, "drafting/draft_home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def draft_discard(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    """Asked once more. Its texts and its history stay, and nobody changes them any more."""
    draft = load_draft(draft_id)
    if request.method == "POST":
        try:
            discard_draft(draft=draft, by=request.user)
        except DraftRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, say("The draft {version} is discarded.", version=draft.version)
            )
        return redirect("drafting:list")
    return render(request, "drafting/draft_discard.html", {"draft": draft})
