from django.urls import path

from assessments.views.compass import compass
from assessments.views.edit import edit
from assessments.views.history import history
from assessments.views.home import home
from assessments.views.organization_list import organization_list
from assessments.views.reopen import reopen
from assessments.views.review import review
from assessments.views.section import section
from assessments.views.start import start

app_name = "assessments"

urlpatterns = [
    path("o/<uuid:organization_id>/assessments/", organization_list, name="organization_list"),
    path("o/<uuid:organization_id>/assessments/new/", start, name="start"),
    path("a/<uuid:assessment_id>/", home, name="home"),
    path("a/<uuid:assessment_id>/edit/", edit, name="edit"),
    path("a/<uuid:assessment_id>/compass/", compass, name="compass"),
    path("a/<uuid:assessment_id>/s/<slug:subject_code>/", section, name="section"),
    path("a/<uuid:assessment_id>/review/", review, name="review"),
    path("a/<uuid:assessment_id>/reopen/", reopen, name="reopen"),
    path("a/<uuid:assessment_id>/history/", history, name="history"),
]
