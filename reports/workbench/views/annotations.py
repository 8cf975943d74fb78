"""Notes beneath a view: writing one for a group, changing and deleting one's own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say
from reports.workbench.annotations_actions import change_note, delete_note, write_note
from reports.workbench.saved_actions import ChangedMeanwhile
from reports.workbench.saved_forms import NoteForm
from reports.workbench.saved_permissions import check_change_note, groups_of, members_only
from reports.workbench.saved_queries import load_note, load_view_at

BENEATH = "#notes"


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def annotation_new(request: PersonRequest) -> HttpResponse:
    """Beneath the view at `address`. There is no page where nothing is shown."""
    view = load_view_at(request.GET.get("address", ""))
    groups = groups_of(request)
    form = NoteForm(posted(request), groups=groups)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            note = write_note(
                view=view, group=form.group, text=data["text"], once=data["once"], by=request.user
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
            status = 409
        else:
            messages.success(
                request, say("Your note is there for {group_name}.", group_name=note.group_name)
            )
            return redirect(note.address + BENEATH)
    context = {"view": view, "form": form, "groups": groups}
    return render(request, "workbench/annotation_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def annotation_edit(request: PersonRequest, note_id: UUID) -> HttpResponse:
    note = load_note(request.user, note_id)
    check_change_note(request.user, note)
    form = NoteForm(posted(request), initial={"text": note.text, "seen": note.version})
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        text, seen = form.cleaned_data["text"], form.seen_version
        try:
            change_note(note=note_id, text=text, seen=seen, by=request.user)
        except ChangedMeanwhile as refusal:
            form.add_error("text", str(refusal))
            form.show_version(load_note(request.user, note_id).version)
            status = 409
        else:
            messages.success(request, say("Your note is changed."))
            return redirect(note.address + BENEATH)
    context = {"note": note, "form": form}
    return render(request, "workbench/annotation_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def annotation_delete(request: PersonRequest, note_id: UUID) -> HttpResponse:
    note = load_note(request.user, note_id)
    check_change_note(request.user, note)
    if request.method == "POST":
        address = delete_note(note=note_id, by=request.user)
        messages.success(request, say("The note is deleted."))
        return redirect(address)
    return render(request, "workbench/annotation_delete.html", {"note": note})
