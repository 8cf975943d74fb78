"""A Definition from a plain document and back again, and the digest of what it says. Pure.

A document has the shape of the framework file in plain JSON values: texts are maps by language, a
weight is the text of its decimal, and what equals a default is left out. Rows of a database can be
turned into one, and so into the very Definition that the file gave.
"""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from commitments import definition as d
from commitments.form_fields import (
    DECIMAL,
    PLAIN_LIST,
    TEXT,
    TEXT_LIST,
    Field,
    Form,
    Languages,
    ListOf,
    Pairs,
    Respeak,
)
from lhs_portal.lib.canonical import digest_of

Document = dict[str, Any]

_LEVEL = Form(
    d.Level,
    Field("level"),
    Field("name", codec=TEXT),
    Field("description", codec=TEXT),
    Field("shown", codec=TEXT, default=d.EMPTY),
    name=("level",),
)
_SECTOR = Form(
    d.Sector,
    Field("code"),
    Field("name", codec=TEXT),
    Field("description", codec=TEXT, default=d.EMPTY),
)
_PILLAR = Form(
    d.Pillar,
    Field("code"),
    Field("name", codec=TEXT),
    Field("statement", codec=TEXT),
    Field("summary", codec=TEXT, default=d.EMPTY),
    Field("provenance"),
    Field("source"),
)
_FEATURE = Form(
    d.Feature,
    Field("code"),
    Field("pillar"),
    Field("name", key="title", codec=TEXT),
    Field("summary", codec=TEXT, default=d.EMPTY),
    Field("provenance"),
    Field("source"),
    Field("source_quote"),
    Field("iom_characteristic", key="lineage.iom_characteristic", default=""),
    Field("match", key="lineage.match", default=""),
)
_COMMITMENT = Form(
    d.Commitment,
    Field("code"),
    Field("name", codec=TEXT),
    Field("definition", codec=TEXT),
    Field("summary", codec=TEXT, default=d.EMPTY),
    Field("provenance"),
    Field("source"),
    Field("iom_aim", default=None),
    Field("sources_differ", default=False),
    Field("sources_differ_note", codec=TEXT, default=d.EMPTY),
)
_LINK = Form(
    d.Link,
    Field("feature"),
    Field("commitment"),
    Field("strength"),
    Field("rationale", codec=TEXT),
    name=("feature", "commitment"),
)
_ITEM = Form(
    d.Item,
    Field("code"),
    Field("subject"),
    Field("meaning"),
    Field("essential"),
    Field("weight", codec=DECIMAL, default=Decimal(1)),
    Field("question", codec=TEXT),
    Field("why", codec=TEXT),
    Field("descriptors", codec=TEXT_LIST),
    Field("evidence", codec=TEXT_LIST),
    Field("ask", codec=TEXT_LIST),
    Field("not_applicable_to", codec=PLAIN_LIST, default=()),
    Field("guidance_small", key="guidance.small", codec=TEXT, default=d.EMPTY),
    Field("guidance_large", key="guidance.large", codec=TEXT, default=d.EMPTY),
    Field("split_from", default=""),
)
_RETIRED_ITEM = Form(
    d.RetiredItem,
    Field("code"),
    Field("subject"),
    Field("meaning"),
    Field("last_version"),
    Field("question", codec=TEXT),
    Field("descriptors", codec=TEXT_LIST),
    Field("why", codec=TEXT, default=d.EMPTY),
    Field("replaced_by", codec=PLAIN_LIST, default=()),
)
_CROSSWALK = Form(
    d.Crosswalk,
    Field("code"),
    Field("name", codec=TEXT),
    Field("subject_kind", default=""),
    Field("editorial"),
    Field("source", codec=PLAIN_LIST),
    Field("note", key="source_note", codec=TEXT, default=d.EMPTY),
    Field("targets", codec=Pairs("code", "name")),
    Field(
        "entries",
        codec=ListOf(
            Form(
                d.CrosswalkEntry,
                Field("subject"),
                Field("target"),
                Field("match", default=""),
                Field("sources_differ", default=False),
                Field("note", codec=TEXT, default=d.EMPTY),
                name=("subject",),
            )
        ),
    ),
    Field("unmapped", codec=Pairs("subject", "note"), default=()),
)
_SOURCE = Form(
    d.Source,
    Field("code"),
    Field("citation"),
    Field("url", default=""),
    Field("date", default=""),
    Field("kind", default=""),
)
_GLOSSARY_TERM = Form(
    d.GlossaryTerm,
    Field("code"),
    Field("term", codec=TEXT),
    Field("definition", codec=TEXT),
)
_REACH_WORD = Form(
    d.ReachWord,
    Field("code"),
    Field("term", codec=TEXT),
    Field("meaning", codec=TEXT),
)
_DEFINITION = Form(
    d.Definition,
    Field("version"),
    Field("source_language"),
    Field("title", codec=TEXT, default=d.EMPTY),
    Field("affiliation_note", codec=TEXT, default=d.EMPTY),
    Field("wording_note", codec=TEXT, default=d.EMPTY),
    Field("definition", key="definition.text", codec=TEXT),
    Field("definition_source", key="definition.source"),
    Field("definition_provenance", key="definition.provenance", default=""),
    Field("definition_location", key="definition.location", default=""),
    Field("sources", codec=ListOf(_SOURCE), default=()),
    Field("levels", codec=ListOf(_LEVEL)),
    Field("rating_rule", codec=TEXT, default=d.EMPTY),
    Field("rating_notes", codec=TEXT_LIST, default=()),
    Field("reach_words", codec=ListOf(_REACH_WORD), default=()),
    Field("sectors", codec=ListOf(_SECTOR)),
    Field("pillars", codec=ListOf(_PILLAR)),
    Field("features", codec=ListOf(_FEATURE)),
    Field("commitments", codec=ListOf(_COMMITMENT)),
    Field("through_line", codec=ListOf(_LINK)),
    Field("items", codec=ListOf(_ITEM)),
    Field("retired_items", codec=ListOf(_RETIRED_ITEM), default=()),
    Field("crosswalks", codec=ListOf(_CROSSWALK), default=()),
    Field("glossary", codec=ListOf(_GLOSSARY_TERM), default=()),
)


def definition_from_document(document: Mapping[str, Any]) -> d.Definition:
    """For documents that are valid, as files that `documents.read_framework` accepts and rows are.

    Anything else raises KeyError, TypeError or ValueError.
    """
    languages = Languages(document["source_language"])
    values = _DEFINITION.values(document, languages)
    feature_order = [feature.code for feature in values["features"]]
    commitment_order = [commitment.code for commitment in values["commitments"]]
    values["through_line"] = tuple(
        sorted(
            values["through_line"],
            key=lambda link: (
                feature_order.index(link.feature),
                commitment_order.index(link.commitment),
            ),
        )
    )
    definition = d.Definition(digest="", **values)
    return dataclasses.replace(definition, digest=framework_digest(definition))


def document_of(definition: d.Definition, *, translations: bool = True) -> Document:
    return _DEFINITION.dump(
        definition, Languages(definition.source_language, translations=translations)
    )


def respoken(definition: d.Definition, respeak: Respeak) -> d.Definition:
    """With every text replaced by what `respeak(path, text)` gives for it."""
    changed: d.Definition = _DEFINITION.respoken(definition, "", respeak)
    return changed


def framework_digest(definition: d.Definition) -> str:
    """Of the structure and the texts in the source language: translations do not change it."""
    return digest_of(document_of(definition, translations=False))
