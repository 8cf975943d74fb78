from django.urls import URLPattern, path, register_converter

from commitments.addresses import VersionConverter
from commitments.views import crosswalks, files, overview, subjects, texts, versions

app_name = "commitments"

register_converter(VersionConverter, "framework_version")

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
]

urlpatterns: list[URLPattern] = [
    path("versions/", versions.version_list, name="versions"),
    *(path(route, view, name=name) for route, view, name in PAGES),
    *(path(f"<framework_version:version>/{route}", view, name=name) for route, view, name in PAGES),
]
