from django.urls import URLPattern, path

from commitments.drafting.views import comparing, publishing

urlpatterns: list[URLPattern] = [
    path("<uuid:draft_id>/compare/", comparing.compare, name="compare"),
    path("<uuid:draft_id>/compare/print/", comparing.compare_print, name="compare_print"),
    path("<uuid:draft_id>/propose/", publishing.propose, name="propose"),
    path(
        "<uuid:draft_id>/proposals/<int:proposal_id>/approve/", publishing.approve, name="approve"
    ),
    path(
        "<uuid:draft_id>/proposals/<int:proposal_id>/decline/", publishing.decline, name="decline"
    ),
    path(
        "<uuid:draft_id>/proposals/<int:proposal_id>/withdraw/",
        publishing.withdraw_proposal,
        name="withdraw_proposal",
    ),
]
