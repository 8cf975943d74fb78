from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.scoring import SCORING_VERSION
from assessments.scoring.settling import has_answers
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.exploring.present_choices import present_choices, sections
from reports.exploring.present_what_if import present_what_if
from reports.exploring.queries import NotReady, load_reading
from reports.exploring.what_if import Question, read_question, score_as_if
from reports.freezing import read_sheet


@require_safe
def what_if(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """The whole question stands in the address, so that it can be passed on; nothing is kept."""
    if request.headers.get("HX-Request") and not request.user.is_authenticated:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _what_if(request, report_id)


@sign_in_required
def _what_if(request: PersonRequest, report_id: UUID) -> HttpResponse:
    try:
        report, reading = load_reading(request.user, report_id)
    except NotReady:
        return redirect("reports:detail", report_id)
    sheet = read_sheet(dict(reading.frozen))
    pairs = [(name, value) for name, values in request.GET.lists() for value in values]
    question = read_question(pairs, reading.definition, sheet)
    address = _address(report_id, question)
    asks_at_once = bool(request.headers.get("HX-Request"))
    if not asks_at_once and not question.faults and request.get_full_path() != address:
        return redirect(address)
    before = score_as_if(reading.definition, sheet, {})
    after = score_as_if(reading.definition, sheet, question.levels)
    context = {
        "report": report,
        "question": question,
        "address": address,
        "view": present_what_if(reading, question, before, after),
    }
    if asks_at_once:
        response = render(request, "reports/_partials/what_if_answer.html", context)
        response["HX-Replace-Url"] = address
        return response
    context |= {
        "groups": present_choices(reading, question),
        "sections": sections(reading),
        "nothing_settled": not has_answers(sheet),
        "other_rules": report.scoring_version != SCORING_VERSION,
    }
    return render(request, "reports/what_if.html", context)


def _address(report_id: UUID, question: Question) -> str:
    address = reverse("reports:what_if", args=[report_id])
    return f"{address}?{question.query}" if question.query else address
