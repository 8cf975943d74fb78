from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.presenters.draft_section import present_draft_section
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft, read_draft
from lhs_portal.accounts.requests import PersonRequest


@require_safe
@editors_only
def draft_section(request: PersonRequest, draft_id: UUID, subject_code: str) -> HttpResponse:
    """A section of a draft as raters would meet it; `sector` and `phone` in the address."""
    draft = load_draft(draft_id)
    definition, _ = read_draft(draft)
    if definition is None:
        return redirect("drafting:preview", draft.pk)
    if subject_code not in definition.subject_by_code:
        raise Http404
    sector = request.GET.get("sector", "")
    context = {
        "draft": draft,
        "page": present_draft_section(definition, subject_code, sector),
        "sectors": definition.sectors,
        "subjects": definition.subjects,
        "sector": sector,
        "phone": "phone" in request.GET,
    }
    return render(request, "assessments/draft_section.html", context)
