"""What becomes of a rating guide when a version follows another."""

import copy
from collections.abc import Callable
from typing import Any

import yaml

from commitments.definition import Definition
from commitments.document_form import definition_from_document, document_of
from commitments.rating_guide import PATIENT_PARTNER, RatingGuide
from commitments.rating_guide_carrying import carry_guide
from commitments.rating_guide_documents import document_of_guide, read_rating_guide
from tests.frameworks import Document, make_definition
from tests.rating_guides import make_guide

OLD = make_definition()
GUIDE = make_guide(OLD)


def carried(change: Callable[[Document], Any]) -> tuple[RatingGuide, Definition]:
    document = copy.deepcopy(document_of(OLD)) | {"version": "2025.1"}
    change(document)
    new = definition_from_document(document)
    guide = carry_guide(GUIDE, OLD, new)
    # It follows every rule that a file follows.
    read_rating_guide(yaml.safe_dump(document_of_guide(guide, "en")).encode(), new)
    return guide, new


def item(document: Document, code: str) -> Document:
    return next(entry for entry in document["items"] if entry["code"] == code)


def test_nothing_changes_but_the_version() -> None:
    guide, _ = carried(lambda _document: None)
    assert guide.version == "2025.1"
    assert guide.staff_only == GUIDE.staff_only
    assert guide.role_groups == GUIDE.role_groups


def test_parts_of_a_split_item_are_seen_by_whom_it_was_seen() -> None:
    def change(document: Document) -> None:
        for code in ("safe.1", "engaged.1"):
            gone = item(document, code)
            document["items"].remove(gone)
            document["items"] += [{**gone, "code": f"{code}{end}", "split_from": code} for end in "ab"]  # fmt: skip

    guide, _ = carried(change)
    assert {"safe.1a", "safe.1b"} <= guide.staff_only
    assert "safe.1" not in guide.staff_only
    assert not {"engaged.1a", "engaged.1b"} & guide.staff_only


def test_a_partner_is_not_asked_what_nobody_has_judged() -> None:
    def change(document: Document) -> None:
        document["items"].append({**item(document, "safe.3"), "code": "safe.9"})

    assert "safe.9" in carried(change)[0].staff_only


def test_a_section_that_leaves_a_partner_too_little_is_offered_alone() -> None:
    """Of four items of “safe” a partner sees two; with one of them gone, the section is too thin."""

    def change(document: Document) -> None:
        document["items"].remove(item(document, "safe.3"))

    guide, _ = carried(change)
    assert guide.sections_for(PATIENT_PARTNER) == ("engaged",)
    assert guide.more_for(PATIENT_PARTNER) == ("safe",)
    assert guide.sections_for("board") == ("safe", "engaged")
