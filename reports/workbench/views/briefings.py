"""Briefings of a group: chosen views in an order, and the file that is made of them."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say
from reports.documents.failure import DocumentFailed
from reports.workbench.briefing_actions import change_briefing, delete_briefing, make_briefing
from reports.workbench.briefing_file import render_briefing
from reports.workbench.briefing_forms import BriefingForm
from reports.workbench.briefing_material import load_material
from reports.workbench.models.briefing import MOST_VIEWS
from reports.workbench.models.group import GROUPS
from reports.workbench.saved_actions import ChangedMeanwhile
from reports.workbench.saved_permissions import check_group, members_only
from reports.workbench.saved_queries import load_briefing, load_parts, load_saved_views

log = structlog.get_logger("reports.workbench")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def briefing_new(request: PersonRequest, group: str) -> HttpResponse:
    check_group(request.user, group)
    form = BriefingForm(posted(request), views=list(load_saved_views(group)))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            briefing = make_briefing(
                group=group,
                words=form.words,
                views=form.chosen,
                once=form.cleaned_data["once"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, say("The briefing is saved."))
            return redirect("reports:briefing", briefing.pk)
    return _edit_page(request, form, group, status=status)


@require_safe
@members_only
def briefing(request: PersonRequest, briefing_id: UUID) -> HttpResponse:
    found = load_briefing(request.user, briefing_id)
    context = {"briefing": found, "views": load_parts(found)}
    return render(request, "workbench/briefing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def briefing_edit(request: PersonRequest, briefing_id: UUID) -> HttpResponse:
    found = load_briefing(request.user, briefing_id)
    placed = [view.pk for view in load_parts(found)]
    views = sorted(
        load_saved_views(found.group),
        key=lambda view: placed.index(view.pk) if view.pk in placed else len(placed),
    )
    first = {
        "title": found.title,
        "introduction": found.introduction,
        "with_annotations": found.with_annotations,
        "seen": found.version,
        **{f"place-{view}": place for place, view in enumerate(placed, start=1)},
    }
    form = BriefingForm(posted(request), views=views, initial=first)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            change_briefing(
                briefing=briefing_id,
                words=form.words,
                views=form.chosen,
                seen=form.seen_version,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, ChangedMeanwhile):
                form.show_version(load_briefing(request.user, briefing_id).version)
            status = 409
        else:
            messages.success(request, say("The briefing is saved."))
            return redirect("reports:briefing", briefing_id)
    return _edit_page(request, form, found.group, found.title, status=status)


def _edit_page(
    request: PersonRequest, form: BriefingForm, group: str, title: str = "", *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "group": group,
        "group_name": say(GROUPS[group]),
        "editing": title,
        "most": MOST_VIEWS,
    }
    return render(request, "workbench/briefing_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def briefing_delete(request: PersonRequest, briefing_id: UUID) -> HttpResponse:
    found = load_briefing(request.user, briefing_id)
    if request.method == "POST":
        group = delete_briefing(briefing=briefing_id, by=request.user)
        messages.success(
            request, say("“{title}” is deleted. Its views stay saved.", title=found.title)
        )
        return redirect("reports:saved_list", group)
    return render(request, "workbench/briefing_delete.html", {"briefing": found})


@require_safe
@members_only
def briefing_pdf(request: PersonRequest, briefing_id: UUID) -> HttpResponse:
    """Made anew each time: of published rows and the group's words as they are now."""
    found = load_briefing(request.user, briefing_id)
    material = load_material(found)
    if not material.parts:
        messages.error(
            request, say("The briefing has no views any more. Choose some, then export it.")
        )
        return redirect("reports:briefing", briefing_id)
    try:
        content = render_briefing(material)
    except DocumentFailed as failure:
        log.warning("briefing_failed", briefing=str(briefing_id), because=failure.because)
        messages.error(
            request, say("The file could not be made. The briefing is as it was: try again later.")
        )
        return redirect("reports:briefing", briefing_id)
    headers = {"Content-Disposition": f'attachment; filename="briefing-{found.pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
