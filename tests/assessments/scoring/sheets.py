"""Answer sheets for tests: short ones by hand, any ones by Hypothesis."""

import itertools
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring.ratings import ROLE_GROUPS, Rating
from commitments.definition import Definition
from commitments.documents import definition_from_document
from tests.frameworks import make_document

PILLARS = {"science": ("S1", "S2", "S3"), "informatics": ("F1",), "culture": ("C1", "C2")}
COMMITMENTS = ("engaged", "safe", "effective", "equitable", "efficient", "secure")
FEATURES = [code for codes in PILLARS.values() for code in codes]
WEIGHTS = ("1", "1", "1", "2", "0.5", "0.1", "3.333333333", "1.25")


def sheet_of(*, targets: dict[str, int] | None = None, **subjects: str) -> AnswerSheet:
    """Answers of a subject as a word, an item a letter: a level, "n"/a, "?" don't know, "-" none.

    `sheet_of(safe="31n?")` answers safe.1 with 3, safe.2 with 1, and so on.
    """
    answers = []
    for subject, letters in subjects.items():
        for number, letter in enumerate(letters, start=1):
            item = f"{subject}.{number}"
            if letter == "n":
                answers.append(Answer(item, not_applicable=True, reason="Not offered here."))
            elif letter == "?":
                answers.append(Answer(item, dont_know=True))
            elif letter != "-":
                answers.append(Answer(item, level=int(letter)))
    return AnswerSheet.of(answers, targets)


def ratings_of(*, role_groups: dict[str, str] | None = None, **items: str) -> list[Rating]:
    """Ratings of an item as a word, a rater a letter, as in `sheet_of`; raters are r1, r2, …

    An item is named with "_" for ".": `ratings_of(safe_1="334")`.
    """
    ratings = []
    for name, said in items.items():
        for number, letter in enumerate(said, start=1):
            rater, item = f"r{number}", name.replace("_", ".")
            group = (role_groups or {}).get(rater, "")
            if letter in "01234":
                ratings.append(Rating(rater, item, group, level=int(letter)))
            elif letter != "-":
                kind = {"n": "not_applicable", "?": "dont_know"}[letter]
                ratings.append(Rating(rater, item, group, **{kind: True}))
    return ratings


def letters(alphabet: str, number: int) -> st.SearchStrategy[str]:
    """One draw for many choices: far faster than a draw for each."""
    return st.text(alphabet, min_size=number, max_size=number)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Documents with any weights, any number of essentials and any through-line."""
    pairs = list(itertools.product(FEATURES, COMMITMENTS))
    strengths = draw(letters("012", len(pairs)))
    links = {pair: int(strength) for pair, strength in zip(pairs, strengths, strict=True)}
    document = make_document(
        pillars=PILLARS,
        commitments=COMMITMENTS,
        links={pair: strength for pair, strength in links.items() if strength},
        items=draw(st.integers(1, 4)),
    )
    items = document["items"]
    weights = draw(letters("01234567", len(items)))
    essentials = draw(letters("yn", len(items)))
    for item, weight, essential in zip(items, weights, essentials, strict=True):
        item["weight"] = WEIGHTS[int(weight)]
        item["essential"] = essential == "y"
    return document


@st.composite
def inputs(draw: st.DrawFn, document: dict[str, Any], *, full: bool = False) -> dict[str, Any]:
    """Input files for a document; a full one has a level or "not applicable" for every item."""
    items = document["items"]
    words = draw(letters("0123401234n" if full else "0123401234n--??*", len(items)))
    with_evidence = draw(st.booleans())
    evidence = draw(letters("012--", len(items))) if with_evidence else "-" * len(items)
    answers = {}
    for item, letter, pieces in zip(items, words, evidence, strict=True):
        entry = entry_of(letter)
        if pieces != "-":
            entry["evidence"] = int(pieces)
        if entry:
            answers[item["code"]] = entry
    codes = [commitment["code"] for commitment in document["commitments"]]
    targets = draw(st.dictionaries(st.sampled_from(codes), st.integers(0, 4)))
    return {"answers": answers, "targets": targets}


@st.composite
def rating_rows(draw: st.DrawFn, document: dict[str, Any]) -> list[dict[str, Any]]:
    """Of up to 12 raters. Few alphabets, so that agreement and disagreement both come up."""
    codes = [item["code"] for item in document["items"]]
    alphabet = draw(st.sampled_from(["01234n?-*", "0123401234n", "0012", "34", "04nn", "3nnn?-"]))
    groups = st.sampled_from(["", *ROLE_GROUPS, "leadership", "board", "clinical-front-line"])
    rows = []
    for number in range(draw(st.integers(0, 12))):
        group = draw(groups)
        for code, letter in zip(codes, draw(letters(alphabet, len(codes))), strict=True):
            if letter != "-":
                row = {"rater": f"r{number}", "item": code, **entry_of(letter)}
                rows.append({**row, "role_group": group} if group else row)
    return rows


def entry_of(letter: str) -> dict[str, Any]:
    match letter:
        case "n":
            return {"na": True}
        case "?":
            return {"dont_know": True}
        case "*":
            return {"level": None, "na": False}
        case "-":
            return {}
        case _:
            return {"level": int(letter)}


def sheet_from(data: dict[str, Any]) -> AnswerSheet:
    """An input object that is known to be valid."""
    return AnswerSheet.of(
        [
            Answer(
                item=code,
                level=entry.get("level"),
                not_applicable=entry.get("na", False),
                dont_know=entry.get("dont_know", False),
                evidence=entry.get("evidence"),
            )
            for code, entry in data["answers"].items()
        ],
        data["targets"],
    )


@dataclass(frozen=True, repr=False)
class Case:
    """A document, its definition, and an input for it, with `ratings` where `cases` was asked."""

    document: dict[str, Any]
    definition: Definition
    data: dict[str, Any]

    @property
    def sheet(self) -> AnswerSheet:
        return sheet_from(self.data)

    @property
    def ratings(self) -> list[Rating]:
        return [
            Rating(
                rater=row["rater"],
                item=row["item"],
                role_group=row.get("role_group", ""),
                level=row.get("level"),
                not_applicable=row.get("na", False),
                dont_know=row.get("dont_know", False),
            )
            for row in self.data.get("ratings", [])
        ]

    def __repr__(self) -> str:
        """What differs from case to case."""
        items = {
            item["code"]: ("essential " if item["essential"] else "") + item["weight"]
            for item in self.document["items"]
        }
        links = [
            (link["feature"], link["commitment"], link["strength"])
            for link in self.document["through_line"]
        ]
        return f"Case({items=}, {links=}, data={self.data})"


@st.composite
def cases(draw: st.DrawFn, *, full: bool = False) -> Case:
    document = draw(documents())
    data = draw(inputs(document, full=full))
    return Case(document, definition_from_document(document), data)


@st.composite
def rated_cases(draw: st.DrawFn) -> Case:
    """With ratings, beside answers or without any; evidence may stand alone."""
    case = draw(cases())
    data = {**case.data, "ratings": draw(rating_rows(case.document))}
    if draw(st.booleans()):
        kept = {code: entry.get("evidence") for code, entry in data["answers"].items()}
        data["answers"] = {
            code: {"evidence": pieces} for code, pieces in kept.items() if pieces is not None
        }
    return Case(case.document, case.definition, data)
