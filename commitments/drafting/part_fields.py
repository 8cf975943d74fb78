"""What editors can change in a part of a draft, by section: one table for forms and comments. Pure.

A path leads into the part's entry: "lineage.match". Items and the through-line have pages of their
own; their texts are listed here for comments and the history.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Literal

from lhs_portal.lib.wording import mark

Entry = dict[str, Any]
Kind = Literal["text", "line", "lines", "words", "url", "flag", "source", "choice"]

PROVENANCES = {
    "verbatim": mark("Verbatim: the words of the source"),
    "provisional": mark("Provisional: grounded in the source, worded by us"),
    "local": mark("Local: ours"),
}
MATCHES = {"close": mark("Close"), "weak": mark("Weak")}


@dataclass(frozen=True, slots=True)
class PartField:
    """`text` and `line` are texts by language; `words` and `url` are in no language."""

    path: str
    label: str
    kind: Kind = "text"
    required: bool = True
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    of: str = ""  # the section whose codes are to be chosen from


@dataclass(frozen=True, slots=True)
class PartKind:
    """`quoted` is the text that may be verbatim; `provenance` and `source` say where it stands."""

    section: str
    name: str
    plural: str
    fields: tuple[PartField, ...]
    title: str = ""  # the path of what names it
    quoted: str = ""
    provenance: str = ""
    source: str = ""
    grows: bool = False  # whether editors add and remove parts of it
    unquoted: str = "local"  # the provenance of a quotation that was changed without its source
    help: str = ""


_PROVENANCE = PartField(
    "provenance", mark("Provenance"), "choice", choices=tuple(PROVENANCES.items())
)
_SOURCE = PartField("source", mark("Source"), "source")
_SUMMARY = PartField("summary", mark("Summary"), required=False, help=mark("In our own words."))

KINDS = {
    kind.section: kind
    for kind in (
        PartKind(
            "commitments",
            mark("Commitment"),
            mark("Commitments"),
            (
                PartField("name", mark("Name"), "line"),
                PartField("definition", mark("Definition")),
                _PROVENANCE,
                _SOURCE,
                _SUMMARY,
                PartField("iom_aim", mark("Aim of the IOM (2001)"), "words", required=False),
                PartField(
                    "sources_differ", mark("The sources differ about it"), "flag", required=False
                ),
                PartField("sources_differ_note", mark("How the sources differ"), required=False),
            ),
            title="name",
            quoted="definition",
            provenance="provenance",
            source="source",
        ),
        PartKind(
            "features",
            mark("Anchor feature"),
            mark("Anchor features"),
            (
                PartField("title", mark("Title"), "line"),
                _PROVENANCE,
                _SOURCE,
                PartField(
                    "source_quote",
                    mark("What the source says, word for word"),
                    "words",
                ),
                PartField("pillar", mark("Pillar"), "choice", of="pillars"),
                _SUMMARY,
                PartField(
                    "lineage.iom_characteristic",
                    mark("Nearest of the twelve LHS characteristics (2011)"),
                    "words",
                    required=False,
                ),
                PartField(
                    "lineage.match",
                    mark("How near it is"),
                    "choice",
                    required=False,
                    choices=tuple(MATCHES.items()),
                ),
            ),
            title="title",
            quoted="title",
            provenance="provenance",
            source="source",
            unquoted="provisional",
        ),
        PartKind(
            "pillars",
            mark("Pillar"),
            mark("Pillars"),
            (
                PartField("name", mark("Name"), "line"),
                PartField("statement", mark("What an organization should ensure")),
                _PROVENANCE,
                _SOURCE,
                _SUMMARY,
            ),
            title="name",
            quoted="statement",
            provenance="provenance",
            source="source",
        ),
        PartKind(
            "levels",
            mark("Level"),
            mark("The five levels"),
            (
                PartField("name", mark("Name"), "line"),
                PartField("description", mark("Description")),
                PartField("shown", mark("What a stranger could be shown"), required=False),
            ),
            title="name",
        ),
        PartKind(
            "reach_words",
            mark("Word for reach"),
            mark("Words for reach"),
            (
                PartField("term", mark("Term"), "line"),
                PartField("meaning", mark("Meaning")),
            ),
            title="term",
            grows=True,
        ),
        PartKind(
            "sectors",
            mark("Sector"),
            mark("Sectors"),
            (
                PartField("name", mark("Name"), "line"),
                PartField("description", mark("Description"), required=False),
            ),
            title="name",
            help=mark(
                "Organizations belong to these seven sectors, so none can be added or removed here."
            ),
        ),
        PartKind(
            "glossary",
            mark("Glossary term"),
            mark("Glossary"),
            (
                PartField("term", mark("Term"), "line"),
                PartField("definition", mark("Definition")),
            ),
            title="term",
            grows=True,
        ),
        PartKind(
            "sources",
            mark("Source"),
            mark("Sources"),
            (
                PartField("citation", mark("Citation"), "words"),
                PartField("url", mark("Address"), "url", required=False),
                PartField(
                    "date",
                    mark("Date"),
                    "words",
                    required=False,
                    help=mark("As 2024, 2024-12 or 2024-12-03; empty where it carries none."),
                ),
                PartField("kind", mark("Kind"), "words", required=False),
            ),
            title="citation",
            grows=True,
        ),
    )
}
FRAME_KINDS = {
    "title": PartKind(
        "frame",
        mark("Title of the framework"),
        "",
        (PartField("value", mark("Title"), "line"),),
    ),
    "definition": PartKind(
        "frame",
        mark("What a learning health system is"),
        "",
        (
            PartField("value.text", mark("Definition")),
            PartField(
                "value.provenance",
                mark("Provenance"),
                "choice",
                required=False,
                choices=tuple(PROVENANCES.items()),
            ),
            PartField("value.source", mark("Source"), "source"),
            PartField("value.location", mark("Place in the source"), "words", required=False),
        ),
        quoted="value.text",
        provenance="value.provenance",
        source="value.source",
    ),
    "affiliation_note": PartKind(
        "frame",
        mark("Note on affiliation"),
        "",
        (PartField("value", mark("Note")),),
    ),
    "wording_note": PartKind(
        "frame",
        mark("Note on the wording"),
        "",
        (PartField("value", mark("Note")),),
    ),
    "rating_rule": PartKind(
        "frame",
        mark("The rule of rating"),
        "",
        (PartField("value", mark("Rule")),),
    ),
    "rating_notes": PartKind(
        "frame",
        mark("How to choose between levels"),
        "",
        (PartField("value", mark("Notes"), "lines", help=mark("Each note on a line of its own.")),),
    ),
}
ITEM_KIND = PartKind(
    "items",
    mark("Item"),
    mark("Items"),
    (
        PartField("question", mark("Question")),
        *(
            PartField(f"descriptors.{level}", label)
            for level, label in enumerate(
                (
                    mark("Level 0"),
                    mark("Level 1"),
                    mark("Level 2"),
                    mark("Level 3"),
                    mark("Level 4"),
                )
            )
        ),
        PartField("why", mark("Why it is asked")),
        PartField("evidence", mark("Evidence"), "lines"),
        PartField("ask", mark("Whom to ask"), "lines"),
        PartField("guidance.small", mark("Guidance for small organizations"), required=False),
        PartField("guidance.large", mark("Guidance for large organizations"), required=False),
    ),
    title="question",
)
LINK_KIND = PartKind(
    "through_line",
    mark("Link of the through-line"),
    mark("Through-line"),
    (PartField("rationale", mark("Reason")),),
)
RETIRED_KIND = PartKind(
    "retired_items",
    mark("Retired item"),
    mark("Retired items"),
    (PartField("why", mark("Why it was retired"), required=False),),
    title="question",
)
CROSSWALK_KIND = PartKind(
    "crosswalks",
    mark("Crosswalk"),
    mark("Crosswalks"),
    (
        PartField("name", mark("Name"), "line"),
        PartField("source_note", mark("What the sources state"), required=False),
    ),
    title="name",
)
OTHER_KINDS = {kind.section: kind for kind in (ITEM_KIND, LINK_KIND, RETIRED_KIND, CROSSWALK_KIND)}


def kind_of_part(section: str, code: str) -> PartKind | None:
    """None where there is no such section, or frame."""
    if section == "frame":
        return FRAME_KINDS.get(code)
    return KINDS.get(section) or OTHER_KINDS.get(section)


def get_at(entry: Mapping[str, Any], path: str) -> Any:
    """None where the path leads nowhere."""
    value: Any = entry
    for key in path.split("."):
        if isinstance(value, list):
            value = value[int(key)] if key.isdecimal() and int(key) < len(value) else None
        elif isinstance(value, Mapping):
            value = value.get(key)
        else:
            return None
    return value


def put_at(entry: Entry, path: str, value: Any) -> None:
    """None takes the key out, and the mapping around it where that leaves it empty."""
    *outer, last = path.split(".")
    within: Any = entry
    for key in outer:
        within = within[int(key)] if isinstance(within, list) else within.setdefault(key, {})
    if isinstance(within, list):
        within[int(last)] = value
    elif value is None:
        within.pop(last, None)
        if outer and not within:
            put_at(entry, ".".join(outer), None)
    else:
        within[last] = value


def shown_value(entry: Mapping[str, Any], field: PartField, language: str) -> Any:
    """What a form starts with, and what people compare: a text, or a boolean for a flag."""
    value = get_at(entry, field.path)
    if field.kind == "flag":
        return bool(value)
    if value is None:
        return ""
    if field.kind in ("text", "line"):
        return value.get(language, "")
    if field.kind == "lines":
        return "\n".join(text.get(language, "") for text in value)
    return value


def with_value(entry: Entry, field: PartField, value: Any, language: str) -> Entry:
    """A copy with the value of one field. What is typed anew has no translations."""
    if value == shown_value(entry, field, language):
        return entry
    changed = deepcopy(entry)
    put_at(changed, field.path, _stored(field, value, language))
    return changed


def _stored(field: PartField, value: Any, language: str) -> Any:
    if field.kind == "flag":
        return True if value else None
    if field.kind == "lines":
        return [{language: line.strip()} for line in value.split("\n") if line.strip()]
    if not value:
        return None
    return {language: value} if field.kind in ("text", "line") else value


def title_of(section: str, code: str, entry: Mapping[str, Any], language: str) -> str:
    """The text that names a part; empty where nothing does, as for a link."""
    kind = kind_of_part(section, code)
    if kind is None or not kind.title:
        return ""
    value = get_at(entry, kind.title)
    return value.get(language, "") if isinstance(value, dict) else str(value or "")


def differences(
    section: str, code: str, one: Mapping[str, Any], other: Mapping[str, Any], language: str
) -> list[tuple[PartField, str, str]]:
    """The fields that people can read in which two entries differ, with both texts."""
    kind = kind_of_part(section, code)
    if kind is None:
        return []
    pairs = (
        (field, shown_value(one, field, language), shown_value(other, field, language))
        for field in kind.fields
    )
    return [(field, str(a), str(b)) for field, a, b in pairs if a != b]
