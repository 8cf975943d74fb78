import json
from importlib.resources import files

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import SCORING_VERSION, score
from tests.assessments.scoring.sheets import Case, rated_cases, ratings_of, sheet_of
from tests.frameworks import make_definition

SCHEMA = json.loads(files("assessments.scoring").joinpath("scorecard.schema.json").read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)


def test_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["scoring_version"]["const"] == SCORING_VERSION


@given(rated_cases())
def test_every_card_is_valid(case: Case) -> None:
    card = score(case.definition, case.sheet, case.ratings).to_json()
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(card))] == []


def objects_of(value: object, path: str = "") -> list[tuple[str, dict]]:
    found = []
    if isinstance(value, dict):
        found.append((path, value))
        for key, part in value.items():
            found += objects_of(part, f"{path}/{key}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            found += objects_of(part, f"{path}/{index}")
    return found


def test_schema_refuses_any_key_that_it_does_not_know() -> None:
    subjects = dict.fromkeys(("engaged", "safe", "effective", "S1", "S2", "F1", "F2"), "1234")
    ratings = ratings_of(safe_1="33", S1_1="1")
    document = score(make_definition(), sheet_of(**subjects), ratings).to_document()
    paths = [path for path, _ in objects_of(document)]
    assert len(paths) > 20
    for path, part in objects_of(document):
        part["un known"] = "1.000000"
        assert not VALIDATOR.is_valid(document), path
        del part["un known"]
    assert VALIDATOR.is_valid(document)


@pytest.mark.parametrize("missing", ["reason", "score"])
def test_schema_wants_a_reason_exactly_where_a_score_is_absent(missing: str) -> None:
    document = score(make_definition(), sheet_of(safe="3333")).to_document()
    document["subjects"]["safe"]["reason"] = "not_enough_answers"
    assert not VALIDATOR.is_valid(document)
    document["subjects"]["safe"] = {**document["subjects"]["engaged"], missing: None}
    assert VALIDATOR.is_valid(document) is (missing == "score")


STATISTICS = ("mean", "median", "range", "near_median", "ad", "r_wg", "contested", "outlying")


@pytest.mark.parametrize("name", STATISTICS)
def test_schema_wants_statistics_of_an_item_exactly_from_two_levels(name: str) -> None:
    ratings = ratings_of(safe_1="33", safe_2="3")
    document = score(make_definition(), AnswerSheet(), ratings).to_document()
    assert VALIDATOR.is_valid(document)
    two, one = document["items"]["safe.1"], document["items"]["safe.2"]
    one[name], kept = two[name], one[name]
    assert not VALIDATOR.is_valid(document)
    one[name], two[name] = kept, None
    assert not VALIDATOR.is_valid(document)


def test_agreement_stands_in_the_subjects_with_ratings_alone() -> None:
    levels = {f"safe_{n}": "33443" for n in (1, 2, 3, 4)}
    document = score(make_definition(), AnswerSheet(), ratings_of(**levels)).to_document()
    rated = {code for code, subject in document["subjects"].items() if "agreement" in subject}
    assert rated == {"safe"}
    assert document["subjects"]["safe"]["agreement"] == {
        "r_wg_j": "0.957746",  # s² 0.3: 4 · 0.85 / (4 · 0.85 + 0.15)
        "ad": "0.480000",
        "interval": ["2.720022", "4.000000"],  # 3.4 ± 2.776 · √(0.3/5), cut
        "range": ["3.000000", "4.000000"],
        "role_gap": None,
    }


def test_card_is_canonical_json() -> None:
    definition = make_definition()
    card = score(definition, sheet_of(targets={"safe": 3}, safe="32--", S1="n???"))
    text = card.to_json().decode()
    document = json.loads(text)
    again = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert text == again + "\n"
    assert document["framework"] == {"version": "2024.12", "digest": definition.digest}
    assert document["scoring_version"] == "1"
    assert document["subjects"]["safe"] == {
        "score": "2.500000",
        "low": "1.250000",
        "high": "3.250000",
        "coverage": "0.500000",
        "attained": 2,
        "held_back_by": ["safe.2"],
        "evidenced": None,
        "reason": None,
    }
    assert document["targets"]["safe"] == {"target": 3, "declared": True, "gap": "0.500000"}
    assert document["dont_know"] == "0.111111"  # 3 of 27 items


def test_card_of_an_empty_sheet_knows_nothing() -> None:
    document = score(make_definition(), AnswerSheet()).to_document()
    assert {row["score"] for row in document["subjects"].values()} == {None}
    assert document["indices"]["foundations"] == {"score": None, "reason": "parts_missing"}
    assert document["strengths"] == document["gaps"] == document["priorities"] == []
    assert document["dont_know"] == "0.000000"
    assert document["not_ranked"] == ["S1", "S2", "F1", "F2"]


def test_card_where_nothing_is_applicable() -> None:
    subjects = dict.fromkeys(("engaged", "safe", "effective", "S1", "S2", "F1", "F2"), "nnnn")
    document = score(make_definition(), sheet_of(**subjects)).to_document()
    assert document["indices"]["commitments"] == {"score": None, "reason": "not_applicable"}
    assert document["pillars"]["science"] == {
        "score": None,
        "attained": None,
        "reason": "not_applicable",
    }
    assert document["dont_know"] is None
    assert document["not_ranked"] == []
    assert VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (AnswerSheet.of([Answer("safe.9", level=1)]), "safe.9"),
        (AnswerSheet.of([], {"S1": 1}), "S1"),
    ],
)
def test_score_of_an_unknown_code_is_an_error(sheet: AnswerSheet, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        score(make_definition(), sheet)
