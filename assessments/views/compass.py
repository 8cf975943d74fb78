from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.actions import save_targets
from assessments.changes import Conflict, Declared, UnknownCode
from assessments.forms.entries import Posted, read_targets, resolved, target_changes
from assessments.models import Assessment
from assessments.permissions import Frozen, can_declare
from assessments.presenters.compass import present_compass
from assessments.queries import load_assessment, load_names, load_targets
from assessments.views.autosave import respond_frozen, respond_targets_saved
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_contribute
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import is_autosave, sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def compass(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    if request.method == "POST":
        return _save(request, assessment_id)
    return _page(request, load_assessment(request.user, assessment_id))


def _save(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    posted = read_targets(request.POST)
    try:
        saved = save_targets(
            assessment=assessment_id, changes=target_changes(posted), by=request.user
        )
    except UnknownCode as fault:
        raise BadRequest(str(fault)) from fault
    except Frozen as refusal:
        if is_autosave(request):
            return respond_frozen(refusal)
        assessment = load_assessment(request.user, assessment_id)
        return _page(request, assessment, posted=posted, refusal=str(refusal), status=409)
    if is_autosave(request):
        return respond_targets_saved(request, saved, posted)
    unsaved = {
        code: entry for code, entry in posted.items() if entry.errors or code in saved.conflicts
    }
    if unsaved:
        return _page(
            request,
            saved.assessment,
            posted=unsaved,
            conflicts=saved.conflicts,
            status=409 if saved.conflicts else 422,
        )
    if chosen := resolved(request.POST):
        return redirect(f"{reverse('assessments:compass', args=[assessment_id])}#{chosen}")
    messages.success(request, say("The compass is saved."))
    return redirect("assessments:home", assessment_id)


def _page(
    request: PersonRequest,
    assessment: Assessment,
    *,
    posted: Mapping[str, Posted] | None = None,
    conflicts: Mapping[str, Conflict[Declared]] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    page = present_compass(
        load_spoken_definition(assessment.framework_version),
        load_targets(assessment),
        reader=request.user,
        naming=load_names(assessment),
        posted=posted,
        conflicts=conflicts,
    )
    context = {
        "assessment": assessment,
        "page": page,
        "refusal": refusal,
        "editable": can_declare(assessment) or (bool(refusal) and can_contribute(assessment)),
    }
    return render(request, "assessments/compass_edit.html", context, status=status)
