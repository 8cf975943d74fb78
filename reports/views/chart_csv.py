from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.charts.table_csv import render_table_csv
from reports.models import Report, State
from reports.queries import load_report
from reports.views.rendering import load_page_for


@require_safe
@sign_in_required
def chart_csv(request: PersonRequest, report_id: UUID, chart: str) -> HttpResponse:
    """The figures of one chart of a finished report, to those alone who may see it."""
    report = load_report(request.user, report_id)
    if report.state != State.READY:
        raise Http404("The report is not finished.")
    return render_chart_csv(request, report, chart)


def render_chart_csv(request: HttpRequest, report: Report, chart: str) -> HttpResponse:
    """Of a report that is ready. Raises Http404."""
    found = load_page_for(request, report).chart(chart)
    if found is None:
        raise Http404("The report has no such chart.")
    response = HttpResponse(render_table_csv(found.table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="report-{report.number}-{chart}.csv"'
    return response
