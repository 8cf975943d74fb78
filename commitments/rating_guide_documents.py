"""The text of a rating guide to a RatingGuide, or to every fault that it has. Pure.

The shape, what must hold in it, and its plain document, as those of a framework file are.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from commitments.definition import Definition
from commitments.document_fields import Code, ListOf, OneOf, Reader, Record, TextByLanguage, Words
from commitments.document_rules import check_known, check_unique, codes_of, rows_of
from commitments.form_fields import PLAIN_LIST, TEXT, TEXT_LIST, Field, Form, Languages, Respeak
from commitments.form_fields import ListOf as FormList
from commitments.rating_guide import PATIENT_PARTNER, ROLE_GROUPS, RatingGuide, RoleGroup
from commitments.yaml_source import parse_yaml
from lhs_portal.lib.canonical import digest_of
from lhs_portal.lib.faults import FaultyDocument, quoted
from lhs_portal.lib.wording import mark, say

Document = dict[str, Any]

MOST_SECTIONS = 6  # of four items each, half a minute an item: 12 minutes
FEWEST_ITEMS_OF_A_PARTNER = 2

_code = Code()
_text = TextByLanguage()
GUIDE = Record(
    {
        "version": Words(),
        "introduction": ListOf(_text),
        "role_groups": ListOf(
            Record(
                {
                    "code": OneOf(ROLE_GROUPS),
                    "name": _text,
                    "who": _text,
                    "sections": ListOf(_code),
                },
                {"more": ListOf(_code), "introduction": ListOf(_text)},
            )
        ),
        "staff_only": ListOf(_code),
    }
)

_FORM = Form(
    RatingGuide,
    Field("version"),
    Field("general_introduction", key="introduction", codec=TEXT_LIST),
    Field(
        "role_groups",
        codec=FormList(
            Form(
                RoleGroup,
                Field("code"),
                Field("name", codec=TEXT),
                Field("who", codec=TEXT),
                Field("sections", codec=PLAIN_LIST),
                Field("more", codec=PLAIN_LIST, default=()),
                Field("introduction", codec=TEXT_LIST, default=()),
            )
        ),
    ),
    Field("staff_only", codec=PLAIN_LIST),
)


def read_rating_guide(data: bytes, definition: Definition) -> RatingGuide:
    """Raises FaultyDocument with all faults, and nothing else, whatever the bytes are."""
    root, faults = parse_yaml(data)
    reader = Reader(definition.source_language, faults)
    reader.lines[""] = root.line
    document: Any = GUIDE.read(root, "", reader)
    if isinstance(document, dict):
        _check_rules(document, definition, reader)
    if reader.faults:
        raise FaultyDocument(sorted(reader.faults, key=lambda fault: fault.line or 0))
    return guide_from_document(document, definition.source_language)


def guide_from_document(document: Mapping[str, Any], source_language: str) -> RatingGuide:
    """For documents that are valid, as files that `read_rating_guide` accepts and rows are."""
    languages = Languages(source_language)
    values = _FORM.values(document, languages)
    guide = RatingGuide(**{**values, "staff_only": frozenset(values["staff_only"])})
    return dataclasses.replace(guide, digest=digest_of(document_of_guide(guide, source_language)))


def document_of_guide(guide: RatingGuide, source_language: str) -> Document:
    document = _FORM.dump(guide, Languages(source_language))
    return {**document, "staff_only": sorted(guide.staff_only)}


def guide_respoken(guide: RatingGuide, respeak: Respeak) -> RatingGuide:
    """With every text replaced by what `respeak(path, text)` gives for it."""
    changed: RatingGuide = _FORM.respoken(guide, "raters", respeak)
    return changed


def _check_rules(document: Document, definition: Definition, reader: Reader) -> None:
    version = document.get("version", definition.version)
    if version != definition.version:
        message = say(
            "This guide is for version {version}, not for {expected}.",
            version=quoted(version),
            expected=definition.version,
        )
        reader.fault("version", message)
    _check_written("introduction", document, "introduction", reader)
    _check_staff_only(document, definition, reader)
    check_unique(codes_of(document, "role_groups"), reader)
    groups = document.get("role_groups")
    codes = [row.get("code") if isinstance(row, dict) else None for row in groups or ()]
    if groups is not None and None not in codes:
        for code in ROLE_GROUPS:
            if code not in codes:
                reader.fault(
                    "role_groups",
                    say("The role group {code} is missing. Add it.", code=quoted(code)),
                )
    for path, row in rows_of(document, "role_groups"):
        _check_sections(path, row, definition, reader)
        _check_written(f"{path}.introduction", row, "introduction", reader)
        if row.get("code") == PATIENT_PARTNER:
            _check_partner(path, row, document, definition, reader)


def _check_written(path: str, row: Document, key: str, reader: Reader) -> None:
    if row.get(key) == []:
        reader.fault(path, say("The list is empty. Write at least one paragraph."))


def _check_staff_only(document: Document, definition: Definition, reader: Reader) -> None:
    codes = document.get("staff_only") or ()
    known = set(definition.item_by_code)
    for index, code in enumerate(codes):
        here = f"staff_only[{index}]"
        check_known(code or None, known, here, mark("item"), reader)
        if code and code in codes[:index]:
            reader.fault(
                here, say("The item {code} stands here twice. Delete one.", code=quoted(code))
            )


def _check_sections(path: str, row: Document, definition: Definition, reader: Reader) -> None:
    known = set(definition.subject_by_code)
    seen: set[str] = set()
    for here, code in _listed(path, row, "sections", "more"):
        check_known(code, known, here, mark("feature or commitment"), reader)
        if code in seen:
            message = say(
                "{code} is listed twice for this role group. Delete one.", code=quoted(code)
            )
            reader.fault(here, message)
        seen.add(code)
    sections = row.get("sections")
    if sections is not None and len(sections) > MOST_SECTIONS:
        message = say(
            "There are {count} sections here. Ask at most {most}, which take 12 minutes; the "
            'others may stand under "more".',
            count=len(sections),
            most=MOST_SECTIONS,
        )
        reader.fault(f"{path}.sections", message)
    if sections == [] and row.get("code") not in (None, PATIENT_PARTNER):
        reader.fault(f"{path}.sections", say("The list is empty. Name at least one section."))


def _check_partner(
    path: str, row: Document, document: Document, definition: Definition, reader: Reader
) -> None:
    if "introduction" not in row:
        reader.fault(
            path,
            say("{code} needs an introduction of its own. Add it.", code=quoted(PATIENT_PARTNER)),
        )
    unseen = set(document.get("staff_only") or ())
    left = Counter(item.subject for item in definition.items if item.code not in unseen)
    for key, fewest in (("sections", FEWEST_ITEMS_OF_A_PARTNER), ("more", 1)):
        for here, code in _listed(path, row, key):
            if code in definition.subject_by_code and left[code] < fewest:
                message = say(
                    '{code} leaves a partner {left} of its items; under "{key}" it must '
                    "leave at least {fewest}. Take it from the list, or take items from "
                    '"staff_only".',
                    code=quoted(code),
                    left=left[code],
                    key=key,
                    fewest=fewest,
                )
                reader.fault(here, message)


def _listed(path: str, row: Document, *keys: str) -> Iterator[tuple[str, str]]:
    for key in keys:
        for index, code in enumerate(row.get(key) or ()):
            if code:
                yield f"{path}.{key}[{index}]", code
