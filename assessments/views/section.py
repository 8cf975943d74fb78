from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.actions import save_answers
from assessments.answer_sheet import Answer
from assessments.changes import Conflict, UnknownCode
from assessments.forms.entries import Posted, answer_changes, read_answers, resolved
from assessments.models import Assessment
from assessments.permissions import Frozen, can_answer
from assessments.presenters.section import ONLY_ESSENTIAL, items_shown, present_section, query_of
from assessments.queries import load_answers, load_assessment, load_last_cycle, load_names
from assessments.views.autosave import respond_frozen, respond_saved
from commitments.queries import load_definition
from lhs_portal.accounts.permissions import can_contribute
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import is_autosave, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def section(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    if request.method == "POST":
        return _save(request, assessment_id, subject_code)
    return _page(request, load_assessment(request.user, assessment_id), subject_code)


def _save(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    posted = read_answers(request.POST)
    try:
        saved = save_answers(
            assessment=assessment_id, changes=answer_changes(posted), by=request.user
        )
    except UnknownCode as fault:
        raise BadRequest(str(fault)) from fault
    except Frozen as refusal:
        if is_autosave(request):
            return respond_frozen(refusal)
        assessment = load_assessment(request.user, assessment_id)
        return _page(
            request, assessment, subject_code, posted=posted, refusal=str(refusal), status=409
        )
    if is_autosave(request):
        return respond_saved(request, saved, posted)
    unsaved = {
        code: entry for code, entry in posted.items() if entry.errors or code in saved.conflicts
    }
    if unsaved:
        status = 409 if saved.conflicts else 422
        return _page(
            request,
            saved.assessment,
            subject_code,
            posted=unsaved,
            conflicts=saved.conflicts,
            status=status,
        )
    return redirect(_after_saving(request, saved.assessment, subject_code))


def _page(
    request: PersonRequest,
    assessment: Assessment,
    subject_code: str,
    *,
    posted: Mapping[str, Posted] | None = None,
    conflicts: Mapping[str, Conflict[Answer]] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    definition = load_definition(assessment.framework_version)
    subject = definition.subject_by_code.get(subject_code)
    if subject is None:
        raise Http404(f"There is no section {subject_code!r} in this framework version.")
    only_essential = _only_essential(request)
    shown = items_shown(definition, subject_code, only_essential=only_essential)
    # What was refused stays on the page as it was typed, so it is shown in fields all the same.
    editable = can_answer(assessment) or (bool(refusal) and can_contribute(assessment))
    page = present_section(
        definition,
        assessment,
        subject,
        load_answers(assessment, notes_of=[item.code for item in shown]),
        reader=request.user,
        naming=load_names(assessment),
        editable=editable,
        only_essential=only_essential,
        last_cycle=load_last_cycle(assessment, shown),
        posted=posted,
        conflicts=conflicts,
    )
    context = {
        "assessment": assessment,
        "page": page,
        "editable": editable,
        "refusal": refusal,
        "number_keys": request.user.number_keys,
    }
    return render(request, "assessments/section_edit.html", context, status=status)


def _after_saving(request: PersonRequest, assessment: Assessment, subject_code: str) -> str:
    query = query_of(only_essential=_only_essential(request))
    if chosen := resolved(request.POST):
        return (
            reverse("assessments:section", args=[assessment.pk, subject_code]) + f"{query}#{chosen}"
        )
    codes = [known.code for known in load_definition(assessment.framework_version).subjects]
    later = codes[codes.index(subject_code) + 1 :] if subject_code in codes else []
    if request.POST.get("go") == "back":
        return reverse("assessments:home", args=[assessment.pk]) + query
    if later:
        return reverse("assessments:section", args=[assessment.pk, later[0]]) + query
    if query:
        return reverse("assessments:home", args=[assessment.pk]) + query
    return reverse("assessments:review", args=[assessment.pk])


def _only_essential(request: PersonRequest) -> bool:
    return request.GET.get("only") == ONLY_ESSENTIAL
