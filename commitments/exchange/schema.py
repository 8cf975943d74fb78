"""The JSON schema of a framework version, made of the very kinds that read one. Pure.

`commitments/framework.schema.json` holds it, and a test compares the two.
"""

import json
from typing import Any

from commitments import document_fields as kinds
from commitments.document_shape import FRAMEWORK

Schema = dict[str, Any]
LANGUAGE = f"^{kinds.LANGUAGE.pattern.pattern}$"

TITLE = "A version of the Learning Health System framework"
ABOUT = (
    "What the portal exports and imports as JSON. Texts are maps by language and hold the source "
    "language at least. The SHA-256 of the canonical form (sorted keys, no spaces, translations "
    "left out, a final newline) is the version's digest. Codes, references between parts and the "
    "through-line are held to rules beyond this schema, and named where they are broken."
)


def framework_schema() -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "framework.json",
        "title": TITLE,
        "description": ABOUT,
        **_schema_of(FRAMEWORK),
        "$defs": {
            "text": {
                "description": "A text by language.",
                "type": "object",
                "minProperties": 1,
                "patternProperties": {LANGUAGE: {"$ref": "#/$defs/words"}},
                "additionalProperties": False,
            },
            "words": {"type": "string", "minLength": 1, "pattern": r"\S"},
        },
    }


def render_framework_schema() -> bytes:
    return (json.dumps(framework_schema(), indent=2, ensure_ascii=False) + "\n").encode()


def _schema_of(kind: Any) -> Schema:
    found: Schema = _OF[type(kind)](kind)
    return found


def _record(kind: kinds.Record) -> Schema:
    both = {**kind.required, **kind.optional}
    return {
        "type": "object",
        "properties": {key: _schema_of(part) for key, part in both.items()},
        "required": list(kind.required),
        "additionalProperties": False,
    }


def _list(kind: kinds.ListOf) -> Schema:
    length = {} if kind.exactly is None else {"minItems": kind.exactly, "maxItems": kind.exactly}
    return {"type": "array", "items": _schema_of(kind.kind), **length}


def _one_or_more(kind: kinds.OneOrMore) -> Schema:
    one = _schema_of(kind.kind)
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _whole(kind: kinds.Whole) -> Schema:
    most = {} if kind.highest is None else {"maximum": kind.highest}
    return {"type": "integer", "minimum": kind.lowest, **most}


def _weight(_kind: kinds.Weight) -> Schema:
    return {
        "description": "A decimal above 0, written as text so that no digit is lost.",
        "anyOf": [
            {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"},
            {"type": "number", "exclusiveMinimum": 0},
        ],
    }


def _code(kind: kinds.Code) -> Schema:
    return {
        "type": "string",
        "pattern": f"^{kind.pattern.pattern}$",
        "maxLength": kinds.LONGEST_CODE,
    }


_OF: dict[type, Any] = {
    kinds.Record: _record,
    kinds.ListOf: _list,
    kinds.OneOrMore: _one_or_more,
    kinds.Whole: _whole,
    kinds.Weight: _weight,
    kinds.Code: _code,
    kinds.OneOf: lambda kind: {"enum": list(kind.choices)},
    kinds.Boolean: lambda _kind: {"type": "boolean"},
    kinds.Url: lambda _kind: {"type": "string", "pattern": "^https?://"},
    kinds.Words: lambda _kind: {"$ref": "#/$defs/words"},
    kinds.TextByLanguage: lambda _kind: {"$ref": "#/$defs/text"},
}
