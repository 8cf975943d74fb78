from django.urls import path

from assessments.views.compass import compass
from assessments.views.drafts import draft_section
from assessments.views.edit import edit
from assessments.views.evidence.urls import urlpatterns as evidence
from assessments.views.history import history
from assessments.views.home import home
from assessments.views.local.urls import urlpatterns as local
from assessments.views.meeting.urls import urlpatterns as meeting
from assessments.views.migrating.urls import urlpatterns as migrating
from assessments.views.organization_list import organization_list
from assessments.views.rating.urls import urlpatterns as rating
from assessments.views.reopen import reopen
from assessments.views.review import review
from assessments.views.rounds.urls import urlpatterns as rounds
from assessments.views.section import section
from assessments.views.settling.urls import urlpatterns as settling
from assessments.views.signing.urls import urlpatterns as signing
from assessments.views.start import start
from assessments.views.talk.urls import urlpatterns as talk

app_name = "assessments"

urlpatterns = [
    path(
        "framework/drafts/<uuid:draft_id>/preview/rater/<slug:subject_code>/",
        draft_section,
        name="draft_section",
    ),
    path("o/<uuid:organization_id>/assessments/", organization_list, name="organization_list"),
    path("o/<uuid:organization_id>/assessments/new/", start, name="start"),
    path("a/<uuid:assessment_id>/", home, name="home"),
    path("a/<uuid:assessment_id>/edit/", edit, name="edit"),
    path("a/<uuid:assessment_id>/compass/", compass, name="compass"),
    path("a/<uuid:assessment_id>/s/<slug:subject_code>/", section, name="section"),
    path("a/<uuid:assessment_id>/review/", review, name="review"),
    path("a/<uuid:assessment_id>/reopen/", reopen, name="reopen"),
    path("a/<uuid:assessment_id>/history/", history, name="history"),
    *rounds,
    *rating,
    *settling,
    *meeting,
    *evidence,
    *talk,
    *signing,
    *migrating,
    *local,
]
