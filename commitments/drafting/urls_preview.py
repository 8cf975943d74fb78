from django.urls import URLPattern, path

from commitments.drafting.views import preview
from commitments.urls import PAGES

FILES = ("json", "workbook", "yaml")

urlpatterns: list[URLPattern] = [
    path("<uuid:draft_id>/preview/", preview.preview, name="preview"),
    *(
        path(
            f"<uuid:draft_id>/preview/public/{route}",
            preview.public_page(view),
            name=f"public_{name}",
        )
        for route, view, name in PAGES
        if name not in FILES
    ),
]
