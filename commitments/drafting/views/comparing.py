"""A draft against the version that it was made from."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.change_pages import Sides, show_comparison, show_printout
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft, read_draft
from commitments.queries import load_definition
from lhs_portal.accounts.requests import PersonRequest


@require_safe
@editors_only
def compare(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    definition, faults = read_draft(draft)
    if definition is None:
        context = {"draft": draft, "faults": faults}
        return render(request, "drafting/compare_faults.html", context)
    sides = Sides(load_definition(draft.base), definition)
    return show_comparison(request, "drafting/compare.html", sides, draft=draft)


@require_safe
@editors_only
def compare_print(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    definition, faults = read_draft(draft)
    if definition is None:
        context = {"draft": draft, "faults": faults}
        return render(request, "drafting/compare_faults.html", context)
    sides = Sides(load_definition(draft.base), definition)
    return show_printout(request, "drafting/compare_print.html", sides, draft=draft)
