from typing import Any

import pytest
from django.test import Client

from commitments import queries
from commitments.actions import publish, retire
from commitments.importing import import_definition
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from tests.cast import client_of
from tests.frameworks import make_definition


def test_framework_shows_everything_on_one_page(client: Client, real: FrameworkVersion) -> None:
    page = client.get("/framework/").content.decode()
    definition = queries.load_definition(real)
    for pillar in definition.pillars:
        assert f'/framework/pillars/{pillar.code}/"' in page
        assert str(pillar.statement) in page
    for feature in definition.features:
        assert f'/framework/features/{feature.code}/"' in page
    for commitment in definition.commitments:
        assert f'/framework/commitments/{commitment.code}/"' in page
    assert real.digest in page
    assert "Dated December 2024." in page


def test_picture_and_table_say_the_same(client: Client, real: FrameworkVersion) -> None:
    page = client.get("/framework/").content.decode()
    links = queries.load_definition(real).through_line
    primary = sum(link.strength == 2 for link in links)
    # Two pictures, of which one shows at any width.
    assert page.count('<path class="primary"') == 2 * primary
    assert page.count('<path class="supporting"') == 2 * (len(links) - primary)
    assert page.count('<span class="vh">Primary: ') == primary
    assert page.count('<span class="vh">Supporting: ') == len(links) - primary
    assert f"by {primary} primary and {len(links) - primary} supporting links" in page


def test_every_full_name_of_a_feature_is_marked_as_provisional(
    client: Client, real: FrameworkVersion
) -> None:
    page = client.get("/framework/").content.decode()
    for feature in queries.load_definition(real).features:
        named = page.split(str(feature.name))
        assert len(named) == 4, "a card, the picture and the table"
        for after in named[1:]:
            assert "provisional title" in after[:120]


def test_framework_asks_few_queries(
    client: Client, real: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        client.get("/framework/")
    with django_assert_num_queries(1):
        client.get("/framework/")
    with django_assert_num_queries(2):
        client.get("/framework/2024.12/")


def test_framework_asks_few_queries_of_a_person(
    real: FrameworkVersion, adam: User, django_assert_max_num_queries: Any
) -> None:
    client = client_of(adam)
    with django_assert_max_num_queries(8):
        client.get("/framework/")


def test_framework_without_a_published_version_says_so(
    client: Client, draft: FrameworkVersion
) -> None:
    response = client.get("/framework/")
    assert response.status_code == 404
    assert "No framework is in use yet" in response.content.decode()
    assert client.get("/framework/commitments/safe/").status_code == 404
    assert client.get("/framework/2024.12/").status_code == 404


def test_framework_shows_the_newest_version_and_keeps_the_older(
    client: Client, published: FrameworkVersion
) -> None:
    publish(version=import_definition(make_definition(version="2025.1"))[0])
    newest = client.get("/framework/").content.decode()
    assert "Framework version 2025.1" in newest
    older = client.get("/framework/2024.12/").content.decode()
    assert "Framework version 2024.12" in older
    assert "There is a newer one" in older
    assert '"/framework/2024.12/commitments/safe/"' in older
    assert "/framework/commitments/safe/" not in older


def test_retired_version_stays_at_its_address(client: Client, published: FrameworkVersion) -> None:
    retire(version=published)
    page = client.get("/framework/2024.12/").content.decode()
    assert "is retired: no new assessment starts with it" in page
    assert client.get("/framework/").status_code == 404


def test_page_names_its_lasting_address(client: Client, published: FrameworkVersion) -> None:
    page = client.get("/framework/features/S1/").content.decode()
    assert 'href="/framework/2024.12/features/S1/">Lasting address' in page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_framework_is_only_read(client: Client, published: FrameworkVersion, method: str) -> None:
    assert getattr(client, method)("/framework/").status_code == 405


@pytest.mark.parametrize("version", ["1999.1", "%00", "..%2f", "x" * 41, "<script>"])
def test_unknown_version_is_not_found(
    client: Client, published: FrameworkVersion, version: str
) -> None:
    assert client.get(f"/framework/{version}/").status_code == 404
