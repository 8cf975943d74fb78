from django.urls import URLPattern, path

from commitments.drafting.views import drafts

urlpatterns: list[URLPattern] = [
    path("", drafts.draft_list, name="list"),
    path("new/", drafts.draft_new, name="new"),
    path("<uuid:draft_id>/", drafts.draft_home, name="home"),
    path("<uuid:draft_id>/discard/", drafts.draft_discard, name="discard"),
]
