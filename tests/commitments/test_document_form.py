import json
from decimal import Decimal

import pytest

from commitments.documents import definition_from_document, document_of, read_framework
from lhs_portal.lib.canonical import canonical_json
from tests.frameworks import make_definition, make_document, make_yaml


def digest_after(**changes: object) -> str:
    return make_definition(**changes).digest


def test_document_and_definition_are_two_forms_of_one_thing() -> None:
    definition = make_definition(weights={"safe.1": "0.25"})
    document = document_of(definition)
    assert definition_from_document(document) == definition
    assert document_of(definition_from_document(document)) == document


def test_document_is_plain_json() -> None:
    document = document_of(make_definition(weights={"safe.1": "0.25"}))
    again = json.loads(canonical_json(document))
    assert again == document
    assert definition_from_document(again).item_by_code["safe.1"].weight == Decimal("0.25")


def test_digest_is_that_of_the_content() -> None:
    assert digest_after() == digest_after()
    assert digest_after() != digest_after(version="2025.1")
    assert digest_after() != digest_after(weights={"safe.1": "2"})


@pytest.mark.parametrize("weight", ["2", "2.0", "2.00", "02"])
def test_digest_sees_the_weight_and_not_how_it_is_written(weight: str) -> None:
    assert digest_after(weights={"safe.1": weight}) == digest_after(weights={"safe.1": "2"})


@pytest.mark.parametrize("weight", ["10", "100", "0.1", "1.000000001"])
def test_weight_is_the_decimal_that_is_written(weight: str) -> None:
    definition = make_definition(weights={"safe.1": weight})
    assert definition.item_by_code["safe.1"].weight == Decimal(weight)


def test_digest_sees_texts_in_the_source_language_alone() -> None:
    document = make_document()
    document["items"][0]["question"]["es"] = "¿Cómo se hace?"
    translated = read_framework(make_yaml(document))
    assert translated.digest == digest_after()
    assert translated != make_definition()
    assert translated.items[0].question.in_language("es") == "¿Cómo se hace?"
    assert translated.items[0].question.in_language("fr") == "How is engaged.1 done?"
    assert definition_from_document(document_of(translated)) == translated

    document["items"][0]["question"]["en"] = "How is it done?"
    assert read_framework(make_yaml(document)).digest != digest_after()


def test_digest_takes_another_source_language() -> None:
    document = make_document() | {"source_language": "es"}
    text = make_yaml(document).replace(b"en: ", b"es: ").replace(b"{en: ", b"{es: ")
    definition = read_framework(text)
    assert definition.source_language == "es"
    assert definition.digest != digest_after()


def test_default_that_is_written_changes_nothing() -> None:
    document = make_document()
    for item in document["items"]:
        del item["weight"]
        del item["not_applicable_to"]
    for commitment in document["commitments"]:
        commitment |= {"sources_differ": False, "iom_aim": None}
    document |= {"crosswalks": [], "glossary": [], "title": None}
    assert read_framework(make_yaml(document)) == make_definition()


def test_order_of_the_through_line_in_the_file_is_irrelevant() -> None:
    document = make_document()
    document["through_line"].reverse()
    assert read_framework(make_yaml(document)) == make_definition()


def test_order_of_items_is_content() -> None:
    document = make_document()
    document["items"].reverse()
    assert read_framework(make_yaml(document)).digest != digest_after()
