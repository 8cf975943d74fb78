"""The addresses of the portal. They are stable and say what they are; identity is in the URL."""

from django.conf import settings
from django.urls import include, path

from lhs_portal.site.views import errors

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("lhs_portal.site.urls")),
    path("", include("lhs_portal.accounts.urls")),
    path("framework/drafts/", include("commitments.drafting.urls")),
    path("framework/translations/", include("commitments.translating.urls")),
    path("framework/", include("commitments.urls")),
    path("", include("assessments.urls")),
    path("", include("reports.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("lhs_portal.site.demo_urls")))
