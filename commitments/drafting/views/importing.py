"""A file into a draft: every fault, then the difference, then a press that confirms it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commitments.change_pages import Sides, show_comparison
from commitments.definition import Definition
from commitments.document_form import definition_from_document, document_of
from commitments.drafting.actions import DraftRefused, check_version_free
from commitments.drafting.document import Document
from commitments.drafting.forms.importing import ImportForm, NewDraftForm
from commitments.drafting.import_actions import StaleImport, import_as_draft, import_document
from commitments.drafting.import_doubts import ASKED, QUOTED, doubts_of, settle
from commitments.drafting.item_queries import load_highest_meanings
from commitments.drafting.models import Draft
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft, read_draft
from commitments.exchange import prepared
from commitments.exchange.reading import FaultyFile, Mistake, under_version
from commitments.exchange.uploads import read_definition
from commitments.models import FrameworkVersion, PreparedImport
from commitments.queries import load_definition
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say, say_count

NEW = "new draft"

Before = tuple[Definition, Definition]  # the draft as it is, and the version it goes on from


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def upload(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    form = ImportForm(posted(request), request.FILES or None)
    mistakes: tuple[Mistake, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            definition = under_version(read_definition(file), draft.version)
        except FaultyFile as faulty:
            mistakes = faulty.mistakes
        else:
            content = {"document": document_of(definition)}
            kept = prepared.keep(
                purpose=_purpose(draft), file_name=file.name, content=content, by=request.user
            )
            return redirect("drafting:import_confirm", draft.pk, kept.pk)
    context = {"draft": draft, "form": form, "mistakes": mistakes}
    return _show_upload(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def confirm(request: PersonRequest, draft_id: UUID, import_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    kept = prepared.find(import_id, purpose=_purpose(draft), by=request.user)
    if kept is None:
        messages.info(request, _gone())
        return redirect("drafting:home", draft.pk)
    refusal = ""
    if request.method == "POST":
        try:
            count = import_document(
                draft=draft,
                document=_settled(request, kept, _before(draft)),
                seen=_seen(request),
                why=_why(kept),
                by=request.user,
            )
        except StaleImport:
            refusal = say("The draft has changed meanwhile. Look at the difference again.")
            draft = load_draft(draft_id)
        except DraftRefused as refused:
            refusal = str(refused)
        else:
            kept.delete()
            messages.success(
                request,
                say_count(
                    "The file is in the draft: {count} change.",
                    "The file is in the draft: {count} changes, undone as one.",
                    count,
                ),
            )
            return redirect("drafting:home", draft.pk)
    back = reverse("drafting:import", args=[draft.pk])
    context = {"draft": draft, "seen": draft.revision, "back": back, "refusal": refusal}
    return _show_difference(request, _before(draft), kept, context)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def upload_new(request: PersonRequest) -> HttpResponse:
    form = NewDraftForm(posted(request), request.FILES or None)
    mistakes: tuple[Mistake, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            definition = read_definition(file)
            version = form.cleaned_data["version"] or definition.version
            check_version_free(version)
        except FaultyFile as faulty:
            mistakes = faulty.mistakes
        except DraftRefused as refused:
            form.add_error("version", str(refused))
        else:
            content = {
                "document": document_of(under_version(definition, version)),
                "base": form.cleaned_data["base"].pk,
            }
            kept = prepared.keep(purpose=NEW, file_name=file.name, content=content, by=request.user)
            return redirect("drafting:import_new_confirm", kept.pk)
    return _show_upload(request, {"form": form, "mistakes": mistakes})


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def confirm_new(request: PersonRequest, import_id: UUID) -> HttpResponse:
    if Draft.objects.filter(pk=import_id).exists():
        return redirect("drafting:home", import_id)
    kept = prepared.find(import_id, purpose=NEW, by=request.user)
    if kept is None:
        messages.info(request, _gone())
        return redirect("drafting:list")
    version = kept.content["document"]["version"]
    base = FrameworkVersion.objects.get(pk=kept.content["base"])
    published = load_definition(base)
    refusal = ""
    if request.method == "POST":
        try:
            draft = import_as_draft(
                draft_id=import_id,
                version=version,
                base=base,
                document=_settled(request, kept, (published, published)),
                why=_why(kept),
                by=request.user,
            )
        except DraftRefused as refused:
            refusal = str(refused)
        else:
            kept.delete()
            messages.success(request, say("The draft is made from the file."))
            return redirect("drafting:home", draft.pk)
    back = reverse("drafting:import_new")
    context: dict[str, Any] = {"back": back, "refusal": refusal}
    return _show_difference(request, (published, published), kept, context)


def _show_upload(request: PersonRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors or context["mistakes"] else 200
    return render(request, "drafting/import_file.html", context, status=status)


def _show_difference(
    request: PersonRequest, before: Before, kept: PreparedImport, context: dict[str, Any]
) -> HttpResponse:
    """What is ticked already stays ticked; the difference shows what is not as the doubt has it."""
    now, base = before
    file = kept.content["document"]
    doubts = doubts_of(document_of(now), document_of(base), file)
    citations = {source["code"]: source["citation"] for source in file.get("sources", ())}
    asked = [doubt for doubt in doubts if doubt.kind == ASKED]
    quoted = [(doubt, citations.get(doubt.source, "")) for doubt in doubts if doubt.kind == QUOTED]
    new = definition_from_document(_settled(request, kept, before))
    response = show_comparison(
        request,
        "drafting/import_confirm.html",
        Sides(now, new),
        kept=kept,
        asked=asked,
        quoted=quoted,
        said=frozenset(request.POST.getlist("said")),
        **context,
    )
    if context["refusal"]:
        response.status_code = 409
    return response


def _before(draft: Draft) -> Before:
    """The base in the place of a draft that breaks a rule."""
    definition, _ = read_draft(draft)
    base = load_definition(draft.base)
    return definition or base, base


def _settled(request: PersonRequest, kept: PreparedImport, before: Before) -> Document:
    now, base = (document_of(side) for side in before)
    file = kept.content["document"]
    doubts = doubts_of(now, base, file)
    highest = load_highest_meanings() if doubts else {}
    return settle(file, base, doubts, request.POST.getlist("said"), highest)


def _purpose(draft: Draft) -> str:
    return f"draft {draft.pk}"


def _seen(request: PersonRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0


def _why(kept: PreparedImport) -> str:
    return say("Imported from {file}", file=kept.file_name)


def _gone() -> str:
    return say(
        "This import was carried out already, or has run out: a file is kept for a day. Choose the "
        "file again if it is still to be imported."
    )
