"""Saving the form of an item, with what other editors did meanwhile."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from commitments.drafting.actions import Conflict, DraftRefused
from commitments.drafting.forms.items import THEIRS, ItemForm
from commitments.drafting.item_actions import save_item
from commitments.drafting.item_pages import Written
from commitments.drafting.item_queries import base_items
from commitments.drafting.item_values import (
    LABELS,
    Merged,
    marks_of,
    merge,
    values_of,
    with_values,
)
from commitments.drafting.items import MEANING
from commitments.drafting.models import DraftPart
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say


class Clash(Exception):
    """Two editors changed the same texts: one of them has to choose."""

    def __init__(self, theirs: DraftPart, merged: Merged, shown: dict[str, Any]) -> None:
        super().__init__("two editors changed the same text")
        self.theirs, self.merged, self.shown = theirs, merged, shown


def save_form(request: PersonRequest, written: Written, form: ItemForm) -> HttpResponse:
    """What only one of two editors changed is kept of both. Raises Clash and DraftRefused."""
    draft, language, data = written.draft, written.draft.source_language, form.cleaned_data
    values, taken = form.values, tuple[str, ...]()
    if written.part and not written.retired:
        theirs = values_of(written.part.entry, language)
        values |= {n: theirs[n] for n in form.clashing if data[f"keep_{n}"] == THEIRS}
    seen = data["seen"] or 0
    common = {"draft": draft, "code": written.code, "by": request.user, "why": data["reason"]}
    common["said"] = data.get("said", "")
    try:
        saved = save_item(**common, entry=form.entry(values), seen=seen)
    except Conflict as conflict:
        saved, taken = _save_merged(conflict.part, form, values, common)
        seen = 0
    _say_saved(request, saved, written, seen=seen, said=common["said"], taken=taken)
    return redirect("drafting:item", draft.pk, written.code)


def _save_merged(
    part: DraftPart | None, form: ItemForm, values: dict[str, str], common: dict[str, Any]
) -> tuple[DraftPart, tuple[str, ...]]:
    if part is None:
        raise DraftRefused(
            say(
                "{code} was retired or removed while you wrote. Nothing is saved. Your texts are "
                "kept below: copy them, or bring the item back and then save again.",
                code=common["code"],
            )
        )
    language = form.language
    theirs = values_of(part.entry, language)
    merged = merge(form.cleaned_data["was"], values, theirs)
    if merged.clashing:
        shown = {
            "typed": merged.values,
            "seen": part.revision,
            "was": marks_of(theirs),
            "clash": " ".join(merged.clashing),
            "reason": common["why"],
            "said": common["said"],
        }
        raise Clash(part, merged, shown)
    entry = with_values(part.entry, merged.values, language)
    try:
        return save_item(**common, entry=entry, seen=part.revision), merged.taken
    except Conflict as again:
        return _save_merged(again.part, form, values, common)


def _say_saved(
    request: PersonRequest,
    saved: DraftPart,
    written: Written,
    *,
    seen: int,
    said: str,
    taken: tuple[str, ...],
) -> None:
    if saved.revision == seen:
        messages.info(request, say("Nothing was changed."))
        return
    messages.success(request, say("{code} is saved.", code=saved.code))
    if taken:
        names = ", ".join(say(LABELS[name]) for name in taken)
        messages.info(
            request,
            say("Another editor changed this meanwhile, and it is kept too: {names}.", names=names),
        )
    base = base_items(written.draft).get(saved.code)
    if base and saved.entry["meaning"] > base["meaning"] and said != MEANING:
        messages.info(
            request,
            say(
                "It counts as a change of meaning, because the question or a level changed: "
                "answers from before have to be confirmed. If only the wording changed, say so "
                "below."
            ),
        )
