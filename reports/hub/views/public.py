"""The knowledge hub: for anybody, without an account, and without a trace of who reads."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lhs_portal.accounts.public_pages import limited
from reports.hub.finding import load_found, read_search
from reports.hub.models import Story
from reports.hub.permissions import can_moderate
from reports.hub.presenting import present_text
from reports.hub.queries import load_published

# Looking for words costs more than reading; a reader who types fast stays far below.
SEARCH = "60/m/ip"


@require_safe
def hub(request: HttpRequest) -> HttpResponseBase:
    return _searched(request) if request.GET.get("q") else _list(request)


@require_safe
def hub_story(request: HttpRequest, story_id: UUID) -> HttpResponse:
    """410 for what was public once: the address stays, the words are gone."""
    text = load_published(story_id)
    if text is None:
        if not Story.objects.filter(pk=story_id, versions__published_at__isnull=False).exists():
            raise Http404("There is no such story.")
        return render(request, "hub/story_gone.html", status=410)
    context = {
        "text": text,
        "told": present_text(text),
        "own": request.user.is_authenticated
        and text.story.organization_id
        in request.user.memberships.values_list("organization_id", flat=True),
        "moderates": request.user.is_authenticated and can_moderate(request.user),
    }
    return render(request, "hub/story.html", context)


def _list(request: HttpRequest) -> HttpResponse:
    search = read_search(request.GET)
    page, found = load_found(search, request.GET.get("page", ""))
    context = {
        "search": search,
        "page": page,
        "found": found,
        "moderates": request.user.is_authenticated and can_moderate(request.user),
    }
    return render(request, "hub/story_list.html", context)


_searched = limited("hub-search", SEARCH)(_list)
