from typing import Any

from django.test import Client

from commitments.actions import publish, retire
from commitments.importing import import_definition
from commitments.models import FrameworkVersion
from tests.frameworks import make_definition


def test_list_shows_what_is_or_was_in_use(client: Client, published: FrameworkVersion) -> None:
    retire(version=published)
    import_definition(make_definition(version="2026.1"))
    page = client.get("/framework/versions/").content.decode()
    assert 'href="/framework/2024.12/"' in page
    assert "Retired from new use" in page
    assert published.digest in page
    assert "2026.1" not in page


def test_list_without_versions_says_so(client: Client, draft: FrameworkVersion) -> None:
    response = client.get("/framework/versions/")
    assert response.status_code == 200
    assert "No version is published yet" in response.content.decode()


def test_list_asks_one_query_for_one_and_for_three(
    client: Client, published: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        client.get("/framework/versions/")
    for version in ("2025.1", "2026.1"):
        publish(version=import_definition(make_definition(version=version))[0])
    with django_assert_num_queries(1):
        client.get("/framework/versions/")
