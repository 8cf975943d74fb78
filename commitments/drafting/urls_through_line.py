from django.urls import URLPattern, path

from commitments.drafting.views import comments, crosswalks, matrix

urlpatterns: list[URLPattern] = [
    path("<uuid:draft_id>/crosswalks/", crosswalks.crosswalk_list, name="crosswalks"),
    path("<uuid:draft_id>/crosswalks/<code:code>/", crosswalks.crosswalk, name="crosswalk"),
    path("<uuid:draft_id>/through-line/", matrix.through_line, name="through_line"),
    path(
        "<uuid:draft_id>/through-line/<code:feature>/",
        matrix.through_line_of,
        name="through_line_of",
    ),
    path(
        "<uuid:draft_id>/through-line/<code:feature>/<code:commitment>/comments/",
        comments.link_comments,
        name="link_comments",
    ),
]
