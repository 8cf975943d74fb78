"""Pages that say what the portal is and what it keeps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lhs_portal.accounts.actions.invitations import LIFETIME


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "site/about.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "site/privacy.html", {"invitation_days": LIFETIME.days})
