from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.actions import accept_uncontested, save_decisions
from assessments.changes import UnknownCode
from assessments.evidence_queries import load_evidence
from assessments.forms.entries import ANSWER, confirmed, resolved
from assessments.forms.settling import decisions_of, read_decisions
from assessments.migration_queries import load_former
from assessments.models import Assessment
from assessments.permissions import Frozen, can_settle
from assessments.presenters.settling.decision import NOTHING_TYPED, Typed
from assessments.presenters.settling.section import Sides, present_settling_section
from assessments.queries import load_answers, load_last_cycle, load_names
from assessments.rating_queries import Rated, is_blind, load_rated
from assessments.settling_queries import load_dissents, load_settlements, load_to_settle
from assessments.settling_topics import topics_of
from assessments.signing_queries import load_returned
from assessments.views.settling.accept import accepted_in_words
from assessments.views.settling.after import next_address
from assessments.views.settling.blind import render_blind
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_contribute, can_lead
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import say, say_count

ACCEPT = "accept"


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def settle_section(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    assessment = load_to_settle(request.user, assessment_id)
    if subject_code not in load_spoken_definition(assessment.framework_version).subject_by_code:
        raise Http404(f"There is no section {subject_code!r} in this framework version.")
    if request.method == "POST":
        return _save(request, assessment, subject_code)
    if is_blind(assessment):
        return render_blind(request, assessment)
    return _page(request, assessment, subject_code)


def _save(request: PersonRequest, assessment: Assessment, subject_code: str) -> HttpResponse:
    """What was decided first, then what is accepted of the rest."""
    posted = read_decisions(_with_reason(request, assessment))
    try:
        saved = save_decisions(
            assessment=assessment, decisions=decisions_of(posted), by=request.user
        )
        unsaved = {
            code: entry for code, entry in posted.items() if entry.errors or code in saved.conflicts
        }
        if unsaved:
            typed = Typed(unsaved, saved.conflicts)
            status = 409 if saved.conflicts else 422
            return _page(request, assessment, subject_code, typed=typed, status=status)
        if request.POST.get("go") == ACCEPT:
            accepted = accept_uncontested(
                assessment=assessment, subject=subject_code, by=request.user
            )
            messages.success(request, accepted_in_words(len(accepted.codes)))
    except UnknownCode as fault:
        raise BadRequest(str(fault)) from fault
    except Frozen as refusal:
        return _page(
            request,
            load_to_settle(request.user, assessment.pk),  # as it is now
            subject_code,
            typed=Typed(posted, {}),
            refusal=str(refusal),
            status=409,
        )
    if saved.codes:
        messages.success(
            request,
            say_count("{count} item settled.", "{count} items settled.", len(saved.codes)),
        )
    if chosen := resolved(request.POST) or confirmed(request.POST):
        here = reverse("assessments:settle_section", args=[assessment.pk, subject_code])
        return redirect(f"{here}#{chosen}")
    return redirect(next_address(assessment, subject_code, go=request.POST.get("go", "")))


def _with_reason(request: PersonRequest, assessment: Assessment) -> QueryDict:
    """A decision that is confirmed as it was needs no new words, only the old ones, or ours."""
    code = confirmed(request.POST)
    former = load_former(assessment, [code]).get(code) if code else None
    name = f"{ANSWER}-{code}-reason"
    if former is None or not is_blank(request.POST.get(name, "")):
        return request.POST
    data = request.POST.copy()
    data[name] = former.reason or say(
        "Confirmed after the question changed with framework {version}.",
        version=assessment.framework_version.version,
    )
    return data


def _page(
    request: PersonRequest,
    assessment: Assessment,
    subject_code: str,
    *,
    typed: Typed = NOTHING_TYPED,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    definition = load_spoken_definition(assessment.framework_version)
    items = definition.items_by_subject[subject_code]
    codes = [item.code for item in items]
    blind = is_blind(assessment)
    rated = Rated((), {}, {}, {}) if blind else load_rated(assessment, items=codes, notes=True)
    topics = topics_of(
        definition,
        load_answers(assessment, notes_of=()),
        load_settlements(assessment, codes),
        rated.ratings,
        subject=subject_code,
    )
    # What was refused stays on the page as it was typed, so it is shown in fields all the same.
    editable = can_settle(assessment) or (bool(refusal) and can_lead(assessment))
    page = present_settling_section(
        definition,
        definition.subject_by_code[subject_code],
        topics,
        rated,
        Sides(
            last_cycle=load_last_cycle(assessment, items),
            dissents=load_dissents(assessment, codes),
            evidence=load_evidence(assessment, codes),
            returned=load_returned(assessment) if assessment.settling else None,
            former=load_former(assessment, codes) if assessment.settling else {},
        ),
        reader=request.user,
        naming=load_names(assessment),
        names=rated.names,
        editable=editable,
        typed=typed,
    )
    context = {
        "assessment": assessment,
        "page": page,
        "refusal": refusal,
        "blind": blind,
        "editable": editable,
        "dissents": assessment.settling and can_contribute(assessment),
    }
    return render(request, "assessments/settling_section.html", context, status=status)
