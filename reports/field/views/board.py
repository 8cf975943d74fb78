"""How many take part, as the latest participation release says it. Nothing else is read here."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.requests import PersonRequest
from reports.field.models import FieldCycle
from reports.field.permissions import board_readers_only
from reports.field.presenting import present_board
from reports.field.queries import load_board_release, load_boards
from reports.releases.reading import load_tables


@require_safe
@board_readers_only
def board_list(request: PersonRequest) -> HttpResponse:
    return render(request, "field/board_list.html", {"boards": load_boards()})


@require_safe
@board_readers_only
def board(request: PersonRequest, cycle_id: UUID) -> HttpResponse:
    rows = FieldCycle.objects.select_related("framework_version")
    cycle = get_object_or_404(rows.defer("framework_version__frame"), pk=cycle_id)
    release = load_board_release(cycle)
    context = {
        "cycle": cycle,
        "release": release,
        "board": present_board(load_tables(release)) if release else None,
        "manages": PortalRole.RELEASE_MANAGER in request.portal_roles,
        "administers": PortalRole.ADMINISTRATOR in request.portal_roles,
    }
    return render(request, "field/board.html", context)
