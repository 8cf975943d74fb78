from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lhs_portal.accounts.queries import load_events, load_naming, load_organization
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.audit.sentences import sentence_of
from lhs_portal.lib.kept_forms import sign_in_required

PER_PAGE = 50


@sign_in_required
def organization_history(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    page = Paginator(load_events(organization), PER_PAGE).get_page(request.GET.get("page"))
    naming = load_naming(organization)
    return render(
        request,
        "accounts/organization_history.html",
        {
            "organization": organization,
            "page": page,
            "events": [(event.at, sentence_of(event, naming)) for event in page],
        },
    )
