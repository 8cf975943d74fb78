"""The framework's pages in Spanish: translated, marked, and English where nobody translated."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.models import FrameworkVersion
from tests.commitments.translating.conftest import add_spanish

PAGES = (
    "",
    "2024.12/",
    "pillars/science/",
    "features/S1/",
    "commitments/safe/",
    "crosswalks/",
    "definition/",
    "levels/",
    "about/",
    "sources/",
    "glossary/",
)


@pytest.fixture
def spanish_client() -> Client:
    return Client(headers={"accept-language": "es"})


@pytest.mark.parametrize("path", PAGES)
def test_page_speaks_and_tells_that_it_is_a_translation(
    spanish_client: Client, published: FrameworkVersion, path: str
) -> None:
    add_spanish(published)
    page = spanish_client.get(f"/framework/{path}").content.decode()
    assert '<html lang="es"' in page
    assert "1." in page.split("breadcrumbs")[0]
    assert 'class="tag">inglés' not in page


def test_texts_are_translated_and_quoted_ones_keep_their_source(
    spanish_client: Client, published: FrameworkVersion
) -> None:
    add_spanish(published, but={"commitments/safe/definition": "Protege."})
    page = spanish_client.get("/framework/commitments/safe/").content.decode()
    english = published.commitment_set.get(code="safe").entry["definition"]["en"]
    assert "<p>Protege.</p>" in page
    assert f'<span lang="en">{english}</span>' in page
    assert "es: How is safe.1 done?" in page
    assert ">How is safe.1 done?" not in page


def test_text_that_is_missing_is_english_and_says_so(
    spanish_client: Client, published: FrameworkVersion
) -> None:
    add_spanish(published, but={"items/safe.1/question": ""})
    page = spanish_client.get("/framework/commitments/safe/").content.decode()
    told = '<span lang="en">How is safe.1 done?</span> <span class="tag">inglés</span>'
    assert told in page
    assert page.count('<span class="tag">inglés</span>') == 1


def test_version_without_a_translation_says_so_once(
    spanish_client: Client, published: FrameworkVersion
) -> None:
    page = spanish_client.get("/framework/commitments/safe/").content.decode()
    assert '<div class="alert info">' in page
    assert '<span lang="en">How is safe.1 done?</span>' in page
    assert '<span class="tag">inglés</span>' not in page


def test_english_pages_are_as_before(client: Client, published: FrameworkVersion) -> None:
    before = {path: client.get(f"/framework/{path}").content for path in PAGES}
    add_spanish(published)
    for path, page in before.items():
        assert client.get(f"/framework/{path}").content == page
        assert b"ranslation, draft" not in page
        assert b'lang="en"' not in page.replace(b'<html lang="en"', b"").replace(
            b'lang="en">English', b""
        )


def test_page_in_spanish_costs_one_query_more(
    spanish_client: Client,
    client: Client,
    published: FrameworkVersion,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    add_spanish(published)
    for reader in (client, spanish_client):
        reader.get("/framework/commitments/safe/")
    with django_assert_num_queries(1):
        client.get("/framework/commitments/safe/")
    with django_assert_num_queries(2):
        spanish_client.get("/framework/commitments/safe/")


def test_files_do_not_depend_on_the_reader(
    spanish_client: Client, client: Client, published: FrameworkVersion
) -> None:
    add_spanish(published)
    for name in ("framework.json", "framework.yaml"):
        address = f"/framework/2024.12/{name}"
        assert client.get(address).content == spanish_client.get(address).content
