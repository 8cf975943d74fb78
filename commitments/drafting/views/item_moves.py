"""What can become of an item in a draft: retired, brought back, removed, split, moved."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_POST

from commitments.drafting import item_actions
from commitments.drafting.actions import Conflict, DraftRefused
from commitments.drafting.forms.items import MoveForm, RetireForm, SplitForm
from commitments.drafting.item_pages import load_written
from commitments.drafting.item_queries import ITEMS, base_items, load_offered, load_used_codes
from commitments.drafting.items import free_codes
from commitments.drafting.models import Draft, DraftPart
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def item_retire(request: PersonRequest, draft_id: UUID, code: str) -> HttpResponse:
    draft, part = _load(request, draft_id, code)
    if code not in base_items(draft):
        raise Http404("An item that no version has had is removed instead.")
    form = RetireForm(posted(request), initial={"seen": part.revision})

    def act(data: dict[str, Any]) -> str:
        item_actions.retire_item(
            draft=draft,
            code=code,
            why=data["reason"],
            replaced_by=form.replaced_by,
            seen=data["seen"] or 0,
            by=request.user,
        )
        return say("{code} is retired. It stays readable, and can be brought back.", code=code)

    return _ask(request, "item_retire", draft, part, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def item_move(request: PersonRequest, draft_id: UUID, code: str) -> HttpResponse:
    """Its code stays: the beginning of a code says only where the item was born."""
    draft, part = _load(request, draft_id, code)
    here = part.entry["subject"]
    subjects = [(each, f"{each}: {name}") for each, name in load_offered(draft).subjects]
    others = [subject for subject in subjects if subject[0] != here]
    initial = {"seen": part.revision}
    form = MoveForm(posted(request), subjects=others, initial=initial)

    def act(data: dict[str, Any]) -> str:
        subject = data["subject"]
        item_actions.move_item(
            draft=draft,
            code=code,
            subject=subject,
            seen=data["seen"] or 0,
            by=request.user,
            why=data["reason"],
        )
        return say("{code} belongs to {subject} now.", code=code, subject=subject)

    return _ask(request, "item_move", draft, part, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def item_split(request: PersonRequest, draft_id: UUID, code: str) -> HttpResponse:
    draft, part = _load(request, draft_id, code)
    form = SplitForm(
        posted(request),
        codes=free_codes(part.entry["subject"], load_used_codes(draft), SplitForm.MOST),
        stored=part.entry,
        language=draft.source_language,
        initial={"seen": part.revision},
    )

    def act(data: dict[str, Any]) -> str:
        made = item_actions.split_item(
            draft=draft,
            code=code,
            parts=form.parts,
            seen=data["seen"] or 0,
            by=request.user,
            why=data["reason"],
        )
        codes = ", ".join(each.code for each in made)
        return say("{code} is split into {codes}. Now write each.", code=code, codes=codes)

    return _ask(request, "item_split", draft, part, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def item_remove(request: PersonRequest, draft_id: UUID, code: str) -> HttpResponse:
    """Of one that no version has had. Asked once more."""
    draft, part = _load(request, draft_id, code)
    if code in base_items(draft):
        raise Http404("An item that was published is retired instead.")
    form = RemoveForm(posted(request), initial={"seen": part.revision})

    def act(data: dict[str, Any]) -> str:
        seen = data["seen"] or 0
        item_actions.remove_item(draft=draft, code=code, seen=seen, by=request.user)
        return say("{code} is removed. The history can bring it back.", code=code)

    return _ask(request, "item_remove", draft, part, form, act)


@require_POST
@editors_only
def item_bring_back(request: PersonRequest, draft_id: UUID, code: str) -> HttpResponse:
    draft = load_draft(draft_id)
    try:
        item_actions.bring_back_item(draft=draft, code=code, by=request.user)
    except Conflict:
        messages.info(request, say("{code} is not retired any more.", code=code))
    except DraftRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("{code} is asked again.", code=code))
    return redirect("drafting:item", draft.pk, code)


class RemoveForm(forms.Form):
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


def _load(request: PersonRequest, draft_id: UUID, code: str) -> tuple[Draft, DraftPart]:
    """Of an item that somebody retired or removed meanwhile, as it was: a form sent is not lost.

    Raises Http404.
    """
    draft = load_draft(draft_id)
    part = draft.parts.filter(section=ITEMS, code=code).first()
    if part is not None:
        return draft, part
    if request.method != "POST":
        raise Http404("The draft has no such item.")
    stored = load_written(draft, code).stored
    return draft, DraftPart(draft=draft, section=ITEMS, code=code, entry=stored, revision=0)


def _ask(
    request: PersonRequest,
    template: str,
    draft: Draft,
    part: DraftPart,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """The form; or what was done, and back to the items of the subject."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
        except Conflict as conflict:
            form = _again(form, conflict)
            status = 409
        except DraftRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return redirect(f"{_list_of(draft)}?subject={part.entry['subject']}")
    elif form.errors:
        status = 422
    context = {
        "draft": draft,
        "part": part,
        "code": part.code,
        "subject": part.entry["subject"],
        "question": part.entry["question"].get(draft.source_language, ""),
        "form": form,
    }
    return render(request, f"drafting/{template}.html", context, status=status)


def _again(form: forms.Form, conflict: Conflict) -> forms.Form:
    """With what was typed; sent once more, it is about the item as it is now."""
    if conflict.part is None:
        said = say("Somebody retired or removed the item meanwhile. What you typed is kept here.")
        form.add_error(None, said)
        return form
    form.data = {**form.data, "seen": str(conflict.part.revision)}
    said = say(
        "Somebody changed the item meanwhile. Look at it again; what you typed is kept here. Send "
        "it once more if it still holds."
    )
    form.add_error(None, said)
    return form


def _list_of(draft: Draft) -> str:
    return resolve_url("drafting:items", draft.pk)
