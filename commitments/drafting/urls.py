"""Everything about drafts is under /framework/drafts/. A line for each topic."""

from django.urls import URLPattern

from commitments.drafting import (
    urls_exchange,
    urls_home,
    urls_items,
    urls_parts,
    urls_preview,
    urls_publishing,
    urls_through_line,
)

app_name = "drafting"

urlpatterns: list[URLPattern] = [
    *urls_exchange.urlpatterns,
    *urls_home.urlpatterns,
    *urls_items.urlpatterns,
    *urls_parts.urlpatterns,
    *urls_preview.urlpatterns,
    *urls_publishing.urlpatterns,
    *urls_through_line.urlpatterns,
]
