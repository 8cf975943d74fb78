from django.urls import URLPattern, path

from commitments.drafting.views import comments, history, parts

urlpatterns: list[URLPattern] = [
    path("<uuid:draft_id>/comments/", comments.comment_list, name="comments"),
    path(
        "<uuid:draft_id>/comments/<int:comment_id>/settle/",
        comments.comment_settle,
        name="comment_settle",
    ),
    path(
        "<uuid:draft_id>/comments/<int:comment_id>/adopt/",
        comments.comment_adopt,
        name="comment_adopt",
    ),
    path("<uuid:draft_id>/history/", history.history, name="history"),
    path("<uuid:draft_id>/history/<uuid:batch_id>/undo/", history.undo, name="undo"),
    path("<uuid:draft_id>/parts/<code:section>/", parts.part_list, name="parts"),
    path("<uuid:draft_id>/add/<code:section>/", parts.part_new, name="part_new"),
    path("<uuid:draft_id>/parts/<code:section>/<code:code>/", parts.part, name="part"),
    path(
        "<uuid:draft_id>/parts/<code:section>/<code:code>/remove/",
        parts.part_remove,
        name="part_remove",
    ),
    path(
        "<uuid:draft_id>/parts/<code:section>/<code:code>/comment/",
        comments.comment_new,
        name="comment_new",
    ),
]
