from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments.drafting import actions
from commitments.drafting.actions import Conflict, DraftRefused
from commitments.drafting.forms.crosswalks import CrosswalkForms, crosswalk_forms
from commitments.drafting.models import Draft, DraftPart
from commitments.drafting.part_fields import title_of
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft, load_part
from commitments.drafting.remarks import load_remarks
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say


@require_safe
@editors_only
def crosswalk_list(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    parts = [
        (part, title_of("crosswalks", part.code, part.entry, draft.source_language))
        for part in draft.parts.filter(section="crosswalks")
    ]
    return render(request, "drafting/crosswalk_list.html", {"draft": draft, "parts": parts})


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def crosswalk(request: PersonRequest, draft_id: UUID, code: str) -> HttpResponse:
    draft = load_draft(draft_id)
    row = load_part(draft, "crosswalks", code)
    subjects = _names(draft, _subject_sections(row.entry))
    sources = _names(draft, ["sources"])
    forms = _forms(draft, row, posted(request), sources, subjects)
    theirs, status = None, 200
    if request.method == "POST":
        status = 422
        if forms.is_valid():
            try:
                return _save(request, draft, row, forms)
            except Conflict as conflict:
                theirs, status = conflict.part, 409
                if theirs:
                    data = request.POST.copy()
                    data["seen"] = str(theirs.revision)
                    forms = _forms(draft, theirs, data, sources, subjects)
                    forms.is_valid()
            except DraftRefused as refusal:
                forms.head.add_error(None, str(refusal))
                status = 409
    context = {
        "draft": draft,
        "part": row,
        "title": title_of("crosswalks", code, row.entry, draft.source_language),
        "forms": forms,
        "names": dict(subjects),
        "theirs": theirs,
        "theirs_lines": _in_lines(theirs, draft.source_language) if theirs else [],
        "remarks": load_remarks(draft, row),
    }
    return render(request, "drafting/crosswalk_edit.html", context, status=status)


def _subject_sections(entry: dict[str, Any]) -> list[str]:
    kind = entry.get("subject_kind")
    return [f"{kind}s"] if kind else ["commitments", "features"]


def _names(draft: Draft, sections: list[str]) -> list[tuple[str, str]]:
    rows = draft.parts.filter(section__in=sections).order_by("section", "position", "id")
    return [
        (part.code, title_of(part.section, part.code, part.entry, draft.source_language))
        for part in rows
    ]


def _forms(
    draft: Draft,
    row: DraftPart,
    data: Any,
    sources: list[tuple[str, str]],
    subjects: list[tuple[str, str]],
) -> CrosswalkForms:
    return crosswalk_forms(
        data,
        stored=row.entry,
        seen=row.revision,
        language=draft.source_language,
        sources=[(code, f"{code}: {name}"[:120]) for code, name in sources],
        subjects=subjects,
    )


def _save(
    request: PersonRequest, draft: Draft, row: DraftPart, forms: CrosswalkForms
) -> HttpResponse:
    """Raises Conflict and DraftRefused."""
    actions.change_part(
        draft=draft,
        section="crosswalks",
        code=row.code,
        entry=forms.entry,
        seen=forms.head.cleaned_data["seen"] or 0,
        by=request.user,
        why=forms.head.cleaned_data["why"],
    )
    messages.success(request, say("Saved."))
    return redirect("drafting:crosswalk", draft.pk, row.code)


def _in_lines(part: DraftPart, language: str) -> list[str]:
    """What stands there now, for the editor whose form is older."""
    entry = part.entry
    lines = [entry["name"].get(language, ""), (entry.get("source_note") or {}).get(language, "")]
    lines += [f"{row['code']}: {row['name'].get(language, '')}" for row in entry["targets"]]
    lines += [
        f"{row['subject']} → {row['target']}. {(row.get('note') or {}).get(language, '')}"
        for row in entry["entries"]
    ]
    lines += [
        f"{row['subject']}: {row['note'].get(language, '')}" for row in entry.get("unmapped", ())
    ]
    return [line for line in lines if line]
