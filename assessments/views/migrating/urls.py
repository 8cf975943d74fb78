from django.urls import path

from assessments.views.migrating.done import migration, undo
from assessments.views.migrating.offer import offer

urlpatterns = [
    path("a/<uuid:assessment_id>/version/", offer, name="version"),
    path("a/<uuid:assessment_id>/version/<uuid:migration_id>/", migration, name="migration"),
    path("a/<uuid:assessment_id>/version/<uuid:migration_id>/undo/", undo, name="migration_undo"),
]
