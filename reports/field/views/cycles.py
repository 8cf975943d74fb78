"""Administrators plan cycles, open and close them, and see who was asked and who takes part."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lhs_portal.accounts.permissions import administrators_only
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.audit.models import Event
from lhs_portal.lib.wording import mark, say
from reports.field.actions.cycles import edit_cycle, move_closing, open_cycle, plan_cycle
from reports.field.dates import phase_of
from reports.field.forms.cycles import ClosingForm, CycleForm, NewCycleForm
from reports.field.history import tell_events
from reports.field.models import FieldCycle
from reports.field.queries import JOINED, WAITING, load_asked, load_cycles

PER_PAGE = 50
SHOWN = {"": mark("All"), WAITING: mark("Not joined yet"), JOINED: mark("Joined")}


@require_safe
@administrators_only
def cycle_list(request: PersonRequest) -> HttpResponse:
    today = timezone.localdate()
    cycles = [(cycle, phase_of(cycle, today)) for cycle in load_cycles()]
    return render(request, "field/cycle_list.html", {"cycles": cycles})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def cycle_new(request: PersonRequest) -> HttpResponse:
    form = NewCycleForm(posted(request), initial={"opens": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            cycle = plan_cycle(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, say("{cycle} is made.", cycle=cycle.name))
            return redirect("reports:cycle", cycle.pk)
    return _form(request, "field/cycle_new.html", {"form": form})


@require_safe
@administrators_only
def cycle(request: PersonRequest, cycle_id: UUID) -> HttpResponse:
    """With the organizations that were invited or take part; of answers there is nothing here."""
    found = get_object_or_404(load_cycles(), pk=cycle_id)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    page = Paginator(load_asked(found, show), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": found,
        "phase": phase_of(found, timezone.localdate()),
        "page": page,
        "show": show,
        "shown": [(code, say(name)) for code, name in SHOWN.items()],
        "events": tell_events(
            Event.objects.filter(subject_type="fieldcycle", subject_id=str(found.pk))
        ),
    }
    return render(request, "field/cycle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def cycle_edit(request: PersonRequest, cycle_id: UUID) -> HttpResponse:
    """Before it opens. Afterwards the page says that it is open."""
    found = _load(cycle_id)
    phase = phase_of(found, timezone.localdate())
    fields = ("name", "opens", "closes", "framework_version")
    initial = {field: getattr(found, field) for field in fields}
    form = CycleForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_cycle(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("The cycle is saved."))
            return redirect("reports:cycle", cycle_id)
    context = {"form": form, "cycle": found, "phase": phase}
    return _form(request, "field/cycle_edit.html", context)


@require_POST
@administrators_only
def cycle_open(request: PersonRequest, cycle_id: UUID) -> HttpResponse:
    found = _load(cycle_id)
    try:
        open_cycle(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            say("{found} is open. Organizations can join it from now on.", found=found.name),
        )
    return redirect("reports:cycle", cycle_id)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def cycle_closing(request: PersonRequest, cycle_id: UUID) -> HttpResponse:
    found = _load(cycle_id)
    today = timezone.localdate()
    form = ClosingForm(posted(request), initial={"closes": today})
    if request.method == "POST" and form.is_valid():
        try:
            move_closing(found, closes=form.cleaned_data["closes"], by=request.user)
        except Refused as refusal:
            form.add_error("closes", str(refusal))
        else:
            messages.success(request, say("The last day is moved."))
            return redirect("reports:cycle", cycle_id)
    context = {"form": form, "cycle": found, "phase": phase_of(found, today)}
    return _form(request, "field/cycle_closing.html", context)


def _load(cycle_id: UUID) -> FieldCycle:
    rows = FieldCycle.objects.select_related("framework_version")
    return get_object_or_404(rows.defer("framework_version__frame"), pk=cycle_id)


def _form(request: PersonRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if context["form"].errors else 200)
