"""The shape of a framework file: which keys stand where, and what kind of value each holds.

Keys may be added to this shape, not renamed. An optional key that is added later must leave the
document as it was where it is absent, so that digests of published versions stay as they are.
"""

import re

from commitments.definition import LEVELS
from commitments.document_fields import (
    LANGUAGE,
    Boolean,
    Code,
    ListOf,
    OneOf,
    OneOrMore,
    Record,
    TextByLanguage,
    Url,
    Weight,
    Whole,
    Words,
)
from lhs_portal.lib.wording import mark

PROVENANCES = ("verbatim", "provisional", "local")

_code = Code()
_text = TextByLanguage()
_words = Words()
_provenance = OneOf(PROVENANCES)
_match = OneOf(("close", "weak"))
VERSION_PATTERN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")
_version = Code(VERSION_PATTERN, mark("digits, letters, dots and hyphens"))

_BY_LEVEL = mark("There are {count} here. Write exactly {exactly}, one for each level from 0 to 4.")

LEVEL = Record(
    {"level": Whole(LEVELS[0], LEVELS[-1]), "name": _text, "description": _text},
    {"shown": _text},
)
SECTOR = Record({"code": _code, "name": _text}, {"description": _text})
PILLAR = Record(
    {
        "code": _code,
        "name": _text,
        "statement": _text,
        "provenance": _provenance,
        "source": _words,
    },
    {"summary": _text},
)
FEATURE = Record(
    {
        "code": _code,
        "pillar": _code,
        "title": _text,
        "provenance": _provenance,
        "source_quote": _words,
        "source": _words,
    },
    {
        "summary": _text,
        "lineage": Record({"iom_characteristic": _words}, {"match": _match}),
    },
)
COMMITMENT = Record(
    {
        "code": _code,
        "name": _text,
        "definition": _text,
        "provenance": _provenance,
        "source": _words,
    },
    {
        "summary": _text,
        "iom_aim": _words,
        "sources_differ": Boolean(),
        "sources_differ_note": _text,
    },
)
LINK = Record({"feature": _code, "commitment": _code, "strength": Whole(1, 2), "rationale": _text})
ITEM = Record(
    {
        "code": _code,
        "subject": _code,
        "meaning": Whole(1),
        "essential": Boolean(),
        "question": _text,
        "why": _text,
        "descriptors": ListOf(_text, len(LEVELS), _BY_LEVEL),
        "evidence": ListOf(_text),
        "ask": ListOf(_text),
    },
    {
        "weight": Weight(),
        "not_applicable_to": ListOf(_code),
        "guidance": Record({}, {"small": _text, "large": _text}),
        "split_from": _code,
    },
)
RETIRED_ITEM = Record(
    {
        "code": _code,
        "subject": _code,
        "meaning": Whole(1),
        "last_version": _version,
        "question": _text,
        "descriptors": ListOf(_text, len(LEVELS), _BY_LEVEL),
    },
    {"why": _text, "replaced_by": ListOf(_code)},
)
CROSSWALK = Record(
    {
        "code": _code,
        "name": _text,
        "editorial": Boolean(),
        "source": OneOrMore(_words),
        "targets": ListOf(Record({"code": _code, "name": _text})),
        "entries": ListOf(
            Record(
                {"subject": _code, "target": _code},
                {"match": _match, "sources_differ": Boolean(), "note": _text},
            )
        ),
    },
    {
        "subject_kind": OneOf(("feature", "commitment")),
        "source_note": _text,
        "unmapped": ListOf(Record({"subject": _code, "note": _text})),
    },
)
FRAMEWORK = Record(
    {
        "version": _version,
        "source_language": LANGUAGE,
        "definition": Record(
            {"text": _text, "source": _words},
            {"provenance": _provenance, "location": _words},
        ),
        "levels": ListOf(LEVEL),
        "sectors": ListOf(SECTOR),
        "pillars": ListOf(PILLAR),
        "features": ListOf(FEATURE),
        "commitments": ListOf(COMMITMENT),
        "through_line": ListOf(LINK),
        "items": ListOf(ITEM),
    },
    {
        "title": _text,
        "affiliation_note": _text,
        "wording_note": _text,
        "rating_rule": _text,
        "rating_notes": ListOf(_text),
        "sources": ListOf(
            Record(
                {"code": _code, "citation": _words},
                {"url": Url(), "date": _words, "kind": _words},
            )
        ),
        "reach_words": ListOf(Record({"code": _code, "term": _text, "meaning": _text})),
        "retired_items": ListOf(RETIRED_ITEM),
        "crosswalks": ListOf(CROSSWALK),
        "glossary": ListOf(Record({"code": _code, "term": _text, "definition": _text})),
    },
)
