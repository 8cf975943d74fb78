"""What translators work on: /framework/translations/<version>/<language>/."""

from django.urls import URLPattern, path

from commitments import urls  # noqa: F401 -- registers the converter
from commitments.translating.views import files, imports, overview, texts

app_name = "translating"

ONE = "<framework_version:version>/<slug:language>/"

urlpatterns: list[URLPattern] = [
    path("", overview.translation_list, name="list"),
    path(ONE, overview.translation, name="translation"),
    path(f"{ONE}texts/", texts.texts, name="texts"),
    path(f"{ONE}publish/", overview.publish, name="publish"),
    path(f"{ONE}translation.yaml", files.yaml_file, name="yaml"),
    path(f"{ONE}translation.xlsx", files.workbook, name="workbook"),
    path(f"{ONE}import/", imports.upload, name="import"),
    path(f"{ONE}import/<uuid:import_id>/", imports.confirm, name="import_confirm"),
]
