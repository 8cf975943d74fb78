"""A draft to take elsewhere."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_document, load_draft
from commitments.exchange.files import XLSX, attachment, workbook_of
from commitments.exchange.tables import TooLong
from commitments.yaml_writing import render_yaml
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.wording import say


@require_safe
@editors_only
def export(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    return render(request, "drafting/export.html", {"draft": load_draft(draft_id)})


@require_safe
@editors_only
def export_file(request: PersonRequest, draft_id: UUID, form: str) -> HttpResponse:
    draft = load_draft(draft_id)
    document = load_document(draft)
    name = f"lhs-framework-{draft.version}-draft.{form}"
    if form == "yaml":
        return attachment(render_yaml(document), "application/yaml", name)
    if form == "json":
        return attachment(canonical_json(document), "application/json", name)
    if form != "xlsx":
        raise Http404
    try:
        return attachment(workbook_of(document), XLSX, name)
    except TooLong as long:
        messages.error(
            request,
            say(
                "The text for {place} is longer than a cell of a workbook can be. Shorten it, or "
                "take the YAML file.",
                place=long.place,
            ),
        )
        return redirect("drafting:export", draft.pk)
