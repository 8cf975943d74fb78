"""Spread into the addresses of reports."""

from django.urls import path

from reports.plans.views.action import action, action_move, action_new
from reports.plans.views.board import plan
from reports.plans.views.calendar import plan_calendar, plan_feed

urlpatterns = [
    path("a/<uuid:assessment_id>/plan/", plan, name="plan"),
    path("a/<uuid:assessment_id>/plan/new/", action_new, name="plan_action_new"),
    path("a/<uuid:assessment_id>/plan/calendar/", plan_calendar, name="plan_calendar"),
    path("a/<uuid:assessment_id>/plan/<uuid:action_id>/", action, name="plan_action"),
    path(
        "a/<uuid:assessment_id>/plan/<uuid:action_id>/move/",
        action_move,
        name="plan_action_move",
    ),
    path("plan-feed/<str:token>.ics", plan_feed, name="plan_feed"),
]
