from django.urls import path

from reports.dryrun.urls import urlpatterns as dryrun
from reports.exploring.urls import urlpatterns as exploring
from reports.field.urls import urlpatterns as field
from reports.hub.urls import urlpatterns as hub
from reports.peers.urls import urlpatterns as peers
from reports.plans.urls import urlpatterns as plans
from reports.plans.value_urls import urlpatterns as values
from reports.proof.urls import urlpatterns as proof
from reports.releases.urls import urlpatterns as releases
from reports.sharing.urls import urlpatterns as sharing
from reports.views.assessment_reports import assessment_reports
from reports.views.chart_csv import chart_csv
from reports.views.detail import detail
from reports.views.draft_instrument import draft_instrument
from reports.views.file import file
from reports.views.instrument import instrument
from reports.views.preliminary import request_preliminary
from reports.views.rendition import rendition
from reports.views.retry import retry
from reports.views.schemas import schema, schema_list
from reports.views.settings import new_edition, report_settings
from reports.workbench.urls import urlpatterns as workbench

app_name = "reports"

urlpatterns = [
    path("r/<uuid:report_id>/", detail, name="detail"),
    path("r/<uuid:report_id>/retry/", retry, name="retry"),
    path("r/<uuid:report_id>/charts/<slug:chart>.csv", chart_csv, name="chart_csv"),
    *proof,
    *sharing,
    *exploring,
    *peers,
    *plans,
    *values,
    *field,
    *dryrun,
    *releases,
    *workbench,
    *hub,
    path("r/<uuid:report_id>/in/<slug:language>/", rendition, name="rendition"),
    path("r/<uuid:report_id>/<slug:kind>/", file, name="file"),
    path("schemas/", schema_list, name="schema_list"),
    path("schemas/<slug:name>.json", schema, name="schema"),
    path("framework/<str:version>/instrument.pdf", instrument, name="instrument"),
    path(
        "framework/drafts/<uuid:draft_id>/preview/instrument.pdf",
        draft_instrument,
        name="draft_instrument",
    ),
    path("a/<uuid:assessment_id>/reports/", assessment_reports, name="assessment_reports"),
    path("a/<uuid:assessment_id>/report-settings/", report_settings, name="settings"),
    path("a/<uuid:assessment_id>/new-edition/", new_edition, name="new_edition"),
    path("a/<uuid:assessment_id>/preliminary/", request_preliminary, name="request_preliminary"),
]
