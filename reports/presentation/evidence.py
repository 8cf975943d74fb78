"""What the answers rest on: pieces at their items, and scores that count what has none as less."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from assessments.evidence_age import is_old
from assessments.scoring.subjects import EVIDENCED_FROM, UNEVIDENCED_COUNTS_AS
from commitments.definition import Item, Subject
from lhs_portal.lib.wording import say, say_count
from reports.presentation.page_evidence import EvidencedRow, EvidenceView, PieceView, Unproven
from reports.presentation.reading import Reading, decimal
from reports.presentation.wording import (
    capital,
    day,
    figure,
    mean_in_words,
    moment,
    number_word,
)


def _claims() -> str:
    return say("level {low} or {high}", low=EVIDENCED_FROM, high=EVIDENCED_FROM + 1)


def is_collected(reading: Reading) -> bool:
    """From the first piece on, as the score card counts it."""
    return bool(reading.frozen.get("evidence"))


def is_unproven(reading: Reading, item: Item) -> bool:
    if not is_collected(reading):
        return False
    level = reading.answer(item.code).get("level")
    return level is not None and level >= EVIDENCED_FROM and not _pieces(reading, item)


def present_pieces(reading: Reading, item: Item) -> tuple[PieceView, ...]:
    on = moment(reading.frozen["requested_at"]).date()
    pieces = [_present_piece(piece, on) for piece in _pieces(reading, item)]
    if reading.leaves_out("evidence_names"):
        return tuple(_nameless(piece, number) for number, piece in enumerate(pieces, start=1))
    return tuple(pieces)


def present_evidence(reading: Reading) -> EvidenceView | None:
    """None where no evidence is collected."""
    if not is_collected(reading):
        return None
    items = [item for items in reading.definition.items_by_subject.values() for item in items]
    rows = tuple(row for subject in reading.definition.subjects if (row := _row(reading, subject)))
    unproven = tuple(
        _present_unproven(reading, item) for item in items if is_unproven(reading, item)
    )
    return EvidenceView(
        opening=tuple(_opening(reading, items, len(unproven))),
        rows=rows,
        unproven=unproven,
        unproven_note=(
            say(
                "Each of these items stands at {claims}, and no file or link stands beside it.",
                claims=_claims(),
            )
            if unproven
            else say("Every item at {claims} has evidence.", claims=_claims())
        ),
    )


def explain_evidenced(reading: Reading, items: Sequence[Item], evidenced: Decimal) -> str:
    levels = [
        (item.weight, UNEVIDENCED_COUNTS_AS if is_unproven(reading, item) else level)
        for item in items
        if (level := reading.answer(item.code).get("level")) is not None
    ]
    return say(
        "Evidenced score: {claims} without evidence counts as {level}, {mean} = {score}.",
        claims=_claims(),
        level=UNEVIDENCED_COUNTS_AS,
        mean=mean_in_words(levels),
        score=figure(evidenced),
    )


def _pieces(reading: Reading, item: Item) -> Sequence[Mapping[str, Any]]:
    pieces: Sequence[Mapping[str, Any]] = reading.frozen.get("evidence", {}).get(item.code, ())
    return pieces


def _present_piece(piece: Mapping[str, Any], on: date) -> PieceView:
    level = piece["level"]
    return PieceView(
        title=piece["title"],
        shows=piece["shows"],
        level_shown="" if level is None else say("For level {level}", level=level),
        dated_shown=day(piece["dated"]),
        source=piece["url"] or piece["filename"],
        url=piece["url"] if piece["url"].startswith(("https://", "http://")) else "",
        old=is_old(date.fromisoformat(piece["dated"]), on=on),
        not_scanned=piece.get("scan") == "not_scanned",
        level=level,
        dated=piece["dated"],
    )


def _nameless(piece: PieceView, number: int) -> PieceView:
    """What it is about may name people or places just as its title does."""
    return replace(
        piece, title=say("Evidence {number}", number=number), shows="", source="", url=""
    )


def _row(reading: Reading, subject: Subject) -> EvidencedRow | None:
    score = reading.score(subject.code)
    evidenced = decimal(reading.subject(subject.code)["evidenced"])
    if score is None or evidenced is None:
        return None
    return EvidencedRow(
        code=subject.code,
        name=reading.named(subject.code),
        score=figure(score),
        evidenced=figure(evidenced),
        unproven=sum(
            is_unproven(reading, item) for item in reading.definition.items_by_subject[subject.code]
        ),
    )


def _present_unproven(reading: Reading, item: Item) -> Unproven:
    level = reading.answer(item.code)["level"]
    return Unproven(
        item.code,
        reading.named(item.subject),
        reading.text(item.question),
        level,
        reading.level(level),
    )


def _opening(reading: Reading, items: Sequence[Item], unproven: int) -> list[str]:
    proven = sum(bool(_pieces(reading, item)) for item in items)
    lines = [
        capital(
            say_count(
                "one of {total} items has evidence.",
                "{number} of {total} items have evidence.",
                proven,
                number=number_word(proven),
                total=len(items),
            )
        )
    ]
    if unproven:
        claim = say_count(
            "one item claims {claims} on nothing.",
            "{number} items claim {claims} on nothing.",
            unproven,
            number=number_word(unproven),
            claims=_claims(),
        )
        lines.append(capital(claim))
    lines.append(_largest_drop(reading))
    return [line for line in lines if line]


def _largest_drop(reading: Reading) -> str:
    """The subject whose evidenced score lies furthest below its score; the first of equals."""
    drops = [
        (score - evidenced, subject.code, score, evidenced)
        for subject in reading.definition.subjects
        if (score := reading.score(subject.code)) is not None
        and (evidenced := decimal(reading.subject(subject.code)["evidenced"])) is not None
    ]
    if not drops:
        return ""
    drop, code, score, evidenced = max(drops, key=lambda each: each[0])
    if not drop:
        return say("No score is lower where evidence is counted.")
    return say(
        "{code} rests most on what nothing shows: {score} as answered, {evidenced} as evidenced.",
        code=reading.named(code),
        score=figure(score),
        evidenced=figure(evidenced),
    )
