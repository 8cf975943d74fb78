from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.local_queries import load_local_items
from assessments.migration_queries import load_migration_state
from assessments.permissions import can_answer, can_edit_local
from assessments.presenters.home import CODE, present_home, present_remarked
from assessments.presenters.local import summary_of
from assessments.presenters.section import ONLY_ESSENTIAL
from assessments.queries import load_answers, load_assessment, sheet_of
from assessments.standing import load_standing
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_lead
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required


@require_safe
@sign_in_required
def home(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    definition = load_spoken_definition(assessment.framework_version)
    # The reports are of a layer above: known here by their relation and their addresses alone.
    reports = list(assessment.reports.defer("frozen_input", "score_card"))
    answers = load_answers(assessment, notes_of=(), authors=False)
    sheet = sheet_of(assessment, answers)
    standing = load_standing(assessment, request.user, answers)
    section = "settle_section" if assessment.settling else "section"
    section_url = reverse(f"assessments:{section}", args=[assessment.pk, CODE])
    context = {
        "assessment": assessment,
        "page": present_home(
            definition,
            assessment,
            sheet,
            section_url=section_url,
            only_essential=request.GET.get("only") == ONLY_ESSENTIAL,
        ),
        "standing": standing,
        "remarked": present_remarked(definition, standing.returned, section_url),
        "targets": len(sheet.targets),
        "leads": can_lead(assessment),
        "answers": can_answer(assessment),
        "local": summary_of(load_local_items(assessment)),
        "asks": can_edit_local(assessment),
        "migration": load_migration_state(assessment, leads=can_lead(assessment)),
        "reports": reports,
        "newest": reports[0] if reports else None,
        "finished": next((report for report in reports if report.state == "ready"), None),
    }
    return render(request, "assessments/assessment_detail.html", context)
