from django.urls import path

from assessments.views.talk.comments import comment_resolve, comments, item_comments
from assessments.views.talk.history_csv import history_csv
from assessments.views.talk.tasks import tasks

urlpatterns = [
    path("a/<uuid:assessment_id>/comments/", comments, name="comments"),
    path(
        "a/<uuid:assessment_id>/comments/<uuid:comment_id>/resolve/",
        comment_resolve,
        name="comment_resolve",
    ),
    path("a/<uuid:assessment_id>/i/<str:item_code>/comments/", item_comments, name="item_comments"),
    path("a/<uuid:assessment_id>/tasks/", tasks, name="tasks"),
    path("a/<uuid:assessment_id>/history.csv", history_csv, name="history_csv"),
]
