"""What leaves the portal as JSON is what its published schema says."""

import json

import jsonschema
import pytest

from reports.published_schemas import SCHEMA_BY_NAME, SCHEMAS, render_schema
from tests.reports import change_samples, rated_samples, samples
from tests.reports.documents.table_samples import material_of

SITE = "https://lhs.example"


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(render_schema(SCHEMA_BY_NAME[name], SITE))
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_schema_is_one_and_has_its_address(schema: object) -> None:
    name = schema.name  # type: ignore[attr-defined]
    found = validator(name)
    found.check_schema(found.schema)
    assert found.schema["$id"] == f"{SITE}/schemas/{name}.json"
    assert found.schema["title"]


@pytest.mark.parametrize("sheet", [*samples.SHEETS, *rated_samples.SHEETS])
def test_score_card_that_leaves_is_valid(sheet: str) -> None:
    frozen = {**samples.SHEETS, **rated_samples.SHEETS}[sheet]()
    validator("scorecard").validate(json.loads(material_of(frozen).score_card))


@pytest.mark.parametrize("sample", change_samples.SAMPLES)
def test_comparison_that_leaves_is_valid(sample: str) -> None:
    material = material_of(*change_samples.SAMPLES[sample]())
    assert material.comparison is not None
    validator("comparison").validate(json.loads(material.comparison))
