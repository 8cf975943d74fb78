import html
from typing import Any

import pytest
from django.test import Client

from commitments import queries
from commitments.models import FrameworkVersion
from tests.commitments.views.terms import without_terms

PAGES = ["definition", "levels", "about", "sources", "glossary", "crosswalks"]


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_few_queries(
    client: Client, real: FrameworkVersion, page: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        assert client.get(f"/framework/{page}/").status_code == 200
    with django_assert_num_queries(2):
        assert client.get(f"/framework/2024.12/{page}/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_page_of_a_version_without_extras_is_shown(
    client: Client, published: FrameworkVersion, page: str
) -> None:
    response = client.get(f"/framework/{page}/")
    assert response.status_code == 200
    assert "None</p>" not in response.content.decode()


def text_of(client: Client, page: str) -> str:
    """Without the buttons that explain its terms: the words stay."""
    return html.unescape(without_terms(client.get(f"/framework/{page}/").content.decode()))


def test_definition_is_quoted_with_its_source(client: Client, real: FrameworkVersion) -> None:
    text = text_of(client, "definition")
    definition = queries.load_definition(real)
    assert str(definition.definition) in text
    assert str(definition.wording_note) in text
    assert "Box 1." in text
    assert "Dated December 2024." in text


def test_levels_show_scale_reach_and_sectors(client: Client, real: FrameworkVersion) -> None:
    text = text_of(client, "levels")
    definition = queries.load_definition(real)
    for level in definition.levels:
        assert str(level.description) in text
        assert str(level.shown) in text
    for word in definition.reach_words:
        assert str(word.meaning) in text
    for sector in definition.sectors:
        assert str(sector.description) in text


def test_about_says_what_is_ours_and_what_was_not_tested(
    client: Client, real: FrameworkVersion
) -> None:
    text = text_of(client, "about")
    assert str(queries.load_definition(real).affiliation_note) in text
    assert "have not been validated with health-care staff" in text
    assert "88 questions" in text
    assert real.digest in text


def test_sources_have_dates_and_anchors(client: Client, real: FrameworkVersion) -> None:
    text = text_of(client, "sources")
    for source in queries.load_definition(real).sources:
        assert f'id="source-{source.code}"' in text
        assert source.citation in text
    assert 'href="https://doi.org/10.31478/202412c"' in text
    assert "The page gives no date." in text


def test_glossary_has_every_term(client: Client, real: FrameworkVersion) -> None:
    text = text_of(client, "glossary")
    for entry in queries.load_definition(real).glossary:
        assert str(entry.definition) in text
