from django.urls import path

from benchmarks.bare import views

urlpatterns = [
    path("a/<uuid:assessment_id>/", views.home),
    path("a/<uuid:assessment_id>/s/<slug:subject_code>/", views.section),
]
