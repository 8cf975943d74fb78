"""What administrators do with the answers to the interest form."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lhs_portal.accounts.permissions import administrators_only
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.audit.models import Event
from lhs_portal.lib.wording import say
from reports.field.actions.interest import (
    KEPT_FOR,
    erase_interest,
    invite_from_interest,
    mark_interest,
)
from reports.field.forms.interest import QUESTION, InviteForm, ShowForm
from reports.field.history import tell_events
from reports.field.interest_codes import DECLINED, HANDLED, OPEN, STATES
from reports.field.interest_file import render_interest_csv
from reports.field.models import FieldCycle, Interest
from reports.field.presenting import present_interest

PER_PAGE = 50


@require_safe
@administrators_only
def interest_list(request: PersonRequest) -> HttpResponse:
    form = ShowForm(request.GET)
    page = Paginator(_asked(form), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": present_interest(list(page)),
        "query": query.urlencode(),
        "cycle": FieldCycle.objects.not_over(timezone.localdate()).last(),
        "days": KEPT_FOR.days,
    }
    return render(request, "field/interest_list.html", context)


@require_safe
@administrators_only
def interest_csv(request: PersonRequest) -> HttpResponse:
    """What the list shows, all pages of it."""
    content = render_interest_csv(list(_asked(ShowForm(request.GET))))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="interest.csv"'
    return response


@require_safe
@administrators_only
def interest_detail(request: PersonRequest, interest_id: UUID) -> HttpResponse:
    found = _load(interest_id)
    cycles = FieldCycle.objects.not_over(timezone.localdate())
    wanted = found.cycle or (cycles.last() if "cycle" in found.wishes else None)
    context = {
        "one": present_interest([found])[0],
        "interest": found,
        "form": InviteForm(cycles=cycles, initial={"cycle": wanted}),
        "moves": [
            (state, label)
            for state, label in (
                (HANDLED, say("Mark as handled")),
                (DECLINED, say("Decline")),
                (OPEN, say("Open it again")),
            )
            if state != found.state
        ],
        "events": tell_events(
            Event.objects.filter(subject_type="interest", subject_id=str(found.pk))
        ),
        "question": say(QUESTION),
        "days": KEPT_FOR.days,
    }
    return render(request, "field/interest_detail.html", context)


@require_POST
@administrators_only
def interest_invite(request: PersonRequest, interest_id: UUID) -> HttpResponse:
    found = _load(interest_id)
    cycles = FieldCycle.objects.not_over(timezone.localdate())
    form = InviteForm(request.POST, cycles=cycles)
    if not form.is_valid():
        messages.error(request, say("That cycle is over or gone. Choose another one, or none."))
        return redirect("reports:interest_detail", interest_id)
    try:
        invite_from_interest(found, cycle=form.cleaned_data["cycle"], by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        _tell_delivery(request, found)
    return redirect("reports:interest_detail", interest_id)


@require_POST
@administrators_only
def interest_mark(request: PersonRequest, interest_id: UUID) -> HttpResponse:
    found = _load(interest_id)
    state = request.POST.get("state", "")
    if state not in (OPEN, HANDLED, DECLINED):
        raise BadRequest(say("There is no such state."))
    try:
        mark_interest(found, state=state, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, say("The answer is marked as {state}.", state=say(STATES[state]).lower())
        )
    return redirect("reports:interest_detail", interest_id)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def interest_erase(request: PersonRequest, interest_id: UUID) -> HttpResponse:
    found = _load(interest_id)
    if request.method == "POST":
        erase_interest(found, by=request.user)
        messages.success(request, say("Name, address and words are erased."))
        return redirect("reports:interest_list")
    return render(request, "field/interest_erase.html", {"interest": found})


def _load(interest_id: UUID) -> Interest:
    rows = Interest.objects.select_related("cycle", "organization", "handled_by")
    return get_object_or_404(rows, pk=interest_id)


def _asked(form: ShowForm) -> QuerySet[Interest]:
    rows = Interest.objects.matching(form.asked("q"))
    state = form.asked("state")
    return rows.filter(state=state) if state else rows


def _tell_delivery(request: PersonRequest, found: Interest) -> None:
    """The mail left in the action's commit, or it did not: say which."""
    found.refresh_from_db()
    if found.mailed_at:
        messages.success(request, say("The invitation to {email} is sent.", email=found.email))
    else:
        messages.warning(request, say("The invitation is kept. {why}", why=say(found.mail_error)))
