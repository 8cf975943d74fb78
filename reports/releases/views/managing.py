"""Release managers prepare, watch, approve and stop releases. For all others there is nothing."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say
from reports.releases.actions import (
    REASONS_TO_STOP,
    approve_release,
    prepare_release,
    retry_release,
    stop_release,
)
from reports.releases.checklist import read_checklist
from reports.releases.core.thresholds import ThresholdsUnusable
from reports.releases.forms import PrepareForm, StopForm
from reports.releases.history import load_history
from reports.releases.models import Release, State
from reports.releases.permissions import managers_only
from reports.releases.reading import shown_count
from reports.releases.steps import LABELS, present_steps

STOPPABLE = (State.QUEUED, State.RUNNING, State.PREPARED, State.FAILED)


@require_safe
@managers_only
def release_manage_list(request: PersonRequest) -> HttpResponse:
    releases = Release.objects.select_related("cycle").defer("checklist", "thresholds")
    return render(request, "releases/manage_list.html", {"releases": releases})


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def release_prepare(request: PersonRequest) -> HttpResponse:
    form = PrepareForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            release = prepare_release(by=request.user, **form.cleaned_data)
        except (Refused, ThresholdsUnusable) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("reports:release_manage", release.pk)
    status = 422 if form.errors else 200
    return render(request, "releases/manage_prepare.html", {"form": form}, status=status)


@require_safe
@managers_only
def release_manage(request: PersonRequest, release_id: UUID) -> HttpResponse:
    """How far the job is, or the checklist. The page that waits asks again until there is news."""
    release = _load(release_id)
    if request.headers.get("HX-Request") and not release.unfinished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    thresholds = json.loads(release.thresholds)
    checklist = read_checklist(release.checklist, thresholds) if release.checklist else None
    context = {
        "release": release,
        "stopped_why": why_stopped(release.stopped_why),
        "steps": present_steps(release.step),
        "step": say(LABELS[release.step]) if release.step in LABELS else "",
        "checklist": checklist,
        "thresholds": thresholds,
        "n": shown_count(release.n),
        "history": load_history(release),
        "is_own": release.prepared_by_id == request.user.pk,
        "can_approve": release.state == State.PREPARED,
        "can_stop": release.state in STOPPABLE,
        "can_retry": release.state == State.FAILED,
    }
    return render(request, "releases/manage.html", context)


@require_POST
@managers_only
def release_approve(request: PersonRequest, release_id: UUID) -> HttpResponse:
    try:
        release = approve_release(release_id, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if release.state == State.STOPPED:
            messages.error(
                request, say("The release was stopped. {why}", why=why_stopped(release.stopped_why))
            )
        else:
            messages.success(request, say("Release {number} is published.", number=release.number))
    return redirect("reports:release_manage", release_id)


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def release_stop(request: PersonRequest, release_id: UUID) -> HttpResponse:
    release = _load(release_id)
    form = StopForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            stop_release(release_id, by=request.user, why=form.cleaned_data["why"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, say("The release is stopped. Nothing of it was published."))
        return redirect("reports:release_manage", release_id)
    status = 422 if form.errors else 200
    context = {"form": form, "release": release}
    return render(request, "releases/manage_stop.html", context, status=status)


@require_POST
@managers_only
def release_retry(request: PersonRequest, release_id: UUID) -> HttpResponse:
    try:
        retry_release(release_id, by=request.user)
    except Refused as refusal:
        messages.info(request, str(refusal))
    return redirect("reports:release_manage", release_id)


def why_stopped(kept: str) -> str:
    """What the portal found is kept in English; what a person typed is shown as it is."""
    for reason in REASONS_TO_STOP:
        kept = kept.replace(reason, say(reason))
    return kept


def _load(release_id: UUID) -> Release:
    return get_object_or_404(Release.objects.select_related("cycle", "corrects"), pk=release_id)
