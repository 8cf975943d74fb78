"""The framework version that a public page shows, and how a view gets it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.definition import Definition
from commitments.models import FrameworkVersion, Status
from commitments.queries import load_published, load_spoken_definition
from lhs_portal.lib.languages import language


@dataclass(frozen=True, slots=True)
class Edition:
    version: FrameworkVersion
    definition: Definition
    pinned: bool  # whether the address names the version
    newest: str  # the newest version in use; empty where none is
    preview_of: UUID | None = None  # the draft that is shown as if it were published

    @property
    def outdated(self) -> bool:
        return bool(self.newest) and self.newest != self.version.version

    @property
    def untranslated(self) -> bool:
        """Whether the reader's language is none of the version's."""
        return self.definition.language.lower() != language().lower()

    @property
    def retired(self) -> bool:
        return self.version.status == Status.RETIRED


def load_edition(version_code: str | None) -> Edition | None:
    """Without a code the newest version in use, if there is one. Raises Http404 for an unknown."""
    if version_code is None:
        version = FrameworkVersion.objects.in_use().first()
        if version is None:
            return None
        return Edition(version, load_spoken_definition(version), False, version.version)
    version, definition = load_published(version_code)
    newest = FrameworkVersion.objects.in_use().values_list("version", flat=True).first()
    return Edition(version, definition, True, newest or "")


def show_page(
    request: HttpRequest, edition: Edition, template: str, **context: Any
) -> HttpResponse:
    """With what every page of the framework needs: the edition, and this page's lasting address."""
    match = request.resolver_match
    arguments = {k: v for k, v in match.kwargs.items() if k != "draft_id"} if match else {}
    page = {"name": match.url_name, "arguments": arguments} if match else {}
    return render(
        request,
        f"commitments/{template}.html",
        {"edition": edition, "framework": edition.definition, "page": page, **context},
    )


def framework_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view the edition of its address. Without any published version: a page says so.

    The preview of a draft brings its own edition.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest,
        *,
        version: str | None = None,
        edition: Edition | None = None,
        **arguments: str,
    ) -> HttpResponse:
        edition = edition or load_edition(version)
        if edition is None:
            return render(request, "commitments/none_published.html", status=404)
        return view(request, edition, **arguments)

    return wrapped
