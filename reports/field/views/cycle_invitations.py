"""Administrators choose whom to invite to a cycle, and remind those who have not joined."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lhs_portal.accounts.permissions import administrators_only
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say, say_count
from reports.field.actions.inviting import PAUSE, ask_for_reminders, invite_organizations
from reports.field.dates import phase_of
from reports.field.forms.cycles import AttributesForm
from reports.field.models import FieldCycle
from reports.field.queries import load_invitable

MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def cycle_invite(request: PersonRequest, cycle_id: UUID) -> HttpResponse:
    """Those marked, or all that the attributes in the address let through."""
    found = get_object_or_404(FieldCycle, pk=cycle_id)
    form = AttributesForm(request.GET)
    rows = load_invitable(found, form.filters())
    if not form.is_valid():
        # Not all of them: "Invite all" would send a mail to everybody.
        rows = rows.none()
    if request.method == "POST":
        chosen = rows if "all" in request.POST else rows.filter(pk__in=_marked(request))
        return _invite(request, found, list(chosen.values_list("pk", flat=True)))
    context = {
        "cycle": found,
        "phase": phase_of(found, timezone.localdate()),
        "form": form,
        "filtered": bool(form.filters()) or not form.is_valid(),
        "count": rows.count(),
        "organizations": rows[:MOST_SHOWN],
        "most": MOST_SHOWN,
    }
    return render(request, "field/cycle_invite.html", context)


@require_POST
@administrators_only
def cycle_remind(request: PersonRequest, cycle_id: UUID) -> HttpResponse:
    found = get_object_or_404(FieldCycle, pk=cycle_id)
    try:
        count = ask_for_reminders(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if count:
            told = say_count(
                "{number} organization will be reminded within minutes.",
                "{number} organizations will be reminded within minutes.",
                count,
                number=f"{count:,}",
            )
            messages.success(request, told)
        else:
            messages.info(
                request,
                say(
                    "Nobody is to be reminded now: all that are verified have joined, or had a "
                    "mail within {days} days.",
                    days=PAUSE.days,
                ),
            )
    return redirect("reports:cycle", cycle_id)


def _invite(request: PersonRequest, cycle: FieldCycle, chosen: list[UUID]) -> HttpResponse:
    if not chosen:
        messages.error(request, say("Nobody was invited: mark at least one organization."))
        return redirect(request.get_full_path())
    try:
        count = invite_organizations(cycle, chosen, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = say_count(
            "{number} organization will get the invitation within minutes.",
            "{number} organizations will get the invitation within minutes.",
            count,
            number=f"{count:,}",
        )
        messages.success(request, told)
    return redirect("reports:cycle", cycle.pk)


def _marked(request: PersonRequest) -> list[UUID]:
    """What is no id of an organization is nobody's to correct: it marks nothing."""
    found = []
    for text in request.POST.getlist("organization"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
