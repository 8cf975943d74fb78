from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.calendar_file import Day, calendar_file
from assessments.models import Assessment
from assessments.queries import load_assessment
from assessments.rater_queries import newest_round
from assessments.rating_queries import load_rater
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_safe
@sign_in_required
def due_calendar(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """The closing date for raters; for members also the day on which the assessment is due."""
    try:
        assessment = load_assessment(request.user, assessment_id)
        due, page = assessment.due, "assessments:home"
    except Http404:
        assessment = load_rater(request.user, assessment_id).assessment
        due, page = None, "assessments:rate"
    days = list(_days(assessment, due, settings.SITE_URL + reverse(page, args=[assessment.pk])))
    if not days:
        raise Http404("There is no date yet.")
    return HttpResponse(
        calendar_file(days, now=timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="due.ics"'},
    )


def _days(assessment: Assessment, due: date | None, url: str) -> Iterator[Day]:
    place = f"{assessment.title}, {assessment.organization.name}"
    host = urlsplit(settings.SITE_URL).hostname
    current = newest_round(assessment) if assessment.rating else None
    if current:
        yield Day(
            f"round-{current.number}.{assessment.pk}@{host}",
            current.closes_on,
            say("Last day to rate: {place}", place=place),
            say("The last day for your ratings in the LHS Portal."),
            url,
        )
    if due:
        yield Day(
            f"due.{assessment.pk}@{host}",
            due,
            say("Due: {place}", place=place),
            say("The day on which this assessment is to be finished in the LHS Portal."),
            url,
        )
