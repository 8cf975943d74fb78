from django.urls import URLPattern, path

from assessments.views.settling.accept import settle_accept
from assessments.views.settling.agenda import agenda
from assessments.views.settling.dissent import dissent
from assessments.views.settling.section import settle_section
from assessments.views.settling.whole import settling

urlpatterns: list[URLPattern] = [
    path("a/<uuid:assessment_id>/settle/", settling, name="settling"),
    path("a/<uuid:assessment_id>/settle/accept/", settle_accept, name="settle_accept"),
    path(
        "a/<uuid:assessment_id>/settle/<slug:subject_code>/", settle_section, name="settle_section"
    ),
    path("a/<uuid:assessment_id>/agenda/", agenda, name="agenda"),
    path("a/<uuid:assessment_id>/i/<str:item_code>/dissent/", dissent, name="dissent"),
]
