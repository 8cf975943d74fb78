from django.urls import path

from reports.views.assessment_reports import assessment_reports
from reports.views.chart_csv import chart_csv
from reports.views.detail import detail
from reports.views.file import file
from reports.views.preliminary import request_preliminary
from reports.views.retry import retry

app_name = "reports"

urlpatterns = [
    path("r/<uuid:report_id>/", detail, name="detail"),
    path("r/<uuid:report_id>/retry/", retry, name="retry"),
    path("r/<uuid:report_id>/charts/<slug:chart>.csv", chart_csv, name="chart_csv"),
    path("r/<uuid:report_id>/<slug:kind>/", file, name="file"),
    path("a/<uuid:assessment_id>/reports/", assessment_reports, name="assessment_reports"),
    path("a/<uuid:assessment_id>/preliminary/", request_preliminary, name="request_preliminary"),
]
