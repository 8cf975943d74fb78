"""What a draft would look like: as raters meet it, on paper, and on the public pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.drafting.models import Draft
from commitments.drafting.permissions import editors_only
from commitments.drafting.queries import load_draft, read_draft
from commitments.editions import Edition
from commitments.models import FrameworkVersion, Status
from lhs_portal.accounts.requests import PersonRequest


@require_safe
@editors_only
def preview(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    definition, faults = read_draft(draft)
    context = {"draft": draft, "definition": definition, "faults": faults}
    return render(request, "drafting/preview.html", context)


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page of the framework, over a draft. A draft with faults: a page says which."""

    @require_safe
    @editors_only
    def shown(request: PersonRequest, /, draft_id: UUID, **arguments: Any) -> HttpResponse:
        draft = load_draft(draft_id)
        edition = load_preview(draft)
        if edition is None:
            return preview(request, draft_id)
        return view(request, edition=edition, **arguments)

    return shown


def load_preview(draft: Draft) -> Edition | None:
    """The draft as an edition, in its source language; None while it breaks a rule."""
    definition, _ = read_draft(draft)
    if definition is None:
        return None
    version = FrameworkVersion(
        version=draft.version,
        source_language=draft.source_language,
        status=Status.DRAFT,
        digest=definition.digest,
    )
    return Edition(version, definition, True, "", preview_of=draft.pk)
