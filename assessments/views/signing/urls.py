from django.urls import URLPattern, path

from assessments.views.signing.sign import sign
from assessments.views.signing.sponsor import sponsor

urlpatterns: list[URLPattern] = [
    path("a/<uuid:assessment_id>/sign/", sign, name="sign"),
    path("a/<uuid:assessment_id>/sponsor/", sponsor, name="sponsor"),
]
