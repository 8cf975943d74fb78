"""Frozen inputs of independent ratings, with evidence and a signature."""

import functools
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assessments.anonymity import may_accept
from assessments.scoring.ratings import Rating, Ratings
from assessments.scoring.settling import settle_item
from commitments.definition import Definition
from reports.freezing_team import read_ratings
from tests.frameworks import make_definition
from tests.reports.samples import Json, answer, framework, freeze

L, F, Q = "leadership", "clinical-front-line", "quality"
NINE = (L, L, "board", F, F, "other-front-line", F, Q, "finance")
THIRTEEN = (*[L] * 4, "board", *[F] * 4, "other-front-line", Q, "finance", Q)
SAID: Mapping[str, Json] = {"na": {"na": True}, "dk": {"dont_know": True}}
SIGNED = {
    "name": "Sonia Ekberg",
    "role": "Chief executive",
    "at": "2026-11-20T09:30:00Z",
    "as_author": False,
    "digest": "4b" * 32,
}


@functools.cache
def small() -> Definition:
    return make_definition()


def rows(
    ratings: Mapping[str, str], groups: Sequence[str] = NINE, *, keys: Sequence[str] = ()
) -> list[Json]:
    """`{"safe.1": "3 3 4 na dk -"}` is by rater, “-” for nothing."""
    return [
        {
            "rater": (keys or [f"r{place}" for place in range(len(groups))])[place],
            "item": code,
            "role_group": groups[place],
            **SAID.get(said, {"level": int(said) if said.isdigit() else None}),
        }
        for code, row in ratings.items()
        for place, said in enumerate(row.split())
        if said != "-"
    ]


def settled(how: str = "accepted", *, contested: bool = False, **parts: str) -> Json:
    return {"how": how, "contested": contested, "reason": "", "by": "Alice Moreno", **parts}


def freeze_rated(
    ratings: Mapping[str, str],
    answers: Mapping[str, Json] | None = None,
    *,
    groups: Sequence[str] = NINE,
    definition: Definition | None = None,
    keys: Sequence[str] = (),
    late: Sequence[tuple[str, str, int]] = (),
    named: Mapping[str, str] | None = None,
    **more: Any,
) -> Json:
    """Settled as the raters gave it where that can be, else at level 2 by decision."""
    definition = definition or small()
    frozen = {
        **freeze({}, definition=definition),
        "mode": "independent",
        "ratings": rows(ratings, groups, keys=keys),
        "named": dict(named or {}),
        "late": [list(each) for each in late],
        "settled": {},
        "dissent": {},
        "evidence": {},
    }
    by_item = _by_item(frozen)
    for item in definition.items:
        given = by_item.get(item.code, [])
        frozen["answers"][item.code], frozen["settled"][item.code] = _settle(given)
    frozen["answers"].update(answers or {})
    return {**frozen, **more}


def _by_item(frozen: Json) -> Mapping[str, list[Rating]]:
    return Ratings.of(read_ratings({**frozen, "answers": {"any": answer(1)}})).by_item


def _settle(given: Sequence[Rating]) -> tuple[Json, Json]:
    found = settle_item(given)
    if not may_accept(given):
        decided = settled("decided", contested=found.contested, reason="We talked about it.")
        return answer(2, reason="We talked about it."), decided
    if found.not_applicable:
        return answer(na=True, reason="Most chose so."), settled(reason="Most chose so.")
    return answer(found.level), settled()


def piece(title: str = "Minutes of May", **changes: Any) -> Json:
    return {
        "title": title,
        "shows": "Page 2: what the council decided.",
        "level": 3,
        "kind": "file",
        "version": 1,
        "dated": "2026-05-04",
        "filename": "minutes.pdf",
        "sha256": "1c" * 32,
        "url": "",
        "scan": "not_scanned",
        **changes,
    }


def rated(seed: int = 5, times: int = 1) -> Json:
    """Some rate all, some half of it, two by name; contested items, dissent, evidence, signed."""
    choose = random.Random(seed)
    groups = THIRTEEN * times
    said = {}
    for number, item in enumerate(framework().items):
        middle, spread = choose.choice([1, 2, 2, 3]), choose.choice([0.4, 0.6, 0.8, 1.6])
        said[item.code] = " ".join(
            "-"
            if place % 4 == 3 and number % 8 > 3
            else choose.choice(["na", "dk"])
            if choose.random() < 0.04
            else str(max(0, min(4, round(choose.gauss(middle + (place % 13 < 5) * 0.6, spread)))))
            for place in range(len(groups))
        )
    frozen = freeze_rated(
        said,
        definition=framework(),
        groups=groups,
        named={"r1": "Jonas Berg", "r6": "Mats Lind"},
        evidence={
            "safe.1": [piece(), piece("Policy", kind="link", filename="", url="https://a.example")],
            "S1.2": [piece("Audit", dated="2022-01-31", level=None, scan="clean")],
        },
        sign_off=SIGNED,
    )
    for code in list(frozen["settled"])[:60:20]:
        frozen["dissent"][code] = [{"author": "Bob Okafor", "text": "At night this is not so."}]
    return frozen


def two_raters() -> Json:
    return freeze_rated(
        {
            item.code: "3 1" if number % 3 else "2 2"
            for number, item in enumerate(framework().items)
        },
        definition=framework(),
        groups=(L, F),
    )


def nothing_settled() -> Json:
    return {**rated(), "kind": "preliminary", "answers": {}, "settled": {}, "dissent": {}}


SHEETS: Mapping[str, Callable[[], Json]] = {
    "rated": rated,
    "two_raters": two_raters,
    "nothing_settled": nothing_settled,
}
