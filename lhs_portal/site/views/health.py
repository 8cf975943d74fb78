"""How the portal is: for the process manager, for the load balancer, and for people."""

import structlog
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lhs_portal.lib.wording import say
from lhs_portal.site.condition import load_condition

log = structlog.get_logger("lhs_portal.health")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. It asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 where the database answers and every migration is applied, else 503."""
    try:
        executor = MigrationExecutor(connection)
        unapplied = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Error as error:
        log.warning("database_unreachable", error=type(error).__name__)
        return JsonResponse({"ready": False, "database": "unreachable"}, status=503)
    body = {"ready": not unapplied, "database": "ok", "unapplied_migrations": unapplied}
    return JsonResponse(body, status=503 if unapplied else 200)


@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """A page for people, JSON for machines. 200 and "degraded" where only reports have to wait."""
    as_json = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    try:
        condition = load_condition()
    except Error as error:
        log.warning("database_unreachable", error=type(error).__name__)
        if as_json:
            return JsonResponse({"status": "down", "database": "unreachable"}, status=503)
        sentence = say("The portal's database cannot be reached. What was saved before is safe.")
        sentence += "\n"
        return HttpResponse(sentence, content_type="text/plain", status=503)
    if as_json:
        return JsonResponse(condition.to_document())
    return render(request, "site/status.html", {"condition": condition})
