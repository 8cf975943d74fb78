from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.actions import save_answers
from assessments.answer_sheet import Answer
from assessments.changes import Conflict, Stored, UnknownCode
from assessments.evidence_queries import load_evidence
from assessments.forms.entries import (
    Posted,
    answer_changes,
    confirmed,
    read_answers,
    resolved,
)
from assessments.migration_queries import load_former
from assessments.models import Assessment
from assessments.permissions import Frozen, can_answer
from assessments.presenters.section import ONLY_ESSENTIAL, items_shown, present_section, query_of
from assessments.queries import load_answers, load_assessment, load_last_cycle, load_names
from assessments.rating_queries import is_blind
from assessments.signing_queries import load_returned
from assessments.views.autosave import respond_frozen, respond_saved
from assessments.views.migrating.meanwhile import (
    TypedForGone,
    gone_in_words,
    typed_for_gone,
)
from commitments.glossing import Glossary
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_contribute
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import is_autosave, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def section(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    if request.method == "POST":
        return _save(request, assessment_id, subject_code)
    assessment = load_assessment(request.user, assessment_id)
    if assessment.independent and not is_blind(assessment):
        return redirect("assessments:settle_section", assessment_id, subject_code)
    return _page(request, assessment, subject_code)


def _save(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    posted = read_answers(request.POST)
    gone: Mapping[str, TypedForGone] = {}
    suggested = posted.get(confirmed(request.POST))
    if suggested and suggested.choice == "na" and not suggested.reason:
        posted[suggested.code] = _with_last_reason(request, assessment_id, suggested)
    try:
        try:
            saved = save_answers(
                assessment=assessment_id, changes=answer_changes(posted), by=request.user
            )
        except UnknownCode as fault:
            assessment = load_assessment(request.user, assessment_id)
            gone = typed_for_gone(assessment, posted) or {}
            if not gone:
                raise BadRequest(str(fault)) from fault
            if is_autosave(request):
                return respond_frozen(Frozen(gone_in_words(assessment)))
            posted = {code: entry for code, entry in posted.items() if code not in gone}
            saved = save_answers(
                assessment=assessment_id, changes=answer_changes(posted), by=request.user
            )
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
    if unsaved or gone:
        status = 409 if saved.conflicts or gone else 422
        return _page(
            request,
            saved.assessment,
            subject_code,
            posted=unsaved,
            conflicts=saved.conflicts,
            gone=tuple(gone.values()),
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
    gone: Sequence[TypedForGone] = (),
    status: int = 200,
) -> HttpResponse:
    definition = load_spoken_definition(assessment.framework_version)
    subject = definition.subject_by_code.get(subject_code)
    if subject is None:
        raise Http404(f"There is no section {subject_code!r} in this framework version.")
    only_essential = _only_essential(request)
    shown = items_shown(definition, subject_code, only_essential=only_essential)
    answers = load_answers(assessment, notes_of=[item.code for item in shown])
    # What was refused stays on the page as it was typed, so it is shown in fields all the same.
    editable = can_answer(assessment) or (bool(refusal) and can_contribute(assessment))
    page = present_section(
        definition,
        assessment,
        subject,
        answers if not is_blind(assessment) else _none_yet(answers),
        reader=request.user,
        naming=load_names(assessment),
        editable=editable,
        only_essential=only_essential,
        last_cycle=load_last_cycle(assessment, shown),
        evidence=load_evidence(assessment, [item.code for item in shown]),
        posted=posted,
        conflicts=conflicts,
        returned=load_returned(assessment) if assessment.open else None,
        former={}
        if is_blind(assessment)
        else load_former(assessment, [item.code for item in shown]),
    )
    context = {
        "assessment": assessment,
        "page": page,
        "translation": definition.translation,
        "glossary": Glossary(definition.glossary),
        "editable": editable,
        "refusal": refusal,
        "gone": gone,
        "number_keys": request.user.number_keys,
    }
    return render(request, "assessments/section_edit.html", context, status=status)


def _after_saving(request: PersonRequest, assessment: Assessment, subject_code: str) -> str:
    query = query_of(only_essential=_only_essential(request))
    if chosen := resolved(request.POST) or confirmed(request.POST):
        return (
            reverse("assessments:section", args=[assessment.pk, subject_code]) + f"{query}#{chosen}"
        )
    definition = load_spoken_definition(assessment.framework_version)
    go, _, code = request.POST.get("go", "").partition(":")
    if go == "evidence" and code in definition.item_by_code:
        return reverse("assessments:item_evidence", args=[assessment.pk, code])
    codes = [known.code for known in definition.subjects]
    later = codes[codes.index(subject_code) + 1 :] if subject_code in codes else []
    if request.POST.get("go") == "back":
        return reverse("assessments:home", args=[assessment.pk]) + query
    if later:
        return reverse("assessments:section", args=[assessment.pk, later[0]]) + query
    if query:
        return reverse("assessments:home", args=[assessment.pk]) + query
    return reverse("assessments:review", args=[assessment.pk])


def _with_last_reason(request: PersonRequest, assessment_id: UUID, entry: Posted) -> Posted:
    """“Not applicable” is confirmed with the reason that it had."""
    assessment = load_assessment(request.user, assessment_id)
    item = load_spoken_definition(assessment.framework_version).item_by_code.get(entry.code)
    last = load_last_cycle(assessment, [item]).get(entry.code) if item else None
    return replace(entry, reason=last[1].reason) if last else entry


def _none_yet(answers: Mapping[str, Stored[Answer]]) -> dict[str, Stored[Answer]]:
    """What was settled before a round was opened again is not shown while it lasts."""
    return {code: Stored(Answer(code), row.part_id) for code, row in answers.items()}


def _only_essential(request: PersonRequest) -> bool:
    return request.GET.get("only") == ONLY_ESSENTIAL
