from django.urls import path

from assessments.views.local.answering import local
from assessments.views.local.asking import local_copy, local_edit, local_new, local_remove

urlpatterns = [
    path("a/<uuid:assessment_id>/local/", local, name="local"),
    path("a/<uuid:assessment_id>/local/new/", local_new, name="local_new"),
    path("a/<uuid:assessment_id>/local/copy/", local_copy, name="local_copy"),
    path("a/<uuid:assessment_id>/local/<int:number>/edit/", local_edit, name="local_edit"),
    path("a/<uuid:assessment_id>/local/<int:number>/remove/", local_remove, name="local_remove"),
]
