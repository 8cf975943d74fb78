import hashlib

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring.input_digest import input_digest, input_document
from tests.assessments.scoring.sheets import sheet_of


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
    assert input_document(sheet) == {
        "answers": {"safe.1": {"level": 0, "evidence": 0}},
        "targets": {"safe": 0},
    }


def test_input_digest_covers_reason_and_note() -> None:
    noted = AnswerSheet.of([Answer("safe.1", level=3, note="Zürich’s audit")])
    assert input_digest(noted) == sha256(
        '{"answers":{"safe.1":{"level":3,"note":"Zürich’s audit"}}}\n'
    )
