"""What a change of framework version did, for all members; and the way back, for leads."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from assessments.actions import NotMigrated, undo_migration
from assessments.migration_plan import plan_migration
from assessments.migration_queries import load_left, load_to_confirm, why_not_undone
from assessments.models import Assessment, VersionMigration
from assessments.presenters.history import item_titles
from assessments.presenters.migrating import present_left, present_preview
from assessments.queries import load_assessment, load_names
from assessments.rating_queries import is_blind
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_lead, check_lead
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_safe
@sign_in_required
def migration(request: PersonRequest, assessment_id: UUID, migration_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    made = _load(assessment, migration_id)
    old, new = load_spoken_definition(made.source), load_spoken_definition(made.target)
    left, of = (made.target, new) if made.undone_at else (made.source, old)
    in_force = made.pk == assessment.migration_id
    waiting = load_to_confirm(assessment) if in_force and not is_blind(assessment) else ()
    naming = load_names(assessment)
    context = {
        "assessment": assessment,
        "made": made,
        "by": naming.person(made.by_id),
        "undone_by": naming.person(made.undone_by_id) if made.undone_at else "",
        "page": present_preview(old, new, plan_migration(old, new), {}),
        "waiting": [
            (code, title, new.item_by_code[code].subject)
            for code, title in item_titles(new).items()
            if code in waiting
        ],
        "left_of": left.version,
        "left": () if is_blind(assessment) else present_left(of, load_left(assessment, left)),
        "answered_at": "settle_section" if assessment.settling else "section",
        "leads": can_lead(assessment),
        "why_not_undone": why_not_undone(assessment, made),
    }
    return render(request, "assessments/migration_detail.html", context)


@require_POST
@sign_in_required
def undo(request: PersonRequest, assessment_id: UUID, migration_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    made = _load(assessment, migration_id)
    try:
        undo_migration(assessment=assessment, migration=made.pk, by=request.user)
    except NotMigrated as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            say(
                "The assessment stands on framework {version} again, with all that was there.",
                version=made.source.version,
            ),
        )
    return redirect("assessments:migration", assessment.pk, migration_id)


def _load(assessment: Assessment, migration_id: UUID) -> VersionMigration:
    """Raises Http404."""
    found = (
        assessment.migrations.select_related("source", "target")
        .defer("source__frame", "target__frame")
        .filter(pk=migration_id)
        .first()
    )
    if found is None:
        raise Http404("The assessment has no such change of version.")
    return found
