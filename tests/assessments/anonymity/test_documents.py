import json

from hypothesis import given

from assessments.anonymity import redact, show_agreement
from assessments.answer_sheet import AnswerSheet
from assessments.scoring import score
from tests.assessments.scoring.sheets import Case, rated_cases, ratings_of, sheet_of
from tests.assessments.scoring.test_card import STATISTICS, VALIDATOR
from tests.frameworks import make_definition

DEFINITION = make_definition()


def test_card_without_ratings_leaves_as_it_is() -> None:
    document = score(DEFINITION, sheet_of(safe="3210")).to_document()
    assert redact(document, DEFINITION, []) == document


def test_items_of_few_levels_are_withheld_but_for_what_was_settled() -> None:
    ratings = ratings_of(safe_1="333", safe_2="33", safe_3="3", safe_4="nn")
    document = score(DEFINITION, sheet_of(safe="3210"), ratings).to_document()
    redacted = redact(document, DEFINITION, ratings)
    assert redacted["items"]["safe.1"] == document["items"]["safe.1"]
    for number, settled in ((2, 2), (3, 1), (4, 0)):
        assert redacted["items"][f"safe.{number}"] == {
            "n": None,
            "settled": settled,
            **dict.fromkeys(STATISTICS),
        }
    assert set(redacted["subjects"]["safe"]["agreement"].values()) == {None}
    assert document["items"]["safe.2"]["n"] == 2  # the card itself is not touched


def test_subject_of_many_keeps_what_a_page_shows() -> None:
    ratings = ratings_of(**{f"safe_{n}": "33442" for n in (1, 2, 3, 4)})
    document = score(DEFINITION, sheet_of(safe="3333"), ratings).to_document()
    agreement = document["subjects"]["safe"]["agreement"]
    redacted = redact(document, DEFINITION, ratings)
    assert redacted["subjects"]["safe"]["agreement"] == {**agreement, "range": None}
    assert redacted["subjects"]["S1"] == document["subjects"]["S1"]


@given(rated_cases())
def test_redacted_card_is_valid_and_says_nothing_else(case: Case) -> None:
    sheet = AnswerSheet.of([*case.sheet.answers.values()], case.sheet.targets)
    card = score(case.definition, sheet, case.ratings)
    document = card.to_document()
    redacted = redact(document, case.definition, case.ratings)
    assert [error.message for error in VALIDATOR.iter_errors(redacted)] == []
    json.dumps(redacted)
    assert redact(redacted, case.definition, case.ratings) == redacted
    for code, row in redacted["subjects"].items():
        agreement = row.pop("agreement", None)
        shown = show_agreement(card.subjects[code].agreement, case.definition, code, case.ratings)
        if agreement is not None:
            for name, figure in agreement.items():
                assert (figure is None) == (getattr(shown, name) is None), (code, name)
                assert figure in (None, document["subjects"][code]["agreement"][name])
    for code, row in redacted.get("items", {}).items():
        if document["items"][code]["n"] < 3:
            assert {value for key, value in row.items() if key != "settled"} == {None}
