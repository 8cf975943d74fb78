import json
from importlib.resources import files

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from assessments.anonymity import hide_verdicts, redact_comparison
from assessments.scoring import SCORING_VERSION, Side, Stamp, compare
from tests.assessments.scoring.pairs import Pair, pairs
from tests.assessments.scoring.sheets import ratings_of, sheet_of
from tests.assessments.scoring.test_card import objects_of
from tests.frameworks import make_definition

SCHEMA = json.loads(files("assessments.scoring").joinpath("comparison.schema.json").read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)


def faults(document: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(document)]


def test_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["scoring_version"]["const"] == SCORING_VERSION


@given(pairs())
def test_every_comparison_is_valid_also_where_it_is_shown(pair: Pair) -> None:
    document = json.loads(pair.compare().to_json())
    assert faults(document) == []
    withheld = sorted(
        code for code, row in document["subjects"].items() if row["verdict"] == "changed"
    )
    stored = {**document, "withheld": withheld, "salt": "0" * 64}
    assert faults(stored) == []
    assert faults(hide_verdicts(stored)) == []
    assert faults(redact_comparison(stored)) == []


def make_comparison() -> dict:
    definition = make_definition()
    stamp = Stamp("id", 1, "Baseline", ("2026-01-01", "2026-06-30"), "0" * 64)
    safe = {f"safe_{n}": "1122" for n in (1, 2, 3, 4)}
    sides = [
        Side.of(
            definition, sheet_of(safe=word, targets={"safe": 3}), ratings_of(**safe), stamp=stamp
        )
        for word in ("1111", "3333")
    ]
    return compare(*sides, before=[sides[0].cycle]).to_document()


def test_schema_refuses_any_key_that_it_does_not_know() -> None:
    document = make_comparison()
    assert faults(document) == []
    found = objects_of(document)
    assert len(found) > 30
    for path, part in found:
        part["un known"] = "1.000000"
        assert not VALIDATOR.is_valid(document), path
        del part["un known"]


def test_schema_wants_every_key_of_the_whole() -> None:
    document = make_comparison()
    for key in document:
        if key != "cycles":
            assert not VALIDATOR.is_valid({k: v for k, v in document.items() if k != key}), key


@pytest.mark.parametrize("key", ["difference", "standard_error_squared", "degrees", "raters"])
def test_figures_of_the_test_stand_together_or_not_at_all(key: str) -> None:
    document = make_comparison()
    del document["subjects"]["safe"][key]
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "better"},
        {"verdict": "not_tested"},
        {"verdict": "not_comparable"},
        {"delta": None},
        {"delta": "2"},
        {"degrees": None},
        {"degrees": 1},
        {"raters": [3]},
    ],
)
def test_verdict_and_figures_agree(change: dict) -> None:
    document = make_comparison()
    assert document["subjects"]["safe"]["verdict"] == "noise"
    document["subjects"]["safe"].update(change)
    assert not VALIDATOR.is_valid(document)
