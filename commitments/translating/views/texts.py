"""Text beside text."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commitments.drafting.permissions import editors_only
from commitments.translating.actions import save_texts
from commitments.translating.forms import SEEN, TextsForm
from commitments.translating.queries import Translation, load_translatable, load_translation
from commitments.translating.working import Entry
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import mark, say, say_count

TEXTS_A_PAGE = 50
SHOWN = {
    "": mark("All texts"),
    "missing": mark("Missing"),
    "outdated": mark("Outdated: the source has changed"),
    "changed": mark("Changed since the last edition"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def texts(request: PersonRequest, version: str, language: str) -> HttpResponse:
    row = load_translatable(version, language)
    shown = load_translation(row, language)
    if request.method != "POST":
        page = _page_of(request, shown)
        return _show(request, shown, TextsForm(None, entries=page, language=language), page)
    form = TextsForm(request.POST, entries=shown.entries, language=language)
    if not form.is_valid():
        return _show(request, shown, form, status=422)
    saved = save_texts(version=row, language=language, texts=form.rewritten(), by=request.user)
    if saved.paths:
        count = len(saved.paths)
        messages.success(request, say_count("{count} text saved.", "{count} texts saved.", count))
    if saved.conflicts:
        shown = load_translation(row, language)
        form = TextsForm(request.POST, entries=shown.entries, language=language)
        return _show(request, shown, form, conflicts=saved.conflicts, status=409)
    if not saved.paths:
        messages.info(request, say("Nothing was changed."))
    return redirect(request.get_full_path())


def _page_of(request: PersonRequest, shown: Translation) -> Page[Entry]:
    group, state = request.GET.get("group", ""), request.GET.get("show", "")
    entries = [
        entry
        for found in shown.groups
        if group in ("", found.code)
        for entry in found.entries
        if state in ("", entry.state) or state not in SHOWN
    ]
    return Paginator(entries, TEXTS_A_PAGE).get_page(request.GET.get("page"))


def _show(
    request: PersonRequest,
    shown: Translation,
    form: TextsForm,
    page: Page[Entry] | None = None,
    *,
    conflicts: Mapping[str, Entry] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "translation": shown,
        "form": form,
        "page": page,
        "rows": list(_rows(form, shown.entries, conflicts or {})),
        "conflicts": conflicts,
        "group": next((g for g in shown.groups if g.code == request.GET.get("group")), None),
        "show": request.GET.get("show", ""),
        "filters": [(code, say(name)) for code, name in SHOWN.items()],
    }
    return render(request, "translating/text_list.html", context, status=status)


def _rows(
    form: TextsForm, entries: Iterable[Entry], conflicts: Mapping[str, Entry]
) -> Iterable[dict[str, object]]:
    """What could not be saved is sent again as seen by its translator, a conflict as it is now."""
    for entry in form.entries.values():
        typed = form.data.get(SEEN + entry.path) if form.is_bound else None
        yield {
            "entry": entry,
            "field": form[entry.field],
            "conflict": conflicts.get(entry.path),
            "seen": entry.seen if typed is None or conflicts else typed,
        }
