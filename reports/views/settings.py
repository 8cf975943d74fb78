from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessments.queries import load_assessment
from commitments.queries import languages_of
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say
from reports.charts.language import name_of_language
from reports.forms import ReportSettingsForm
from reports.models import State
from reports.report_settings import (
    load_report_settings,
    request_new_edition,
    save_report_settings,
)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def report_settings(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    now = load_report_settings(assessment)
    languages = languages_of(assessment.framework_version)
    form = ReportSettingsForm(
        posted(request),
        languages=[(code, name_of_language(code)) for code in languages],
        initial={
            "leave_out_notes": now.leave_out_notes,
            "leave_out_evidence_names": now.leave_out_evidence_names,
            "language": now.language or languages[0],
        },
    )
    if request.method == "POST" and form.is_valid():
        save_report_settings(assessment=assessment_id, **form.cleaned_data, by=request.user)
        messages.success(request, say("Saved. Reports that are asked for from now on are made so."))
        return redirect("reports:settings", assessment_id)
    newest = assessment.reports.filter(state=State.READY).first()
    context = {"assessment": assessment, "form": form, "kept": now, "newest": newest}
    status = 422 if form.errors else 200
    return render(request, "reports/report_settings.html", context, status=status)


@require_POST
@sign_in_required
def new_edition(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    try:
        report = request_new_edition(assessment=assessment_id, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:assessment_reports", assessment_id)
    return redirect("reports:detail", report.pk)
