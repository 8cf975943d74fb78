"""The input file of `manage.py score`: JSON to answers and ratings, or every fault that it has.

{"answers": {"safe.1": {"level": 3, "evidence": 2}}, "targets": {"safe": 3},
 "ratings": [{"rater": "r1", "role_group": "quality", "item": "safe.1", "level": 3}]}
"""

from collections.abc import Callable
from typing import Any

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring.rating_rows import read_ratings
from assessments.scoring.ratings import Rating
from assessments.scoring.reading import (
    check_keys,
    check_one_of_three,
    read_flag,
    read_level,
    read_object,
    read_text,
    read_whole,
)
from commitments.definition import Definition
from lhs_portal.lib.faults import Fault, Faults, FaultyDocument, quoted, under
from lhs_portal.lib.strict_json import parse_json

SHEET_KEYS = ("answers", "targets", "ratings")
READ: dict[str, tuple[str, Callable[[Any, str, Faults], Any]]] = {
    "level": ("level", read_level),
    "na": ("not_applicable", read_flag),
    "dont_know": ("dont_know", read_flag),
    "reason": ("reason", read_text),
    "note": ("note", read_text),
    "evidence": ("evidence", read_whole),
}


def read_input(data: bytes, definition: Definition) -> tuple[AnswerSheet, list[Rating]]:
    """Raises FaultyDocument with all faults, and nothing else, whatever the bytes are."""
    faults = Faults()
    document = read_object(parse_json(data), "", faults)
    check_keys(document, SHEET_KEYS, "", faults)
    answers = _read_answers(document.get("answers", {}), definition, faults)
    targets = _read_targets(document.get("targets", {}), definition, faults)
    ratings = read_ratings(document.get("ratings", []), definition, faults)
    if faults:
        raise FaultyDocument(faults)
    return AnswerSheet.of(answers, targets), ratings


def _read_answers(value: Any, definition: Definition, faults: Faults) -> list[Answer]:
    answers = []
    for code, entry in read_object(value, "answers", faults).items():
        path = under("answers", code)
        if code not in definition.item_by_code:
            message = f"There is no item {quoted(code)} in framework {definition.version}."
            faults.append(Fault(path, message))
            continue
        before = len(faults)
        entry = read_object(entry, path, faults)
        check_keys(entry, tuple(READ), path, faults)
        values = {
            name: read(entry[key], under(path, key), faults)
            for key, (name, read) in READ.items()
            if key in entry
        }
        check_one_of_three(entry, path, faults)
        if len(faults) == before:
            answers.append(Answer(item=code, **values))
    return answers


def _read_targets(value: Any, definition: Definition, faults: Faults) -> dict[str, int]:
    known = {commitment.code for commitment in definition.commitments}
    targets: dict[str, int] = {}
    for code, target in read_object(value, "targets", faults).items():
        path = under("targets", code)
        if code not in known:
            message = f"There is no commitment {quoted(code)} in framework {definition.version}."
            faults.append(Fault(path, message))
            continue
        level = read_level(target, path, faults, or_null=False)
        if level is not None:
            targets[code] = level
    return targets
