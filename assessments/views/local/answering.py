from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.actions.local import save_local_answers
from assessments.answer_sheet import Answer
from assessments.changes import Conflict
from assessments.forms.entries import Posted, answer_changes, read_answers, resolved
from assessments.local_items import code_of
from assessments.local_queries import find_copyable, load_local_rows
from assessments.models import Assessment, LocalItem
from assessments.permissions import Frozen, can_answer_local, can_edit_local
from assessments.presenters.local import TypedForRemoved, present_local, present_removed
from assessments.queries import load_assessment, load_names
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_contribute
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def local(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """The questions that the organization added, to be answered: one answer each."""
    if request.method == "POST":
        return _save(request, assessment_id)
    return _page(request, load_assessment(request.user, assessment_id))


def _save(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    posted = read_answers(request.POST)
    gone = _removed(assessment, posted)
    kept = {code: entry for code, entry in posted.items() if code not in {g for g, _ in gone}}
    definition = load_spoken_definition(assessment.framework_version)
    removed = present_removed(definition, [row for _, row in gone], posted)
    try:
        saved = save_local_answers(
            assessment=assessment_id, changes=answer_changes(kept), by=request.user
        )
    except Frozen as refusal:
        return _page(
            request, assessment, posted=kept, removed=removed, refusal=str(refusal), status=409
        )
    unsaved = {
        code: entry for code, entry in kept.items() if entry.errors or code in saved.conflicts
    }
    if unsaved or removed:
        return _page(
            request,
            saved.assessment,
            posted=unsaved,
            conflicts=saved.conflicts,
            removed=removed,
            status=409 if saved.conflicts or removed else 422,
        )
    if chosen := resolved(request.POST):
        return redirect(f"{reverse('assessments:local', args=[assessment_id])}#{chosen}")
    return redirect("assessments:home", assessment_id)


def _removed(assessment: Assessment, posted: Mapping[str, Posted]) -> list[tuple[str, LocalItem]]:
    """What was posted for questions that were removed meanwhile. Raises BadRequest."""
    rows = {code_of(row.number): row for row in assessment.local_items.all()}
    if unknown := posted.keys() - rows.keys():
        raise BadRequest(f"{sorted(unknown)[0]!r} is no local question of this assessment.")
    return [(code, rows[code]) for code in posted if rows[code].removed_at]


def _page(
    request: PersonRequest,
    assessment: Assessment,
    *,
    posted: Mapping[str, Posted] | None = None,
    conflicts: Mapping[str, Conflict[Answer]] | None = None,
    removed: tuple[TypedForRemoved, ...] = (),
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = load_local_rows(assessment)
    definition = load_spoken_definition(assessment.framework_version)
    # What was refused stays on the page as it was typed, so it is shown in fields all the same.
    editable = can_answer_local(assessment) or (bool(refusal) and can_contribute(assessment))
    leads = can_edit_local(assessment)
    context = {
        "assessment": assessment,
        "page": present_local(
            definition,
            rows,
            reader=request.user,
            naming=load_names(assessment),
            editable=editable,
            posted=posted or {},
            conflicts=conflicts or {},
        ),
        "editable": editable,
        "leads": leads,
        "copyable": len(find_copyable(assessment, rows)[1]) if leads else 0,
        "removed": removed,
        "refusal": refusal,
    }
    return render(request, "assessments/local_list.html", context, status=status)
