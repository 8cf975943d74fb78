"""What anybody may know of a release: that it exists, how it was made, and how to cite it."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say
from reports.releases.bundle import BUNDLE, MANIFEST, METHOD_NOTE
from reports.releases.citing import SELF_SELECTED, cite
from reports.releases.models import Kind, Release, ReleaseFile, State
from reports.releases.permissions import READERS, has_role, readers_only
from reports.releases.reading import load_release, shown_count


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    published = Release.objects.filter(state=State.PUBLISHED).select_related("cycle")
    rows = published.defer("checklist", "thresholds").order_by("-number")
    releases = [(one, shown_count(one.n)) for one in rows]
    manager = isinstance(request.user, User) and has_role(request.user, PortalRole.RELEASE_MANAGER)
    context = {"releases": releases, "self_selected": say(SELF_SELECTED), "manager": manager}
    return render(request, "releases/release_list.html", context)


@require_safe
def release(request: HttpRequest, number: int) -> HttpResponse:
    found = load_release(number)
    corrections = found.corrections.filter(state=State.PUBLISHED).order_by("number")
    context = {
        "release": found,
        "n": shown_count(found.n),
        "citation": cite(found),
        "self_selected": say(SELF_SELECTED),
        "corrections": list(corrections),
        "is_field": found.kind == Kind.FIELD,
        "reader": isinstance(request.user, User) and has_role(request.user, *READERS),
    }
    return render(request, "releases/release.html", context)


@require_safe
def release_method(request: HttpRequest, number: int) -> HttpResponse:
    found = load_release(number)
    method = get_object_or_404(ReleaseFile, release=found, kind=METHOD_NOTE)
    context = {
        "release": found,
        "thresholds": json.loads(found.thresholds),
        "paragraphs": bytes(method.content).decode().partition("\n\n")[2].split("\n\n"),
    }
    return render(request, "releases/release_method.html", context)


@require_safe
@readers_only
def release_bundle(_request: PersonRequest, number: int) -> HttpResponse:
    return _send(number, BUNDLE)


@require_safe
def release_manifest(_request: HttpRequest, number: int) -> HttpResponse:
    return _send(number, MANIFEST)


def _send(number: int, kind: str) -> HttpResponse:
    file = get_object_or_404(ReleaseFile, release=load_release(number), kind=kind)
    return HttpResponse(
        bytes(file.content),
        content_type=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file.filename}"'},
    )
