"""The schemas, for everybody."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from lhs_portal.accounts.models import User
from reports.published_schemas import SCHEMAS
from tests.cast import client_of

NAMES = [schema.name for schema in SCHEMAS]


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_public_and_may_be_kept(client: Client, name: str) -> None:
    response = client.get(f"/schemas/{name}.json")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/schema+json"
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.content)["$id"].endswith(f"/schemas/{name}.json")
    assert not response.cookies


@pytest.mark.django_db
def test_schema_is_the_same_for_who_is_signed_in(alice: User) -> None:
    response = client_of(alice).get(reverse("reports:schema", args=["scorecard"]))
    assert response.headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.django_db
def test_unknown_schema_is_not_found(client: Client) -> None:
    assert client.get("/schemas/answers.json").status_code == 404


@pytest.mark.django_db
def test_list_leads_to_every_schema_and_names_every_table(client: Client) -> None:
    response = client.get(reverse("reports:schema_list"))
    assert response.status_code == 200
    for name in NAMES:
        assert f'href="/schemas/{name}.json"' in response.text
    assert "change_subjects.csv" in response.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_schemas_are_for_reading(client: Client, method: str) -> None:
    assert getattr(client, method)("/schemas/scorecard.json").status_code == 405
