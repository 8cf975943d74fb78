from django.urls import URLPattern, path

import commitments.addresses  # noqa: F401  (its converter)
from commitments.drafting.views import withdrawing
from commitments.views import (
    comparing,
    crosswalks,
    files,
    overview,
    subjects,
    texts,
    versions,
)

app_name = "commitments"

PAGES = [
    ("", overview.framework, "framework"),
    ("pillars/<str:code>/", subjects.pillar, "pillar"),
    ("features/<str:code>/", subjects.feature, "feature"),
    ("commitments/<str:code>/", subjects.commitment, "commitment"),
    ("crosswalks/", crosswalks.crosswalk_list, "crosswalks"),
    ("crosswalks/<str:code>/", crosswalks.crosswalk, "crosswalk"),
    ("definition/", texts.definition, "definition"),
    ("levels/", texts.levels, "levels"),
    ("about/", texts.about, "about"),
    ("sources/", texts.sources, "sources"),
    ("glossary/", texts.glossary, "glossary"),
    ("framework.json", files.json_file, "json"),
    ("framework.yaml", files.yaml_file, "yaml"),
    ("framework.xlsx", files.workbook, "workbook"),
]

# Pages about one version: they are at its address alone.
ONE = [
    ("version/", versions.version_page, "version"),
    ("version/citation.bib", versions.version_bibtex, "version_bibtex"),
    ("version/citation.ris", versions.version_ris, "version_ris"),
    ("version/withdraw/", withdrawing.version_withdraw, "version_withdraw"),
    ("version/reinstate/", withdrawing.version_reinstate, "version_reinstate"),
]

urlpatterns: list[URLPattern] = [
    path("versions/", versions.version_list, name="versions"),
    path("compare/", comparing.compare_choose, name="compare_choose"),
    path("compare/<str:a>/<str:b>/", comparing.compare_versions, name="compare"),
    path("compare/<str:a>/<str:b>/print/", comparing.compare_versions_print, name="compare_print"),
    *(path(f"<framework_version:version>/{route}", view, name=name) for route, view, name in ONE),
    *(path(route, view, name=name) for route, view, name in PAGES),
    *(path(f"<framework_version:version>/{route}", view, name=name) for route, view, name in PAGES),
]
