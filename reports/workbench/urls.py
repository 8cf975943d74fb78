"""Spread into the addresses of reports."""

from django.urls import path

from reports.workbench.views import annotations, briefings, files, pages, saved

_RELEASE = "releases/<int:number>"
_SUBJECT = f"{_RELEASE}/subjects/<slug:code>"

urlpatterns = [
    path(f"{_RELEASE}/overview/", pages.overview, name="release_overview"),
    path(f"{_RELEASE}/communication/", pages.communication, name="release_communication"),
    path(f"{_RELEASE}/operations/", pages.operations, name="release_operations"),
    path(f"{_RELEASE}/infrastructure/", pages.infrastructure, name="release_infrastructure"),
    path(f"{_RELEASE}/questions/", pages.questions, name="release_questions"),
    path(f"{_SUBJECT}/", pages.subject, name="release_subject"),
    path(f"{_SUBJECT}.csv", files.figures_csv, name="release_subject_csv"),
    path(f"{_SUBJECT}/<slug:chart>.svg", files.picture_svg, name="release_subject_svg"),
    path(f"{_SUBJECT}/<slug:chart>.png", files.picture_png, name="release_subject_png"),
    path(f"{_RELEASE}/<slug:page>.csv", files.figures_csv, name="release_csv"),
    path(f"{_RELEASE}/<slug:page>/<slug:chart>.svg", files.picture_svg, name="release_svg"),
    path(f"{_RELEASE}/<slug:page>/<slug:chart>.png", files.picture_png, name="release_png"),
    path("workbench/", saved.workbench, name="workbench"),
    path("workbench/groups/<slug:group>/", saved.saved_list, name="saved_list"),
    path("workbench/groups/<slug:group>/briefing/", briefings.briefing_new, name="briefing_new"),
    path("workbench/views/new/", saved.saved_new, name="saved_new"),
    path("workbench/views/<uuid:view_id>/", saved.saved_rename, name="saved_rename"),
    path("workbench/views/<uuid:view_id>/delete/", saved.saved_delete, name="saved_delete"),
    path("workbench/notes/new/", annotations.annotation_new, name="annotation_new"),
    path("workbench/notes/<uuid:note_id>/", annotations.annotation_edit, name="annotation_edit"),
    path(
        "workbench/notes/<uuid:note_id>/delete/",
        annotations.annotation_delete,
        name="annotation_delete",
    ),
    path("workbench/briefings/<uuid:briefing_id>/", briefings.briefing, name="briefing"),
    path(
        "workbench/briefings/<uuid:briefing_id>/edit/",
        briefings.briefing_edit,
        name="briefing_edit",
    ),
    path(
        "workbench/briefings/<uuid:briefing_id>/delete/",
        briefings.briefing_delete,
        name="briefing_delete",
    ),
    path(
        "workbench/briefings/<uuid:briefing_id>/briefing.pdf",
        briefings.briefing_pdf,
        name="briefing_pdf",
    ),
]
