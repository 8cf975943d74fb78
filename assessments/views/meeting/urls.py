from django.urls import URLPattern, path

from assessments.views.meeting.phone import vote, vote_live, votes
from assessments.views.meeting.screen import meeting, meeting_decide
from assessments.views.meeting.votes import meeting_live, vote_close, vote_open

MEETING = "a/<uuid:assessment_id>/meeting/"
VOTE = "a/<uuid:assessment_id>/vote/"

urlpatterns: list[URLPattern] = [
    path(MEETING, meeting, name="meeting"),
    path(MEETING + "live/", meeting_live, name="meeting_live"),
    path(MEETING + "decide/", meeting_decide, name="meeting_decide"),
    path(MEETING + "open/", vote_open, name="vote_open"),
    path(MEETING + "close/", vote_close, name="vote_close"),
    path("vote/", votes, name="votes"),
    path(VOTE, vote, name="vote"),
    path(VOTE + "live/", vote_live, name="vote_live"),
]
