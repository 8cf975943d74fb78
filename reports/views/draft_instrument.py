from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft, read_draft
from lhs_portal.accounts.requests import PersonRequest
from reports.documents.instrument import render_instrument


@require_safe
@editors_only
def draft_instrument(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    """The questionnaire of a draft on paper, made anew each time: drafts change."""
    draft = load_draft(draft_id)
    definition, _ = read_draft(draft)
    if definition is None:
        return redirect("drafting:preview", draft.pk)
    name = f"lhs-instrument-draft-{draft.version}.pdf"
    return HttpResponse(
        render_instrument(definition, draft.source_language),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
