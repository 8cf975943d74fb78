"""What the pages of items cost: the same for a few items and for two hundred of a subject."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from commitments import queries
from commitments.actions import publish
from commitments.drafting.actions import create_draft
from commitments.drafting.models import Draft
from commitments.drafting.queries import _read
from commitments.importing import import_definition
from lhs_portal.accounts.models import User
from tests.cast import client_of
from tests.commitments.drafting.item_forms import address
from tests.frameworks import make_definition

PAGES = {"items": 6, "items_of": 9, "item": 7, "item_new": 7, "item_split": 8, "item_move": 5}


def url_of(name: str, draft: Draft) -> str:
    if name in ("items", "items_of", "item_new"):
        query = "" if name == "items" else "?subject=safe"
        return reverse(f"drafting:{name.removesuffix('_of')}", args=[draft.pk]) + query
    return address(name, draft)


@pytest.mark.parametrize("count", [22, 200])
def test_pages_cost_the_same_whatever_the_number_of_items(
    erin: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version, _ = import_definition(make_definition(items=count))
    draft = create_draft(version="2025.1", base=publish(version=version), by=erin)
    client = client_of(erin)
    for name, cost in PAGES.items():
        client.get(url_of(name, draft))
        with django_assert_num_queries(cost):
            response = client.get(url_of(name, draft))
        assert response.status_code == 200
    listed = client.get(url_of("items_of", draft)).content.decode()
    assert listed.count('<li id="item-') == min(count, 50)


@pytest.mark.parametrize("broken", [False, True])
def test_item_costs_at_most_ten_after_a_change(
    erin: User, copy: Draft, broken: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    if broken:
        copy.parts.filter(section="through_line").delete()
    queries.load_definition(copy.base)
    client = client_of(erin)
    for page in (address("item", copy), reverse("drafting:home", args=[copy.pk])):
        _read.clear()
        with django_assert_num_queries(10, exact=False):
            assert client.get(page).status_code == 200
