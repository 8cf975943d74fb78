from django.urls import URLPattern, path

from assessments.views.evidence.file import evidence_file, evidence_version_file
from assessments.views.evidence.item import item_evidence
from assessments.views.evidence.overview import evidence
from assessments.views.evidence.piece import evidence_piece
from assessments.views.evidence.reuse import evidence_reuse, evidence_search
from assessments.views.evidence.use import evidence_edit, evidence_newest, evidence_remove

ITEM = "a/<uuid:assessment_id>/i/<str:item_code>/evidence/"
EVIDENCE = "a/<uuid:assessment_id>/evidence/"

urlpatterns: list[URLPattern] = [
    path(EVIDENCE, evidence, name="evidence"),
    path(ITEM, item_evidence, name="item_evidence"),
    path(ITEM + "again/", evidence_search, name="evidence_search"),
    path(ITEM + "again/<uuid:version_id>/", evidence_reuse, name="evidence_reuse"),
    path(EVIDENCE + "<uuid:use_id>/file/", evidence_file, name="evidence_file"),
    path(EVIDENCE + "<uuid:use_id>/edit/", evidence_edit, name="evidence_edit"),
    path(EVIDENCE + "<uuid:use_id>/newest/", evidence_newest, name="evidence_newest"),
    path(EVIDENCE + "<uuid:use_id>/remove/", evidence_remove, name="evidence_remove"),
    path(EVIDENCE + "pieces/<uuid:evidence_id>/", evidence_piece, name="evidence_piece"),
    path(
        EVIDENCE + "versions/<uuid:version_id>/file/",
        evidence_version_file,
        name="evidence_version_file",
    ),
]
