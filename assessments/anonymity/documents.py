"""The score card's document as it may leave the circle of the raters."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from assessments.anonymity.people import FEWEST, Rounds
from assessments.anonymity.subjects import show_agreement
from assessments.scoring.card import read_agreement
from assessments.scoring.ratings import Rating
from commitments.definition import Definition


def redact(
    document: Mapping[str, Any],
    definition: Definition,
    ratings: Iterable[Rating],
    *,
    named: Collection[str] = (),
    rounds: Rounds | None = None,
) -> dict[str, Any]:
    """What is not to be shown becomes null, in a document that `to_document` gave.

    Of a card with settled answers: a card of ratings alone has scores and a don't-know rate that
    few raters may have made, and never leaves. `settled` is the answer, and stays.
    """
    ratings = tuple(ratings)

    def redact_subject(code: str, row: dict[str, Any]) -> dict[str, Any]:
        agreement = row.get("agreement")
        if agreement is None:
            return row
        shown = show_agreement(
            read_agreement(agreement), definition, code, ratings, named=named, rounds=rounds
        )
        kept = {
            key: value if getattr(shown, key) is not None else None
            for key, value in agreement.items()
        }
        return {**row, "agreement": kept}

    redacted = {
        **document,
        "subjects": {code: redact_subject(code, row) for code, row in document["subjects"].items()},
    }
    if "items" in document:
        redacted["items"] = {code: _redact_item(row) for code, row in document["items"].items()}
    return redacted


def _redact_item(row: dict[str, Any]) -> dict[str, Any]:
    if row["n"] is not None and row["n"] >= FEWEST:
        return row
    return {**dict.fromkeys(row), "settled": row["settled"]}
