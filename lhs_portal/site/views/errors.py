"""Error pages: what happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from lhs_portal.lib.kept_forms import can_be_kept, is_autosave, render_kept


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"exception": exception}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and not is_autosave(request) and can_be_kept(request):
        return render_kept(request, reason="failed", status=500)
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed here is handed back with a fresh token; what came from elsewhere is not."""
    if is_autosave(request):
        return JsonResponse({"state": "token_expired"})
    if can_be_kept(request):
        return render_kept(request, reason="expired", status=403)
    return render(request, "403_csrf.html", status=403)
