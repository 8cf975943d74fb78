from django.urls import path

from lhs_portal.site.views import (
    health,
    home,
    organization_delete,
    organization_export,
    pages,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path(
        "o/<uuid:organization_id>/export/",
        organization_export.organization_export,
        name="organization_export",
    ),
    path(
        "o/<uuid:organization_id>/delete/",
        organization_delete.organization_delete,
        name="organization_delete",
    ),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("status", health.status, name="status"),
]
