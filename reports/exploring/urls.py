from django.urls import path

from reports.exploring.views.crosswalk import crosswalk
from reports.exploring.views.through_line import through_line, through_line_of
from reports.exploring.views.what_if import what_if

urlpatterns = [
    path("r/<uuid:report_id>/what-if/", what_if, name="what_if"),
    path("r/<uuid:report_id>/through-line/", through_line, name="through_line"),
    path("r/<uuid:report_id>/through-line/<str:code>/", through_line_of, name="through_line_of"),
    path("r/<uuid:report_id>/crosswalk/<slug:code>/", crosswalk, name="crosswalk"),
]
