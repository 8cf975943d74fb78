from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from commitments.drafting.actions import DraftRefused
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft
from commitments.drafting.telling import tell_batches
from commitments.drafting.undo import undo_batch
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say

A_PAGE = 20


@require_safe
@editors_only
def history(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    """Newest first; `section` and `code` narrow it to one part."""
    draft = load_draft(draft_id)
    changes = draft.changes.select_related("by")
    section, code = request.GET.get("section", ""), request.GET.get("code", "")
    if section and code and "\0" not in section + code:
        changes = changes.filter(section=section, code=code)
    batches = changes.order_by().values("batch").annotate(last=Max("number")).order_by("-last")
    page = Paginator(batches, A_PAGE).get_page(request.GET.get("page"))
    shown = [row["batch"] for row in page]
    last = {row["batch"]: row["last"] for row in page}
    rows = sorted(
        changes.filter(batch__in=shown), key=lambda change: (-last[change.batch], change.number)
    )
    undone = set(
        draft.changes.filter(undoes__batch__in=shown).values_list("undoes__batch", flat=True)
    )
    context = {
        "draft": draft,
        "batches": tell_batches(rows, draft.source_language),
        "undone": undone,
        "page": page,
        "code": code if section else "",
    }
    return render(request, "drafting/history.html", context)


@require_POST
@editors_only
def undo(request: PersonRequest, draft_id: UUID, batch_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    try:
        undo_batch(draft=draft, batch_id=batch_id, by=request.user)
    except DraftRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("Undone. It stands as it was before."))
    return redirect("drafting:history", draft.pk)
