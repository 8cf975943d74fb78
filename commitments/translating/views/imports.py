"""A file of translated texts: every fault, then the difference, then a press that confirms it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from commitments.drafting.permissions import editors_only
from commitments.exchange import prepared
from commitments.exchange.reading import FaultyFile, Mistake, told
from commitments.exchange.uploads import ExchangeField, content_of, is_workbook, sheets_of
from commitments.translating.actions import Rewritten, save_texts
from commitments.translating.files import read_translation
from commitments.translating.queries import Translation, load_translatable, load_translation
from commitments.translating.sheet import read_texts
from commitments.translating.working import place_in_words
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.faults import FaultyDocument
from lhs_portal.lib.uploads.checking import Accepted
from lhs_portal.lib.wording import say, say_count

MOST_SHOWN = 300


class TranslationImportForm(forms.Form):
    file = ExchangeField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("The workbook (.xlsx) or the YAML file, as exported here."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def upload(request: PersonRequest, version: str, language: str) -> HttpResponse:
    row = load_translatable(version, language)
    shown = load_translation(row, language)
    form = TranslationImportForm(posted(request), request.FILES or None)
    mistakes: tuple[Mistake, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            texts = _read(file, shown)
        except FaultyFile as faulty:
            mistakes = faulty.mistakes
        else:
            content = _difference(shown, texts)
            kept = prepared.keep(
                purpose=_purpose(shown), file_name=file.name, content=content, by=request.user
            )
            return redirect("translating:import_confirm", version, language, kept.pk)
    context = {"translation": shown, "form": form, "mistakes": mistakes}
    status = 422 if form.errors or mistakes else 200
    return render(request, "translating/import_file.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def confirm(request: PersonRequest, version: str, language: str, import_id: UUID) -> HttpResponse:
    row = load_translatable(version, language)
    shown = load_translation(row, language)
    kept = prepared.find(import_id, purpose=_purpose(shown), by=request.user)
    if kept is None:
        messages.info(
            request,
            say("This import was carried out already, or has run out. Choose the file again."),
        )
        return redirect("translating:translation", version, language)
    changes = kept.content["changes"]
    if request.method == "POST":
        texts = [Rewritten(path, text, seen) for path, _, text, seen in changes]
        saved = save_texts(version=row, language=language, texts=texts, by=request.user)
        kept.delete()
        count = len(saved.paths)
        messages.success(request, say_count("{count} text saved.", "{count} texts saved.", count))
        if saved.conflicts:
            messages.error(
                request,
                say(
                    "Changed by somebody meanwhile, and left as they are: {places}",
                    places=", ".join(place_in_words(path) for path in saved.conflicts),
                ),
            )
        return redirect("translating:translation", version, language)
    context = {
        "translation": shown,
        "kept": kept,
        "count": len(changes),
        "rows": [(place_in_words(path), old, new) for path, old, new, _ in changes[:MOST_SHOWN]],
        "more": max(0, len(changes) - MOST_SHOWN),
    }
    return render(request, "translating/import_confirm.html", context)


def _read(file: Accepted, shown: Translation) -> dict[str, str]:
    """The texts by path. Raises FaultyFile."""
    if is_workbook(file):
        return read_texts(sheets_of(file), {entry.path: entry for entry in shown.entries})
    try:
        read = read_translation(content_of(file), shown.definition, shown.guide)
    except FaultyDocument as refusal:
        raise FaultyFile(tuple(told(fault) for fault in refusal.faults)) from None
    if read.language != shown.language:
        sentence = say("This is a translation into another language.")
        raise FaultyFile((Mistake("language", sentence),))
    return dict(read.texts)


def _difference(shown: Translation, texts: dict[str, str]) -> dict[str, Any]:
    """What is not in the file stays as it is."""
    return {
        "changes": [
            [entry.path, entry.text, texts[entry.path], entry.seen]
            for entry in shown.entries
            if entry.path in texts
            and (texts[entry.path] != entry.text or entry.state == "outdated")
        ]
    }


def _purpose(shown: Translation) -> str:
    return f"translation {shown.version.pk} {shown.language}"
