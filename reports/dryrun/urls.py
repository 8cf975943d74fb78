from django.urls import path

from reports.dryrun.views import dry_run, dry_runs

urlpatterns = [
    path("framework/drafts/<uuid:draft_id>/dry-runs/", dry_runs, name="dry_runs"),
    path("framework/drafts/<uuid:draft_id>/dry-runs/<uuid:run_id>/", dry_run, name="dry_run"),
]
