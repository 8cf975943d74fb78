from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.models import FrameworkVersion


@require_safe
def version_list(request: HttpRequest) -> HttpResponse:
    """Every version that is or was in use; drafts are nobody else's business."""
    versions = FrameworkVersion.objects.public().defer("frame")
    return render(request, "commitments/version_list.html", {"versions": versions})
