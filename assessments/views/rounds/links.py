"""A lead makes a link to join by, and ends it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import end_join_link, make_join_link
from assessments.forms.rounds import JoinLinkForm
from assessments.rater_queries import load_independent
from assessments.views.rounds.invitations import sections_of_form
from commitments.queries import load_spoken_rating_guide
from commitments.rating_guide import ROLE_GROUPS
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say

ANY = "any"


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def join_link_new(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """First for which role group, in the address; then the limit and the sections."""
    assessment = load_independent(request.user, assessment_id)
    group = request.GET.get("group", "")
    guide = load_spoken_rating_guide(assessment.framework_version)
    context = {"assessment": assessment, "groups": guide.role_groups, "link": True}
    if group not in (ANY, *ROLE_GROUPS):
        return render(request, "assessments/rater_group.html", context)
    nothing: dict[str, Any] = {"sections": (), "chosen": ()}
    fields = nothing if group == ANY else sections_of_form(assessment, group)
    form = JoinLinkForm(posted(request), **fields)
    if request.method == "POST" and form.is_valid():
        try:
            make_join_link(
                assessment=assessment,
                role_group="" if group == ANY else group,
                sections=form.cleaned_data.get("sections", ()),
                limit=form.cleaned_data["limit"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("The link is ready. Copy it from the list below."))
            return redirect("assessments:raters", assessment.pk)
    context |= {"form": form, "name": "" if group == ANY else guide.name_of(group)}
    status = 422 if form.errors else 200
    return render(request, "assessments/join_link_new.html", context, status=status)


@require_POST
@sign_in_required
def join_link_end(request: PersonRequest, assessment_id: UUID, link_id: UUID) -> HttpResponse:
    assessment = load_independent(request.user, assessment_id)
    end_join_link(get_object_or_404(assessment.join_links, pk=link_id), by=request.user)
    messages.success(request, say("The link is ended. Who has joined by it goes on."))
    return redirect("assessments:raters", assessment.pk)
