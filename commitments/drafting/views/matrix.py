"""The through-line as a grid of strengths, and the links of one feature with their reasons."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commitments.drafting.actions import DraftRefused
from commitments.drafting.forms.matrix import PostedGrid, read_grid
from commitments.drafting.matrix import NO_LINK, Cell, cell_code
from commitments.drafting.matrix_actions import (
    Grid,
    GridConflict,
    GridRefused,
    load_grid,
    save_grid,
)
from commitments.drafting.models import CommentState, Draft
from commitments.drafting.part_fields import title_of
from commitments.drafting.permissions import editors_only
from commitments.drafting.places import comments_place
from commitments.drafting.queries import load_draft
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say, say_count

LONGEST_WHY = 1_000


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def through_line(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    return _grid_page(request, load_draft(draft_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def through_line_of(request: PersonRequest, draft_id: UUID, feature: str) -> HttpResponse:
    return _grid_page(request, load_draft(draft_id), feature)


def _grid_page(request: PersonRequest, draft: Draft, feature: str | None) -> HttpResponse:
    grid = load_grid(draft)
    if feature is not None and feature not in dict(grid.features):
        raise Http404
    features = [code for code, _ in grid.features if feature in (None, code)]
    cells = [(one, other) for one in features for other, _ in grid.commitments]
    posted, problems, status = PostedGrid(), [], 200
    if request.method == "POST":
        posted = read_grid(request.POST, cells, grid.links)
        saved = _save(request, draft, posted)
        if isinstance(saved, int):
            _tell(request, saved)
            return redirect(request.path)
        problems, status = saved, 409
        grid = load_grid(draft)
    rows = [_row(draft, grid, code, posted) for code in features]
    if feature is not None:
        _add_comments(draft, feature, grid, rows[0]["cells"])
    context = {
        "draft": draft,
        "rows": rows,
        "commitments": [
            (code, _name(draft, "commitments", code, e)) for code, e in grid.commitments
        ],
        "problems": [{"text": text} for text in problems],
        "faults": [
            {"text": f"{cell_code(cell)}: {text}", "target": f"r-{cell_code(cell)}"}
            for cell, text in posted.faults.items()
        ],
        "why": request.POST.get("why", ""),
        "feature": feature,
    }
    template = "drafting/through_line_of.html" if feature else "drafting/through_line.html"
    return render(request, template, context, status=status)


def _add_comments(draft: Draft, feature: str, grid: Grid, cells: list[dict[str, Any]]) -> None:
    """How many are open on each link that there is, and where they stand."""
    found = draft.comments.filter(section="through_line", state=CommentState.OPEN)
    of_feature = found.filter(code__startswith=f"{feature}.").values_list("code", flat=True)
    counts = Counter(of_feature)
    links = {cell_code(cell) for cell in grid.links}
    for cell in cells:
        if cell["code"] in links:
            cell["comments"] = counts[cell["code"]]
            cell["comments_url"] = comments_place(draft, "through_line", cell["code"])


def _save(request: PersonRequest, draft: Draft, posted: PostedGrid) -> int | list[str]:
    """The number of changed cells, or why nothing was saved."""
    if posted.faults:
        return [say("Nothing is saved yet. What you chose and typed is still here.")]
    why = request.POST.get("why", "").replace("\0", "")[:LONGEST_WHY]
    try:
        return save_grid(draft=draft, posted=posted.cells, by=request.user, why=why)
    except GridRefused as refusal:
        return refusal.faults
    except DraftRefused as refusal:
        return [str(refusal)]
    except GridConflict as conflict:
        codes = ", ".join(cell_code(change.cell) for change in conflict.changes)
        return [
            say(
                "Somebody changed {codes} meanwhile. Below stands what you chose, with what stands "
                "there now beside it. Save again to put yours in its place.",
                codes=codes,
            )
        ]


def _tell(request: PersonRequest, changed: int) -> None:
    if changed:
        messages.success(
            request, say_count("{count} link is changed.", "{count} links are changed.", changed)
        )
    else:
        messages.info(request, say("Nothing was changed."))


def _row(draft: Draft, grid: Grid, feature: str, posted: PostedGrid) -> dict[str, Any]:
    entry = dict(grid.features)[feature]
    return {
        "code": feature,
        "name": _name(draft, "features", feature, entry),
        "cells": [_cell(draft, grid, (feature, code), e, posted) for code, e in grid.commitments],
    }


def _cell(
    draft: Draft, grid: Grid, cell: Cell, commitment: dict[str, Any], posted: PostedGrid
) -> dict[str, Any]:
    link, mine = grid.links.get(cell, NO_LINK), posted.cells.get(cell)
    strength = mine.strength if mine else link.strength
    return {
        "code": cell_code(cell),
        "commitment": _name(draft, "commitments", cell[1], commitment),
        "strength": strength,
        "rationale": link.rationale if mine is None or mine.rationale is None else mine.rationale,
        "seen": link.token,
        "now": link if mine and mine.touched and mine.seen != link.token else None,
        "fault": posted.faults.get(cell, ""),
        # A new link needs its reason before it can be saved.
        "asks_why": bool(strength) and (not link.strength or cell in posted.faults),
    }


def _name(draft: Draft, section: str, code: str, entry: dict[str, Any]) -> str:
    return title_of(section, code, entry, draft.source_language)
