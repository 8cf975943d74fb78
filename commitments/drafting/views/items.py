"""The items of a draft, a subject at a time, and their order."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from commitments.drafting.actions import Conflict, DraftRefused
from commitments.drafting.item_actions import shift_item
from commitments.drafting.item_queries import RETIRED, items_of, load_subjects
from commitments.drafting.item_rows import present_row
from commitments.drafting.models import Draft
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say

PER_PAGE = 50


@require_safe
@editors_only
def item_list(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    """All subjects with their numbers; with ?subject= the items of one, and those retired."""
    draft = load_draft(draft_id)
    subjects = load_subjects(draft)
    wanted = request.GET.get("subject", "")
    if not wanted:
        context = {"draft": draft, "subjects": subjects}
        return render(request, "drafting/item_subjects.html", context)
    subject = next((row for row in subjects if row.code == wanted), None)
    if subject is None:
        raise Http404("The draft has no such subject.")
    parts = items_of(draft).filter(entry__subject=subject.code)
    page = Paginator(parts, PER_PAGE).get_page(request.GET.get("page"))
    retired = draft.parts.filter(section=RETIRED, entry__subject=subject.code)
    context = {
        "draft": draft,
        "subject": subject,
        "subjects": subjects,
        "page": page,
        "rows": [present_row(draft, part) for part in page],
        "retired": [present_row(draft, part) for part in retired],
        "moved": request.GET.get("moved", ""),
    }
    return render(request, "drafting/item_list.html", context)


@require_POST
@editors_only
def item_shift(request: PersonRequest, draft_id: UUID, code: str, down: bool) -> HttpResponse:
    """The list comes back with the focus on the button that was pressed."""
    draft = load_draft(draft_id)
    try:
        shift_item(draft=draft, code=code, by=request.user, down=down)
    except Conflict:
        said = say("{code} is not asked any more: somebody retired or removed it.", code=code)
        messages.error(request, said)
        return redirect("drafting:items", draft.pk)
    except DraftRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(_back_to(draft, code, "down" if down else "up"))


def _back_to(draft: Draft, code: str, way: str) -> str:
    """To all items, where somebody retired it in this very moment."""
    list_url = reverse("drafting:items", args=[draft.pk])
    subject = items_of(draft).filter(code=code).values_list("entry__subject", flat=True).first()
    if subject is None:
        return list_url
    before = items_of(draft).filter(entry__subject=subject).values_list("code", flat=True)
    page = [*before, code].index(code) // PER_PAGE + 1
    return f"{list_url}?subject={subject}&page={page}&moved={way}-{code}"
