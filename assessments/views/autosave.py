"""What the autosave script gets: `state` says what became of the save, a conflict has its panel.

Each of these is an answer that the script understands, so each has the status 200: browsers write
every other status to the console as a fault.
"""

from collections.abc import Mapping
from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string

from assessments.actions.rating import SavedRatings
from assessments.actions.saved import Saved
from assessments.answer_sheet import Answer, AnswerSheet, progress
from assessments.changes import Declared
from assessments.forms.entries import ANSWER, TARGET, Posted
from assessments.presenters.compass import present_target_conflict
from assessments.presenters.rating import NOBODY, present_progress
from assessments.presenters.section import ONLY_ESSENTIAL, ConflictPanel, present_conflict
from assessments.presenters.wording import progress_in_words
from assessments.queries import load_names
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.audit.sentences import Naming


def respond_saved(
    request: PersonRequest, saved: Saved[Answer], posted: Mapping[str, Posted]
) -> JsonResponse:
    """`state` is saved; refused where a text has a fault; conflict where another was first."""
    definition = load_spoken_definition(saved.assessment.framework_version)
    so_far = progress(definition, AnswerSheet.of(row.entry for row in saved.stored.values()))
    naming = _names(saved)
    panels = {
        code: present_conflict(definition, conflict, request.user, naming)
        for code, conflict in saved.conflicts.items()
    }
    summary = progress_in_words(
        so_far,
        due=None,
        only_essential=request.GET.get("only") == ONLY_ESSENTIAL,
    )
    return _respond(
        request, saved, posted, panels, prefix=ANSWER, summary=summary, answered=so_far.answered
    )


def respond_targets_saved(
    request: PersonRequest, saved: Saved[Declared], posted: Mapping[str, Posted]
) -> JsonResponse:
    definition = load_spoken_definition(saved.assessment.framework_version)
    naming = _names(saved)
    panels = {
        code: present_target_conflict(definition, conflict, request.user, naming)
        for code, conflict in saved.conflicts.items()
    }
    return _respond(request, saved, posted, panels, prefix=TARGET)


def respond_ratings_saved(
    request: PersonRequest, saved: SavedRatings, posted: Mapping[str, Posted]
) -> JsonResponse:
    """A rater meets nobody but herself, in another window."""
    panels = {
        code: present_conflict(saved.asked.definition, conflict, request.user, NOBODY)
        for code, conflict in saved.conflicts.items()
    }
    summary = present_progress(saved.asked, saved.stored).in_words
    return _respond(request, saved, posted, panels, prefix=ANSWER, summary=summary)


def respond_frozen(refusal: Refused) -> JsonResponse:
    return JsonResponse({"state": "frozen", "refusal": str(refusal)})


def _names(saved: Saved[Any]) -> Naming:
    """Names are asked for where there is a conflict to tell, and cost no query elsewhere."""
    return load_names(saved.assessment) if saved.conflicts else Naming({})


def _respond(
    request: PersonRequest,
    saved: Saved[Any],
    posted: Mapping[str, Posted],
    panels: Mapping[str, ConflictPanel | None],
    *,
    prefix: str,
    **more: Any,
) -> JsonResponse:
    errors = {code: list(entry.errors) for code, entry in posted.items() if entry.errors}
    body = {
        "state": "conflict" if panels else "refused" if errors else "saved",
        "at": saved.at.isoformat(),
        "versions": {
            f"{prefix}-{code}": str(row.version) if code in panels else row.seen.token
            for code in posted
            if code not in errors and (row := saved.stored[code])
        },
        "errors": {f"{prefix}-{code}": sentences for code, sentences in errors.items()},
        "conflicts": {
            f"{prefix}-{code}": render_to_string(
                "_partials/conflict.html",
                {"conflict": panel, "name": f"{prefix}-{code}"},
                request,
            )
            for code, panel in panels.items()
        },
        **more,
    }
    return JsonResponse(body)
