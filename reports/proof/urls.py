from django.urls import path, re_path

from reports.proof.views import keys, verify, verify_digest

urlpatterns = [
    path("verify/", verify, name="verify"),
    path("verify/keys.json", keys, name="verify_keys"),
    re_path(r"^verify/(?P<digest>[^/]+)/?$", verify_digest, name="verify_digest"),
]
