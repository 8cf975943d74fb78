from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments.drafting.actions import DraftRefused
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say
from reports.dryrun.actions import request_dry_run
from reports.dryrun.loading import latest_release
from reports.dryrun.models import DryRun, State
from reports.dryrun.presenting import STEPS, present_dry_run, present_steps


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def dry_runs(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    """Those of a draft, and the button for another one."""
    draft = load_draft(draft_id)
    if request.method == "POST":
        try:
            run = request_dry_run(draft=draft, by=request.user)
        except (Refused, DraftRefused) as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("reports:dry_run", draft.pk, run.pk)
    runs = draft.dry_runs.select_related("release", "requested_by").defer("results")
    context = {"draft": draft, "runs": runs, "release": latest_release()}
    return render(request, "dryrun/dry_run_list.html", context)


@require_safe
@editors_only
def dry_run(request: PersonRequest, draft_id: UUID, run_id: UUID) -> HttpResponse:
    """How far it is, or what it found. The page that waits asks again until there is news."""
    draft = load_draft(draft_id)
    rows = DryRun.objects.select_related("release__cycle", "requested_by")
    run = get_object_or_404(rows, pk=run_id, draft=draft)
    if request.headers.get("HX-Request") and not run.unfinished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "draft": draft,
        "run": run,
        "steps": present_steps(run),
        "step": say(STEPS[run.step]) if run.step in STEPS else "",
        "error": say(run.error) if run.error else "",
        "page": present_dry_run(run) if run.state == State.DONE else None,
        "older": run.revision != draft.revision,
    }
    return render(request, "dryrun/dry_run.html", context)
