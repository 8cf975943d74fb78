import hashlib

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import input_digest as digests
from assessments.scoring.ratings import Rating, Ratings
from tests.assessments.scoring.sheets import sheet_of


def input_digest(sheet: AnswerSheet, *ratings: Rating) -> str:
    return digests.input_digest(sheet, Ratings.of(ratings))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_input_digest_of_an_empty_sheet() -> None:
    assert input_digest(AnswerSheet()) == sha256("{}\n")


def test_input_digest_leaves_defaults_out() -> None:
    sheet = sheet_of(targets={"safe": 4}, safe="3n?-")
    sheet = AnswerSheet({**sheet.answers, "safe.4": Answer("safe.4")}, sheet.targets)
    assert input_digest(sheet) == sha256(
        '{"answers":{"safe.1":{"level":3},"safe.2":{"na":true,"reason":"Not offered here."},'
        '"safe.3":{"dont_know":true}},"targets":{"safe":4}}\n'
    )


def test_input_digest_keeps_level_0_target_0_and_evidence_0() -> None:
    sheet = AnswerSheet.of([Answer("safe.1", level=0, evidence=0)], {"safe": 0})
    assert digests.input_document(sheet, Ratings.of([])) == {
        "answers": {"safe.1": {"level": 0, "evidence": 0}},
        "targets": {"safe": 0},
    }


def test_input_digest_covers_reason_and_note() -> None:
    noted = AnswerSheet.of([Answer("safe.1", level=3, note="Zürich’s audit")])
    assert input_digest(noted) == sha256(
        '{"answers":{"safe.1":{"level":3,"note":"Zürich’s audit"}}}\n'
    )


def test_input_digest_covers_ratings_in_the_order_of_rater_and_item() -> None:
    ratings = [
        Rating("r2", "safe.1", "board", level=0),
        Rating("r10", "safe.2", dont_know=True),
        Rating("r10", "safe.1", not_applicable=True),
        Rating("r3", "safe.1", "board"),  # says nothing
    ]
    expected = sha256(
        '{"ratings":[{"item":"safe.1","na":true,"rater":"r10"},'
        '{"dont_know":true,"item":"safe.2","rater":"r10"},'
        '{"item":"safe.1","level":0,"rater":"r2","role_group":"board"}]}\n'
    )
    assert input_digest(AnswerSheet(), *ratings) == expected
    assert input_digest(AnswerSheet(), *reversed(ratings)) == expected


def test_input_digest_of_ratings_that_say_nothing_is_that_of_none() -> None:
    assert input_digest(AnswerSheet(), Rating("r1", "safe.1", "board")) == sha256("{}\n")
