from django.urls import URLPattern, path

from commitments.drafting.views import exporting, importing

urlpatterns: list[URLPattern] = [
    path("import/", importing.upload_new, name="import_new"),
    path("import/<uuid:import_id>/", importing.confirm_new, name="import_new_confirm"),
    path("<uuid:draft_id>/export/", exporting.export, name="export"),
    path("<uuid:draft_id>/export/draft.<slug:form>", exporting.export_file, name="export_file"),
    path("<uuid:draft_id>/import/", importing.upload, name="import"),
    path("<uuid:draft_id>/import/<uuid:import_id>/", importing.confirm, name="import_confirm"),
]
