from django.urls import path

from reports.sharing.managing import share_end, shares
from reports.sharing.reading import shared, shared_chart_csv, shared_file

urlpatterns = [
    path("r/<uuid:report_id>/shares/", shares, name="shares"),
    path("r/<uuid:report_id>/shares/<uuid:link_id>/end/", share_end, name="share_end"),
    path("share/<str:token>/", shared, name="shared"),
    path("share/<str:token>/charts/<slug:chart>.csv", shared_chart_csv, name="shared_chart_csv"),
    path("share/<str:token>/<slug:kind>/", shared_file, name="shared_file"),
]
