"""A translation as a file beside the framework file, 2024.12.es.yaml: read and written. Pure.

Texts are nested by path. Above each the writer puts the source text as a comment, so that a person
can review the file alone; the reader knows nothing of comments.
"""

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commitments.definition import Definition, Text
from commitments.document_fields import (
    LANGUAGE,
    MISSING,
    Missing,
    OneOf,
    Reader,
    Record,
    Whole,
    Words,
)
from commitments.rating_guide import RatingGuide
from commitments.translating.texts import texts_of
from commitments.yaml_source import ListNode, MappingNode, Node, RefusedNode, parse_yaml
from lhs_portal.lib.faults import FaultyDocument, quoted, under
from lhs_portal.lib.wording import say

STATES = ("draft", "reviewed")


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """`texts` by path, in framework order."""

    version: str
    digest: str  # of the version whose texts were translated
    language: str
    state: str
    revision: int
    texts: Mapping[str, str]


@dataclass(frozen=True)
class _TextTree:
    """Mappings that lead to texts which the version has; read as texts by path."""

    known: Mapping[str, Text]

    def read(self, node: Node, path: str, reader: Reader) -> dict[str, str] | Missing:
        found = dict(self._texts(node, path, "", reader))
        return {known: found[known] for known in self.known if known in found}

    def _texts(
        self, node: Node, path: str, within: str, reader: Reader
    ) -> Iterator[tuple[str, str]]:
        if within in self.known:
            text = Words().read(node, path, reader)
            if isinstance(text, str):
                yield within, text
        elif isinstance(node, MappingNode):
            for key, entry in node.entries.items():
                here, inside = under(path, key), f"{within}/{key}" if within else key
                reader.lines[here] = entry.line
                yield from self._texts(entry.node, here, inside, reader)
        elif isinstance(node, ListNode) or not within:
            reader.fault(path, say("Write the texts here, each under its key."), node.line)
        elif not isinstance(node, RefusedNode):
            reader.fault(path, self._unknown(within), node.line)

    def _unknown(self, path: str) -> str:
        near = difflib.get_close_matches(path, self.known, n=1, cutoff=0.8)
        if near:
            return say("The framework has no such text. Did you mean {near}?", near=near[0])
        return say("The framework has no such text. Delete it.")


def read_translation(
    data: bytes, definition: Definition, guide: RatingGuide | None = None
) -> TranslationFile:
    """Raises FaultyDocument with all faults, and nothing else, whatever the bytes are."""
    root, faults = parse_yaml(data)
    reader = Reader(definition.source_language, faults)
    reader.lines[""] = root.line
    shape = Record(
        {
            "version": Words(),
            "language": LANGUAGE,
            "digest": Words(),
            "state": OneOf(STATES),
            "revision": Whole(1),
            "texts": _TextTree(texts_of(definition, guide)),
        }
    )
    document: Any = shape.read(root, "", reader)
    if document is not MISSING:
        _check_source(document, definition, reader)
    if reader.faults:
        raise FaultyDocument(sorted(reader.faults, key=lambda fault: fault.line or 0))
    return TranslationFile(**document)


def _check_source(document: dict[str, Any], definition: Definition, reader: Reader) -> None:
    version = document.get("version", definition.version)
    if version != definition.version:
        message = say(
            "This is a translation of {found}, not of {version}.",
            found=quoted(version),
            version=definition.version,
        )
        reader.fault("version", message)
    elif document.get("digest", definition.digest) != definition.digest:
        message = say(
            "The translation was made of other texts: {version} has the digest {digest}. "
            "Compare the texts, then write this digest here.",
            version=definition.version,
            digest=definition.digest,
        )
        reader.fault("digest", message)
    if document.get("language") == definition.source_language:
        reader.fault(
            "language", say("This is the source language. Name the language translated into.")
        )


HEAD = """\
# A translation of the framework's texts: fixtures/framework/{version}.yaml.
#
# Above each text stands what it translates. The framework file is not changed by this one; a text
# that is missing here is shown in the source language, marked as such. A changed file is loaded as
# the next revision, and a report keeps the revision that it was made with.
"""


def render_translation(
    file: TranslationFile, definition: Definition, guide: RatingGuide | None = None
) -> bytes:
    """A file that `read_translation` reads as the same; equal translations have equal bytes."""
    lines = [
        HEAD.format(version=file.version),
        f"version: {_quoted(file.version)}",
        f"language: {file.language}",
        f"digest: {_quoted(file.digest)}",
        f"state: {file.state}",
        f"revision: {file.revision}",
        "",
        "texts:" if file.texts else "texts: {}",
    ]
    before: list[str] = []
    for path, source in texts_of(definition, guide).items():
        if path not in file.texts:
            continue
        *groups, key = path.split("/")
        shared = 0
        while shared < len(groups) and groups[: shared + 1] == before[: shared + 1]:
            shared += 1
        for depth in range(shared, len(groups)):
            if depth < 2:
                lines.append("")
            lines.append(f"{'  ' * (depth + 1)}{_key(groups[depth])}:")
        before = groups
        indent = "  " * (len(groups) + 1)
        lines.append(f"{indent}# {_one_line(source.source)}")
        lines.append(f"{indent}{_key(key)}: {_quoted(file.texts[path])}")
    return ("\n".join(lines) + "\n").encode()


# What YAML would take for an end of line, or refuse; JSON's escapes are YAML's too.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.~-]*")


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _quoted(key)


def _one_line(text: str) -> str:
    return _ESCAPED.sub(" ", " ".join(text.split()))
