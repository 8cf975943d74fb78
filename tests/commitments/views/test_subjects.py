import html
from typing import Any

import pytest
from django.test import Client

from commitments import queries
from commitments.actions import publish
from commitments.documents import read_framework
from commitments.importing import import_definition
from commitments.models import FrameworkVersion
from tests.commitments.views.terms import without_terms
from tests.frameworks import make_document, make_yaml


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(without_terms(response.content.decode()))


def test_pillar_shows_statement_source_and_features(client: Client, real: FrameworkVersion) -> None:
    page = text_of(client, "/framework/pillars/culture/")
    assert "Promote and reinforce an openness to learning" in page
    assert "Trust framework" in page or "trust framework" in page
    for code in ("C1", "C2", "C3"):
        assert f'href="/framework/features/{code}/"' in page
    assert "/framework/features/S1/" not in page


def test_feature_shows_ground_lineage_links_and_items(
    client: Client, real: FrameworkVersion
) -> None:
    page = text_of(client, "/framework/features/C2/")
    definition = queries.load_definition(real)
    feature = definition.subject_by_code["C2"]
    assert feature.source_quote in page
    assert "Leadership: multifocal, networked, and dynamic" in page
    assert "weak match" in page
    for link in definition.links_of("C2"):
        assert f'id="to-{link.commitment}"' in page
        assert str(link.rationale) in page
    assert page.index("primary</span>") < page.index("supporting</span>")


def test_feature_is_marked_as_provisional_wherever_it_is_named(
    client: Client, real: FrameworkVersion
) -> None:
    page = text_of(client, "/framework/features/S2/")
    for feature in queries.load_definition(real).features:
        for after in page.split(str(feature.name))[1:]:
            assert "provisional title" in after[:60]


def test_items_show_all_that_the_file_says(client: Client, real: FrameworkVersion) -> None:
    page = text_of(client, "/framework/commitments/safe/")
    definition = queries.load_definition(real)
    assert str(definition.rating_rule) in page
    items = definition.items_by_subject["safe"]
    assert page.count('<span class="tag">Essential</span>') == 2
    for item in items:
        assert f'id="{item.code}"' in page
        texts = [item.question, item.why, item.guidance_small, item.guidance_large]
        for text in (*texts, *item.descriptors, *item.evidence, *item.ask):
            assert str(text) in page


def test_item_names_the_sectors_that_it_does_not_apply_to(client: Client, db: Any) -> None:
    document = make_document()
    document["items"][0]["not_applicable_to"] = ["health-financing"]
    document["items"][0]["weight"] = "1.5"
    publish(version=import_definition(read_framework(make_yaml(document)))[0])
    page = text_of(client, "/framework/commitments/engaged/")
    assert page.count("As a rule not applicable to: Health financing.") == 1
    assert page.count("Applies to every sector.") == 3
    assert "Weight 1.5" in page


def test_commitment_shows_definition_source_and_lineage(
    client: Client, real: FrameworkVersion
) -> None:
    page = text_of(client, "/framework/commitments/engaged/")
    assert "Gives primacy to understanding, caring, and acting on people's goals" in page
    assert "McGinnis" in page
    assert "Dated December 2024." in page
    assert "Verbatim from the source." in page
    assert "sources differ" in page
    assert "Patient-centered" in page
    for link in queries.load_definition(real).links_of("engaged"):
        assert f'id="from-{link.feature}"' in page
        assert str(link.rationale) in page


def test_commitment_that_was_added_says_so(client: Client, real: FrameworkVersion) -> None:
    page = text_of(client, "/framework/commitments/adaptive/")
    assert "None: this commitment was added." in page
    assert "sources differ" not in page


@pytest.mark.parametrize(
    "address",
    [
        "pillars/medicine/",
        "pillars/S1/",
        "features/S9/",
        "features/safe/",
        "commitments/S1/",
        "commitments/%00/",
        "1999.1/commitments/safe/",
    ],
)
def test_unknown_part_is_not_found(
    client: Client, published: FrameworkVersion, address: str
) -> None:
    assert client.get(f"/framework/{address}").status_code == 404


@pytest.mark.parametrize("address", ["pillars/science/", "features/S1/", "commitments/safe/"])
def test_part_asks_few_queries(
    client: Client, real: FrameworkVersion, address: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        client.get(f"/framework/{address}")
    with django_assert_num_queries(1):
        client.get(f"/framework/{address}")
    with django_assert_num_queries(2):
        client.get(f"/framework/2024.12/{address}")


def test_naughty_texts_are_shown_as_text(client: Client, db: Any) -> None:
    naughty = "<script>alert(1)</script> {{ 7*7 }} {% load x %} </textarea> \u202e"
    document = make_document()
    document["items"][0]["question"] = {"en": naughty}
    document["features"][0]["title"] = {"en": naughty}
    document["commitments"][0]["definition"] = {"en": naughty}
    publish(version=import_definition(read_framework(make_yaml(document)))[0])
    for address in ("", "features/S1/", "commitments/engaged/"):
        page = client.get(f"/framework/{address}").content.decode()
        assert "<script>alert" not in page
        assert naughty in html.unescape(page)
