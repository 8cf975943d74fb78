"""What differs between two published versions: a form, a page with filters, a list to print."""

import copy
from typing import Any

import pytest
from django.test import Client

from commitments import change_pages
from commitments.actions import publish, retire
from commitments.document_form import definition_from_document, document_of
from commitments.importing import import_definition
from commitments.models import FrameworkVersion
from tests.frameworks import make_definition

PAGE = "/framework/compare/2024.12/2025.1/"


@pytest.fixture
def newer(published: FrameworkVersion) -> FrameworkVersion:
    document = copy.deepcopy(document_of(make_definition(version="2025.1")))
    items = {item["code"]: item for item in document["items"]}
    items["safe.1"]["question"] = {"en": "Who tells <b>people</b> what was found?"}
    items["safe.2"].update(meaning=2)
    document["through_line"][0]["strength"] = 1
    version, _ = import_definition(definition_from_document(document))
    return publish(version=version)


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_what_differs(client: Client, newer: FrameworkVersion) -> None:
    page = read(client, PAGE)
    for heading in ("Meaning (1)", "Wording (1)", "Structure (1)"):
        assert heading in page
    assert "&lt;b&gt;people&lt;/b&gt;" in page
    assert "Its strength changes from primary to supporting." in page
    # Not by colour alone, and not by a line through it alone.
    assert '<span class="vh">[removed: </span>' in page


def test_filters_leave_out_the_rest(client: Client, newer: FrameworkVersion) -> None:
    page = read(client, f"{PAGE}?kind=structure")
    assert "Wording (1)</h2>" not in page
    assert "Structure (1)</h2>" in page
    page = read(client, f"{PAGE}?subject=S1")
    assert "Through-line: S1 and Engaged" in page
    assert "Item safe.1" not in page
    assert "No change passes this filter." in read(client, f"{PAGE}?kind=%00")


@pytest.mark.parametrize(("query", "paper"), [("", "letter"), ("?paper=a4", "a4"), ("?paper=x", "letter")])  # fmt: skip
def test_the_list_to_print_numbers_the_changes(
    client: Client, newer: FrameworkVersion, query: str, paper: str
) -> None:
    page = read(client, f"{PAGE}print/{query}")
    assert f'class="paper-{paper}"' in page
    assert "1. Item safe.2" in page
    assert page.count("not agreed") == 3


def test_the_same_version_does_not_differ(client: Client, published: FrameworkVersion) -> None:
    assert "Nothing differs" in read(client, "/framework/compare/2024.12/2024.12/")


def test_retired_versions_are_compared_and_drafts_are_not(
    client: Client, newer: FrameworkVersion
) -> None:
    retire(version=newer)
    assert client.get(PAGE).status_code == 200
    import_definition(make_definition(version="2026.1"))
    for code in ("2026.1", "nothing", "a%00b"):
        assert client.get(f"/framework/compare/2024.12/{code}/").status_code == 404
        assert client.get(f"/framework/compare/{code}/2024.12/print/").status_code == 404


def test_the_form_leads_to_the_address(client: Client, newer: FrameworkVersion) -> None:
    page = read(client, "/framework/compare/")
    assert "csrfmiddlewaretoken" not in page
    response = client.get("/framework/compare/?old=2024.12&new=2025.1")
    assert response["Location"] == PAGE
    for wrong in ("?old=2024.12", "?old=2024.12&new=9", "?old=%00&new=2025.1"):
        assert client.get(f"/framework/compare/{wrong}").status_code == 422


def test_a_page_asks_two_queries_once_both_are_loaded(
    client: Client, newer: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    change_pages._compare.cache_clear()
    read(client, PAGE)
    with django_assert_num_queries(2):
        read(client, PAGE)
