from django.urls import URLPattern, path

from assessments.views.rounds.calendar import due_calendar
from assessments.views.rounds.invitation import rater_invitation
from assessments.views.rounds.invitations import (
    rater_invitation_send_again,
    rater_invitation_withdraw,
    rater_invite,
)
from assessments.views.rounds.join import join
from assessments.views.rounds.links import join_link_end, join_link_new
from assessments.views.rounds.raters import rater_remove, raters, raters_remind
from assessments.views.rounds.rounds import round_close, round_date, round_open, round_reopen

RATERS = "a/<uuid:assessment_id>/raters/"
ROUND = "a/<uuid:assessment_id>/round/"
INVITATION = RATERS + "invitations/<int:invitation_id>/"

urlpatterns: list[URLPattern] = [
    path(RATERS, raters, name="raters"),
    path(RATERS + "invite/", rater_invite, name="rater_invite"),
    path(
        INVITATION + "send-again/",
        rater_invitation_send_again,
        name="rater_invitation_send_again",
    ),
    path(INVITATION + "withdraw/", rater_invitation_withdraw, name="rater_invitation_withdraw"),
    path(RATERS + "link/", join_link_new, name="join_link_new"),
    path(RATERS + "links/<uuid:link_id>/end/", join_link_end, name="join_link_end"),
    path(RATERS + "remind/", raters_remind, name="raters_remind"),
    path(RATERS + "<int:rater_id>/remove/", rater_remove, name="rater_remove"),
    path(ROUND + "open/", round_open, name="round_open"),
    path(ROUND + "date/", round_date, name="round_date"),
    path(ROUND + "close/", round_close, name="round_close"),
    path(ROUND + "reopen/", round_reopen, name="round_reopen"),
    path("a/<uuid:assessment_id>/due.ics", due_calendar, name="due_calendar"),
    path("rate/<str:token>/", rater_invitation, name="rater_invitation"),
    path("join/<str:signed>/", join, name="join"),
]
