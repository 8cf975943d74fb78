from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.calendar_file import Day, calendar_file
from assessments.queries import load_assessment
from lhs_portal.accounts.public_pages import limited, untraced
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say
from reports.plans.actions.feeds import end_feed, make_feed
from reports.plans.feeds import load_feed, load_feed_actions
from reports.plans.models import Action, PlanFeed


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def plan_calendar(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """The address is shown by the answer that makes it, and never again."""
    assessment = load_assessment(request.user, assessment_id)
    address = ""
    if request.method == "POST" and "end" in request.POST:
        end_feed(organization=assessment.organization, by=request.user)
        messages.success(
            request, say("The address has ended. A calendar that has it finds nothing.")
        )
        return redirect("reports:plan_calendar", assessment_id)
    if request.method == "POST":
        token = make_feed(organization=assessment.organization, by=request.user)
        address = settings.SITE_URL + reverse("reports:plan_feed", args=[token])
    feed = PlanFeed.objects.filter(
        user=request.user, organization=assessment.organization_id
    ).first()
    context = {
        "assessment": assessment,
        "feed": feed,
        "ended": bool(feed and feed.expires_at <= timezone.now()),
        "address": address,
    }
    return render(request, "plans/plan_calendar.html", context)


@require_safe
@untraced
@limited("plan_feed", "60/m/ip")
def plan_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What is due, for a calendar program that signs in nowhere: the token is all that it has."""
    feed = load_feed(token, now=timezone.now())
    if feed is None:
        raise Http404("There is no such calendar.")
    return HttpResponse(
        calendar_file(_days(feed), now=timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="plan.ics"'},
    )


def _days(feed: PlanFeed) -> Iterator[Day]:
    host = urlsplit(settings.SITE_URL).hostname
    for action in load_feed_actions(feed):
        if action.due:
            yield Day(
                f"action.{action.pk}@{host}",
                action.due,
                f"{action.title}{_owner(action)}",
                f"{action.assessment.title}, {feed.organization.name}",
                settings.SITE_URL
                + reverse("reports:plan_action", args=[action.assessment_id, action.pk]),
            )


def _owner(action: Action) -> str:
    return f" ({action.owner_name})" if action.owner_name else ""
