from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import use_evidence
from assessments.actions.evidence import AlreadyAtItem
from assessments.evidence_queries import (
    load_uses_of,
    load_version,
    reading_day,
    search_pieces,
)
from assessments.forms.evidence import AgainForm, SearchForm
from assessments.models import EvidenceUse
from assessments.permissions import can_add_evidence
from assessments.presenters.evidence import present_item
from assessments.presenters.evidence_pieces import present_found
from assessments.views.evidence.items import load_item_place, says_the_same
from lhs_portal.accounts.permissions import check_contribute
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say

SHOWN = 20


@require_safe
@sign_in_required
def evidence_search(request: PersonRequest, assessment_id: UUID, item_code: str) -> HttpResponse:
    """What the organization has already, to choose from."""
    assessment, definition = load_item_place(request, assessment_id, item_code)
    check_contribute(assessment)
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    versions = list(search_pieces(assessment.organization_id, words)[: SHOWN + 1])
    uses = load_uses_of([version.evidence_id for version in versions[:SHOWN]])
    context = {
        "assessment": assessment,
        "item": present_item(definition, item_code, (), Naming({})),
        "form": form,
        "words": words,
        "found": present_found(versions[:SHOWN], uses, on=reading_day(assessment)),
        "more": len(versions) > SHOWN,
        "editable": can_add_evidence(assessment),
    }
    return render(request, "assessments/evidence_search.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def evidence_reuse(
    request: PersonRequest, assessment_id: UUID, item_code: str, version_id: UUID
) -> HttpResponse:
    """Say what a piece shows at this item; what was said of it last is suggested."""
    assessment, definition = load_item_place(request, assessment_id, item_code)
    check_contribute(assessment)
    version = load_version(assessment, version_id)
    uses = load_uses_of([version.evidence_id])
    form = AgainForm(posted(request), definition=definition, initial=_said_last(uses, item_code))
    there, done, status = None, False, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        place: dict[str, Any] = {"assessment": assessment, "item": item_code, "by": request.user}
        status = 409
        try:
            use_evidence(version=version_id, **place, **form.cleaned_data)
        except AlreadyAtItem as refusal:
            there = refusal.use
            done = there.version_id == version_id and says_the_same(there, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            done = True
        if done:
            messages.success(
                request,
                say("“{title}” is added.", title=version.evidence.title),
            )
            return redirect("assessments:item_evidence", assessment.pk, item_code)
    [found] = present_found([version], uses, on=reading_day(assessment))
    context = {
        "assessment": assessment,
        "item": present_item(definition, item_code, (), Naming({})),
        "form": form,
        "found": found,
        "there": there,
        "editable": can_add_evidence(assessment) or form.is_bound,
    }
    return render(request, "assessments/evidence_reuse.html", context, status=status)


def _said_last(uses: list[EvidenceUse], item_code: str) -> dict[str, object]:
    """At the same item of an earlier cycle, or else wherever it stands."""
    at_item = [use for use in uses if use.item.code == item_code]
    last = next(iter(at_item or uses), None)
    return {"shows": last.shows, "level": last.level} if last else {}
