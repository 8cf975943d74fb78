from django.urls import path

from benchmarks.bare import releases, reports, settling, views

urlpatterns = [
    path("releases/<int:number>/<slug:name>/", releases.page),
    path("a/<uuid:assessment_id>/", views.home),
    path("a/<uuid:assessment_id>/s/<slug:subject_code>/", views.section),
    path("r/<uuid:report_id>/", reports.report),
    path("a/<uuid:assessment_id>/settle/", settling.whole),
    path("a/<uuid:assessment_id>/settle/<slug:subject_code>/", settling.section),
]
