from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from lhs_portal.accounts.permissions import can_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say
from reports.models import State
from reports.peers.actions import keep_peers
from reports.peers.queries import load_offer
from reports.queries import load_report
from reports.report_settings import load_report_settings
from reports.views.rendering import load_page_for, render_page


@require_safe
@sign_in_required
def peers(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """The report's scores beside a published group of peers; the address holds the choice."""
    report = load_report(request.user, report_id)
    if report.state != State.READY:
        return redirect("reports:detail", report_id)
    page = load_page_for(request, report)
    offer = load_offer(report, page, request.GET.dict())
    kept = load_report_settings(report.assessment)
    context = {
        "report": report,
        "offer": offer,
        "can_keep": can_lead(report),
        "kept": kept,
        "is_kept": bool(
            offer
            and offer.chosen
            and (kept.peers_release, kept.peers_by) == (offer.release.number, offer.chosen.by)
        ),
    }
    return render_page(request, "reports/peers.html", page, context)


@require_POST
@sign_in_required
def peers_keep(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """A choice that reports show from now on, or none."""
    try:
        keep_peers(report=report_id, asked=request.POST.dict(), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("Saved. Reports that are asked for from now on are made so."))
    return redirect("reports:peers", report_id)
