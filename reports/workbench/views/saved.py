"""What a group shares: its saved views and its briefings. Saving, renaming, deleting views."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say
from reports.workbench.models import Briefing
from reports.workbench.models.saved_view import LONGEST_NAME
from reports.workbench.saved_actions import ChangedMeanwhile, delete_view, rename_view, save_view
from reports.workbench.saved_forms import NameForm
from reports.workbench.saved_permissions import check_group, groups_of, members_only
from reports.workbench.saved_queries import load_saved_view, load_saved_views, load_view_at

PER_PAGE = 25


@require_safe
@members_only
def workbench(request: PersonRequest) -> HttpResponse:
    """To the first of the person's groups."""
    return redirect("reports:saved_list", next(iter(groups_of(request))))


@require_safe
@members_only
def saved_list(request: PersonRequest, group: str) -> HttpResponse:
    check_group(request.user, group)
    views = Paginator(load_saved_views(group), PER_PAGE)
    groups = groups_of(request)
    context = {
        "page": views.get_page(request.GET.get("page")),
        "briefings": Briefing.objects.filter(group=group).select_related("made_by"),
        "group": group,
        "group_name": groups[group],
        "groups": groups.items() if len(groups) > 1 else (),
    }
    return render(request, "workbench/saved_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def saved_new(request: PersonRequest) -> HttpResponse:
    """Saves the view at `address`. There is no page where nothing is shown."""
    view = load_view_at(request.GET.get("address", ""))
    groups = groups_of(request)
    first = {"name": f"{view.source.title}: {view.source.cut}"[:LONGEST_NAME]}
    form = NameForm(posted(request), groups=groups, initial=first)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            saved = save_view(
                view=view, group=form.group, name=data["name"], once=data["once"], by=request.user
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
            status = 409
        else:
            messages.success(
                request,
                say(
                    "“{saved}” is saved for {group_name}.",
                    saved=saved.name,
                    group_name=saved.group_name,
                ),
            )
            return redirect("reports:saved_list", saved.group)
    context = {"view": view, "form": form, "groups": groups}
    return render(request, "workbench/saved_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def saved_rename(request: PersonRequest, view_id: UUID) -> HttpResponse:
    saved = load_saved_view(request.user, view_id)
    form = NameForm(posted(request), initial={"name": saved.name, "seen": saved.version})
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            rename_view(
                view=view_id,
                name=form.cleaned_data["name"],
                seen=form.seen_version,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
            if isinstance(refusal, ChangedMeanwhile):
                form.show_version(load_saved_view(request.user, view_id).version)
            status = 409
        else:
            messages.success(request, say("The view has its new name."))
            return redirect("reports:saved_list", saved.group)
    context = {"saved": saved, "form": form}
    return render(request, "workbench/saved_rename.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def saved_delete(request: PersonRequest, view_id: UUID) -> HttpResponse:
    saved = load_saved_view(request.user, view_id)
    if request.method == "POST":
        delete_view(view=view_id, by=request.user)
        messages.success(
            request, say("“{saved}” is deleted. The release has it still.", saved=saved.name)
        )
        return redirect("reports:saved_list", saved.group)
    briefings = Briefing.objects.filter(parts__view=saved)
    context = {"saved": saved, "briefings": briefings}
    return render(request, "workbench/saved_delete.html", context)
