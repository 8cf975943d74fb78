"""The portal's addresses with those of demo mode, which the test mode leaves out."""

from django.urls import include, path

from lhs_portal.urls import (  # noqa: F401
    handler400,
    handler403,
    handler404,
    handler500,
)
from lhs_portal.urls import (
    urlpatterns as of_the_portal,
)

urlpatterns = [*of_the_portal, path("demo/", include("lhs_portal.site.demo_urls"))]
