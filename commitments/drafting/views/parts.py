"""Lists and pages of the parts that have no pages of their own: all but items and links."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commitments.drafting import actions
from commitments.drafting.actions import Conflict, DraftRefused
from commitments.drafting.choosing import base_entry, load_choices
from commitments.drafting.forms.parts import PartForm
from commitments.drafting.models import Draft, DraftPart
from commitments.drafting.part_actions import remove_unnamed_part
from commitments.drafting.part_fields import KINDS, PartKind, differences, kind_of_part, title_of
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft, load_part
from commitments.drafting.remarks import load_remarks
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say


@require_safe
@editors_only
def part_list(request: PersonRequest, draft_id: UUID, section: str) -> HttpResponse:
    draft = load_draft(draft_id)
    kind = _kind_of_list(section)
    rows = draft.parts.filter(section=section).order_by("position", "id")
    parts = [
        {"part": part, "title": title_of(section, part.code, part.entry, draft.source_language)}
        for part in rows
    ]
    return render(
        request, "drafting/part_list.html", {"draft": draft, "kind": kind, "parts": parts}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def part(request: PersonRequest, draft_id: UUID, section: str, code: str) -> HttpResponse:
    draft = load_draft(draft_id)
    kind = kind_of_part(section, code)
    if kind is None or (section != "frame" and section not in KINDS):
        raise Http404
    row = load_part(draft, section, code)
    form = _form(draft, kind, row, posted(request))
    theirs, status = None, 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, draft, form, row)
        except Conflict as conflict:
            theirs, status = conflict.part, 409
            if theirs:
                form = _form(draft, kind, theirs, _seen_again(request, theirs))
            else:
                form.add_error(
                    None, say("Somebody removed this meanwhile. Copy your text: it is not saved.")
                )
        except DraftRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
    return _page(request, draft, kind, theirs or row, form, theirs=theirs, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def part_new(request: PersonRequest, draft_id: UUID, section: str) -> HttpResponse:
    draft = load_draft(draft_id)
    kind = _kind_of_list(section)
    if not kind.grows:
        raise Http404
    form = _form(draft, kind, None, posted(request))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            actions.add_part(
                draft=draft, section=section, code=code, entry=form.entry, by=request.user
            )
        except DraftRefused as refusal:
            form.add_error("code", str(refusal))
            status = 409
        else:
            messages.success(request, say("{code} is added.", code=code))
            return redirect("drafting:parts", draft.pk, section)
    context = {"draft": draft, "kind": kind, "form": form}
    return render(request, "drafting/part_new.html", context, status=status)


@require_POST
@editors_only
def part_remove(request: PersonRequest, draft_id: UUID, section: str, code: str) -> HttpResponse:
    draft = load_draft(draft_id)
    seen = request.POST.get("seen", "")
    try:
        remove_unnamed_part(
            draft=draft,
            section=section,
            code=code,
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            by=request.user,
        )
    except Conflict:
        messages.error(
            request,
            say("{code} was changed meanwhile, and stays. Look at it again first.", code=code),
        )
    except DraftRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:part", draft.pk, section, code)
    else:
        messages.success(
            request, say("{code} is removed. The history can bring it back.", code=code)
        )
    return redirect("drafting:parts", draft.pk, section)


def _kind_of_list(section: str) -> PartKind:
    if section not in KINDS:
        raise Http404
    return KINDS[section]


def _form(draft: Draft, kind: PartKind, row: DraftPart | None, data: Any) -> PartForm:
    return PartForm(
        data,
        kind=kind,
        stored=row.entry if row else {},
        language=draft.source_language,
        choices=load_choices(draft, kind),
        new=row is None,
        seen=row.revision if row else None,
    )


def _seen_again(request: PersonRequest, theirs: DraftPart) -> Any:
    """What was typed stays; sent once more, it takes the place of what stands there now."""
    data = request.POST.copy()
    data["seen"] = str(theirs.revision)
    return data


def _save(request: PersonRequest, draft: Draft, form: PartForm, row: DraftPart) -> HttpResponse:
    """Raises Conflict and DraftRefused."""
    saved = actions.change_part(
        draft=draft,
        section=row.section,
        code=row.code,
        entry=form.entry,
        seen=form.cleaned_data["seen"] or 0,
        by=request.user,
        why=form.cleaned_data["why"],
    )
    if saved.revision == form.cleaned_data["seen"]:
        messages.info(request, say("Nothing was changed."))
    else:
        messages.success(request, say("Saved."))
    if form.lost_verbatim:
        messages.warning(
            request,
            say(
                "The text is no longer marked “verbatim”, because its source was not confirmed. "
                "If it is a quotation, choose “verbatim” again and confirm the source."
            ),
        )
    return redirect("drafting:part", draft.pk, row.section, row.code)


def _page(
    request: PersonRequest,
    draft: Draft,
    kind: PartKind,
    row: DraftPart,
    form: PartForm,
    *,
    theirs: DraftPart | None,
    status: int,
) -> HttpResponse:
    language = draft.source_language
    base = base_entry(draft, row.section, row.code)
    context = {
        "draft": draft,
        "kind": kind,
        "part": row,
        "title": title_of(row.section, row.code, row.entry, language),
        "form": form,
        "theirs": theirs,
        "conflicts": differences(row.section, row.code, row.entry, form.entry, language)
        if theirs and form.is_valid()
        else [],
        "since_base": differences(row.section, row.code, base, row.entry, language)
        if base is not None
        else [],
        "is_new": base is None,
        "remarks": load_remarks(draft, row),
    }
    return render(request, "drafting/part_edit.html", context, status=status)
