from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.actions import decline_section, finish_section, save_ratings
from assessments.actions.rating import NotAsked, SavedRatings
from assessments.answer_sheet import Answer
from assessments.changes import Conflict
from assessments.evidence_queries import load_evidence
from assessments.forms.entries import Posted, answer_changes, read_ratings, resolved
from assessments.forms.rating import with_fixed
from assessments.models import Rater
from assessments.own_ratings import load_asked, load_own, load_round
from assessments.permissions import Frozen
from assessments.presenters.rating import next_section
from assessments.presenters.rating_section import present_rating_section
from assessments.rating_queries import load_rater
from assessments.views.autosave import respond_frozen, respond_ratings_saved
from commitments.glossing import Glossary
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import is_autosave, sign_in_required
from lhs_portal.lib.logs import untold


@untold
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def rate_section(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    if request.method == "POST":
        return _save(request, assessment_id, subject_code)
    return _page(request, load_rater(request.user, assessment_id), subject_code)


def _save(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    posted = read_ratings(request.POST)
    try:
        saved = save_ratings(
            assessment=assessment_id, changes=answer_changes(posted), by=request.user
        )
    except (Http404, NotAsked) as refusal:
        return _not_taken(request, posted, refusal)
    except Frozen as refusal:
        if is_autosave(request):
            return respond_frozen(refusal)
        rater = load_rater(request.user, assessment_id)
        return _page(request, rater, subject_code, posted=posted, refusal=str(refusal), status=409)
    if subject_code not in saved.asked.section_by_code:
        raise Http404
    posted = with_fixed(posted, saved.fixed)
    if is_autosave(request):
        return respond_ratings_saved(request, saved, posted)
    unsaved = {
        code: entry for code, entry in posted.items() if entry.errors or code in saved.conflicts
    }
    if unsaved:
        return _page(
            request,
            load_rater(request.user, assessment_id),
            subject_code,
            posted=unsaved,
            conflicts=saved.conflicts,
            status=409 if saved.conflicts or saved.fixed else 422,
        )
    return redirect(_after_saving(request, saved, subject_code))


def _page(
    request: PersonRequest,
    rater: Rater,
    subject_code: str,
    *,
    posted: Mapping[str, Posted] | None = None,
    conflicts: Mapping[str, Conflict[Answer]] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = load_asked(rater)
    section = asked.section_by_code.get(subject_code)
    if section is None:
        raise Http404(f"This rater is not asked about {subject_code!r}.")
    codes = [item.code for item in section.items]
    # What was refused stays on the page as it was typed, so it is shown in fields all the same.
    editable = rater.assessment.rating or bool(refusal)
    page = present_rating_section(
        rater,
        asked,
        section,
        load_own(rater, asked, notes_of=codes),
        load_round(rater),
        reader=request.user,
        editable=editable,
        evidence=load_evidence(rater.assessment, codes),
        posted=posted,
        conflicts=conflicts,
    )
    context = {
        "assessment": rater.assessment,
        "rater": rater,
        "page": page,
        "translation": asked.definition.translation,
        "glossary": Glossary(asked.definition.glossary),
        "editable": editable,
        "refusal": refusal,
        "number_keys": request.user.number_keys,
    }
    return render(request, "assessments/rating_section.html", context, status=status)


def _not_taken(
    request: PersonRequest, posted: Mapping[str, Posted], refusal: Http404 | NotAsked
) -> HttpResponse:
    """She takes no part, or not any more: her own words are handed back, and nothing else."""
    if isinstance(refusal, NotAsked) and is_autosave(request):
        return respond_frozen(refusal)
    texts = [entry.note for entry in posted.values() if entry.note]
    if not texts or is_autosave(request):
        raise Http404(str(refusal)) from refusal
    return render(request, "assessments/rating_refused.html", {"texts": texts}, status=404)


def _after_saving(request: PersonRequest, saved: SavedRatings, subject_code: str) -> str:
    """Where to go on. The section is finished or declined on the way."""
    pk = saved.assessment.pk
    if chosen := resolved(request.POST):
        return reverse("assessments:rate_section", args=[pk, subject_code]) + f"#{chosen}"
    home, go = reverse("assessments:rate", args=[pk]), request.POST.get("go")
    if go == "back":
        return home
    turn = decline_section if go == "decline" else finish_section
    try:
        turn(assessment=pk, subject=subject_code, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return home
    later = next_section(saved.asked, after=subject_code)
    return reverse("assessments:rate_section", args=[pk, later.code]) if later else home
