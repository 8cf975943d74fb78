"""Two assessments for tests of change: any versions, answers and ratings, by Hypothesis."""

import copy
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from assessments.scoring import ComparisonCard, Side, compare
from commitments.documents import definition_from_document
from tests.assessments.scoring.sheets import (
    WEIGHTS,
    Case,
    documents,
    inputs,
    letters,
    rating_rows,
)
from tests.frameworks import make_item


@dataclass(frozen=True)
class Pair:
    earlier: Case
    later: Case

    def compare(self) -> ComparisonCard:
        return compare(side_of(self.earlier), side_of(self.later))


def side_of(case: Case) -> Side:
    return Side.of(case.definition, case.sheet, case.ratings)


@st.composite
def next_versions(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """Some items are gone, moved, mean something else or weigh more; some are new."""
    later = copy.deepcopy(document)
    later["version"] = "2025.12"
    subjects = sorted({item["subject"] for item in later["items"]})
    fates = draw(letters("================gmsw", len(later["items"])))
    items = []
    for item, fate in zip(later["items"], fates, strict=True):
        if fate == "m":
            item["meaning"] = 2
        if fate == "s":
            item["subject"] = subjects[subjects.index(item["subject"]) - 1]
        if fate == "w":
            item["weight"] = draw(st.sampled_from(WEIGHTS))
        if fate != "g":
            items.append(item)
    for subject in draw(st.lists(st.sampled_from(subjects), unique=True, max_size=3)):
        items.append(make_item(f"{subject}.new", subject))
    later["items"] = items
    return later


@st.composite
def sides(draw: st.DrawFn, document: dict[str, Any]) -> Case:
    data = {**draw(inputs(document)), "ratings": draw(rating_rows(document))}
    if draw(st.booleans()):
        data["answers"] = {}
    return Case(document, definition_from_document(document), data)


@st.composite
def pairs(draw: st.DrawFn, *, one_version: bool = False) -> Pair:
    document = draw(documents())
    later = document if one_version else draw(next_versions(document))
    return Pair(draw(sides(document)), draw(sides(later)))
