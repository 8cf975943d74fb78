"""Spread into the addresses of reports."""

from django.urls import path

from reports.releases.views.managing import (
    release_approve,
    release_manage,
    release_manage_list,
    release_prepare,
    release_retry,
    release_stop,
)
from reports.releases.views.public import (
    release,
    release_bundle,
    release_list,
    release_manifest,
    release_method,
)

urlpatterns = [
    path("releases/", release_list, name="releases"),
    path("releases/<int:number>/", release, name="release"),
    path("releases/<int:number>/method/", release_method, name="release_method"),
    path("releases/<int:number>/bundle.zip", release_bundle, name="release_bundle"),
    path("releases/<int:number>/manifest.json", release_manifest, name="release_manifest"),
    path("releases/manage/", release_manage_list, name="release_manage_list"),
    path("releases/manage/new/", release_prepare, name="release_prepare"),
    path("releases/manage/<uuid:release_id>/", release_manage, name="release_manage"),
    path("releases/manage/<uuid:release_id>/approve/", release_approve, name="release_approve"),
    path("releases/manage/<uuid:release_id>/stop/", release_stop, name="release_stop"),
    path("releases/manage/<uuid:release_id>/retry/", release_retry, name="release_retry"),
]
