"""The JSON schemas of what leaves the portal as JSON, at stable addresses."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lhs_portal.lib.wording import mark

_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class PublishedSchema:
    name: str
    title: str
    about: str
    path: str

    @property
    def file(self) -> Path:
        return _ROOT / self.path


SCHEMAS = (
    PublishedSchema(
        "scorecard",
        mark("Score card"),
        mark("Every figure of a report, by the rules of scoring."),
        "assessments/scoring/scorecard.schema.json",
    ),
    PublishedSchema(
        "comparison",
        mark("Comparison"),
        mark("What changed between two reports, and what cannot be compared."),
        "assessments/scoring/comparison.schema.json",
    ),
    PublishedSchema(
        "manifest",
        mark("Manifest"),
        mark("The files of a report with their digests, signed by the portal."),
        "reports/proof/manifest.schema.json",
    ),
    PublishedSchema(
        "framework",
        mark("Framework version"),
        mark("A whole version of the framework, as it is exported and imported."),
        "commitments/framework.schema.json",
    ),
)
SCHEMA_BY_NAME = {schema.name: schema for schema in SCHEMAS}


def render_schema(schema: PublishedSchema, site: str) -> bytes:
    """With its address at this portal as `$id`."""
    document = {**_load(schema), "$id": f"{site}/schemas/{schema.name}.json"}
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def render_schemas(site: str) -> dict[str, bytes]:
    return {schema.name: render_schema(schema, site) for schema in SCHEMAS}


@cache
def _load(schema: PublishedSchema) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(schema.file.read_bytes())
    return document
