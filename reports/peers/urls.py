"""Spread into the addresses of reports."""

from django.urls import path

from reports.peers.views import peers, peers_keep

urlpatterns = [
    path("r/<uuid:report_id>/peers/", peers, name="peers"),
    path("r/<uuid:report_id>/peers/keep/", peers_keep, name="peers_keep"),
]
