from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render

from assessments.models import Assessment
from assessments.permissions import why_not_settling
from lhs_portal.accounts.requests import PersonRequest


def render_none(
    request: PersonRequest, assessment: Assessment, *, typed: Iterable[str | None] | None = None
) -> HttpResponse:
    """No meeting can be held now. What was `typed` came too late, and is handed back."""
    context = {
        "assessment": assessment,
        "why": why_not_settling(assessment),
        "texts": [text for text in typed or () if text],
    }
    status = 200 if typed is None else 409
    return render(request, "assessments/meeting_none.html", context, status=status)
