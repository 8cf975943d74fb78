from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from commitments.citing import Citation
from commitments.drafting.models import Publication, Withdrawal
from commitments.drafting.permissions import is_editor
from commitments.models import FrameworkVersion
from commitments.queries import load_published
from lhs_portal.accounts.models import User


@require_safe
def version_list(request: HttpRequest) -> HttpResponse:
    """Every version that is or was in use; drafts are nobody else's business."""
    versions = FrameworkVersion.objects.public().defer("frame")
    return render(request, "commitments/version_list.html", {"versions": versions})


@require_safe
def version_page(request: HttpRequest, version: str) -> HttpResponse:
    """The lasting page of a published version: its notes, who published it, how it is cited.

    Names of editors are for editors.
    """
    row, definition = load_published(version)
    people = ("proposed_by", "approved_by", "base")
    publication = (
        Publication.objects.select_related(*people)
        .defer("base__frame")
        .filter(framework_version=row)
        .first()
    )
    context = {
        "version": row,
        "framework": definition,
        "publication": publication,
        "withdrawals": Withdrawal.objects.filter(framework_version=row),
        "followers": FrameworkVersion.objects.public()
        .filter(publication__base=row)
        .values_list("version", flat=True),
        "citation": _citation(row, definition.title.source),
        "editor": isinstance(request.user, User) and is_editor(request.user),
    }
    return render(request, "commitments/version.html", context)


@require_safe
def version_bibtex(_request: HttpRequest, version: str) -> HttpResponse:
    row, definition = load_published(version)
    text = _citation(row, definition.title.source).bibtex
    return _file(text, "application/x-bibtex", row, "bib")


@require_safe
def version_ris(_request: HttpRequest, version: str) -> HttpResponse:
    row, definition = load_published(version)
    text = _citation(row, definition.title.source).ris
    return _file(text, "application/x-research-info-systems", row, "ris")


def _citation(row: FrameworkVersion, title: str) -> Citation:
    assert row.published_at is not None  # noqa: S101  (only published versions are cited)
    address = settings.SITE_URL + reverse("commitments:version", args=[row.version])
    title = title or "Learning Health System Framework"
    return Citation(row.version, title, row.published_at.date(), row.digest, address)


def _file(text: str, media_type: str, row: FrameworkVersion, extension: str) -> HttpResponse:
    filename = f"lhs-framework-{row.version}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(text, content_type=f"{media_type}; charset=utf-8", headers=headers)
