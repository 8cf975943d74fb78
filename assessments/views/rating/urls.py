from django.urls import URLPattern, path

from assessments.views.rating.choices import rate_decline, rate_named, rate_take_up
from assessments.views.rating.rate import rate
from assessments.views.rating.section import rate_section

urlpatterns: list[URLPattern] = [
    path("a/<uuid:assessment_id>/rate/", rate, name="rate"),
    path("a/<uuid:assessment_id>/rate/named/", rate_named, name="rate_named"),
    path("a/<uuid:assessment_id>/rate/s/<slug:subject_code>/", rate_section, name="rate_section"),
    path(
        "a/<uuid:assessment_id>/rate/s/<slug:subject_code>/decline/",
        rate_decline,
        name="rate_decline",
    ),
    path(
        "a/<uuid:assessment_id>/rate/s/<slug:subject_code>/take-up/",
        rate_take_up,
        name="rate_take_up",
    ),
]
