"""The page on which an item is written; a new one; the hints while somebody types."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from commitments.drafting.actions import DraftRefused
from commitments.drafting.forms.items import ItemForm, NewItemForm, typed_values
from commitments.drafting.item_actions import add_item
from commitments.drafting.item_hints import load_hints
from commitments.drafting.item_pages import (
    EMPTY_ITEM,
    Written,
    item_context,
    load_written,
    present_retired,
)
from commitments.drafting.item_queries import load_offered, load_used_codes
from commitments.drafting.item_saving import Clash, save_form
from commitments.drafting.items import free_codes
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say

CHECK = "check"


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def item(request: PersonRequest, draft_id: UUID, code: str) -> HttpResponse:
    """Of a retired item what it asked last. What was typed into one that went stays in the form."""
    written = load_written(load_draft(draft_id), code)
    if request.method == "POST":
        return _take(request, written)
    if written.retired:
        return render(request, "drafting/item_retired.html", present_retired(written))
    if written.part is None:
        raise Http404("The draft has no such item.")
    return _page(request, written, written.form())


def _take(request: PersonRequest, written: Written) -> HttpResponse:
    if request.POST.get("go") == CHECK:
        return _page(request, written, written.form(**_unsaved(request)))
    form = written.form(request.POST)
    if not form.is_valid():
        return _page(request, written, form, status=422)
    try:
        return save_form(request, written, form)
    except Clash as clash:
        form = written.form(**clash.shown)
        context = item_context(written, form, theirs=clash.theirs, merged=clash.merged)
        return render(request, "drafting/item_edit.html", context, status=409)
    except DraftRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, written, form, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def item_new(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    """Of the subject in the address. A second press finds the item that the first one made."""
    draft = load_draft(draft_id)
    offered, subject = load_offered(draft), request.GET.get("subject", "")
    if subject not in dict(offered.subjects):
        raise Http404("The draft has no such subject.")
    written = Written(draft, "new", None, EMPTY_ITEM | {"subject": subject}, offered)
    shared: dict[str, Any] = {
        "stored": written.stored,
        "language": draft.source_language,
        "offered": offered,
        "proposed": free_codes(subject, load_used_codes(draft))[0],
    }
    if request.POST.get("go") == CHECK:
        typed = {**_unsaved(request), "said": None, "item": request.POST.get("item", "")}
        return _page(request, written, NewItemForm(**{**shared, **typed}))
    form = NewItemForm(posted(request), **shared)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["item"]
        entry = {**form.entry(form.values), "code": code}
        try:
            add_item(draft=draft, entry=entry, by=request.user, why=form.cleaned_data["reason"])
        except DraftRefused as refusal:
            form.add_error("item", str(refusal))
        else:
            messages.success(request, say("{code} is added.", code=code))
            return redirect("drafting:item", draft.pk, code)
    return _page(request, written, form, status=422 if form.errors else 200)


@require_POST
@editors_only
def item_check(request: PersonRequest, draft_id: UUID, code: str) -> HttpResponse:
    """The hints about what is typed. Nothing is saved."""
    draft = load_draft(draft_id)
    hints = load_hints(draft, code, typed_values(request.POST))
    context = {"draft": draft, "code": code, "hints": hints, "live": True}
    return render(request, "drafting/_item_hints.html", context)


def _page(
    request: PersonRequest, written: Written, form: ItemForm, *, status: int = 200
) -> HttpResponse:
    context = item_context(written, form)
    return render(request, "drafting/item_edit.html", context, status=status)


def _unsaved(request: PersonRequest) -> dict[str, Any]:
    """What came with a press of “Check”, to be shown again as it was."""
    seen = request.POST.get("seen", "")
    return {
        "typed": typed_values(request.POST),
        "reason": request.POST.get("reason", ""),
        "was": request.POST.get("was", ""),
        "clash": request.POST.get("clash", ""),
        "seen": int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
        "said": request.POST.get("said", ""),
    }
