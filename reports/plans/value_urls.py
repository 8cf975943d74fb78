"""Spread into the addresses of reports."""

from django.urls import path

from reports.plans.views.value import plan_value, plan_value_line, plan_value_remove

urlpatterns = [
    path("a/<uuid:assessment_id>/plan/value/<str:feature_code>/", plan_value, name="plan_value"),
    path(
        "a/<uuid:assessment_id>/plan/value/<str:feature_code>/<uuid:line_id>/",
        plan_value_line,
        name="plan_value_line",
    ),
    path(
        "a/<uuid:assessment_id>/plan/value/<str:feature_code>/<uuid:line_id>/remove/",
        plan_value_remove,
        name="plan_value_remove",
    ),
]
