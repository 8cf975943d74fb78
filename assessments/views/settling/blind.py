from django.http import HttpResponse
from django.shortcuts import render

from assessments.models import Assessment
from assessments.permissions import why_not_settling
from lhs_portal.accounts.permissions import can_lead
from lhs_portal.accounts.requests import PersonRequest


def render_blind(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """While ratings are given, or before: nobody learns anything of them here."""
    context = {
        "assessment": assessment,
        "why": why_not_settling(assessment),
        "leads": can_lead(assessment),
    }
    return render(request, "assessments/settling_blind.html", context)
