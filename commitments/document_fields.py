"""The kinds of value that a framework file holds, and how each is read from a node. Pure.

Every kind reads what it can and notes a fault for the rest, so that one reading finds all faults.
What cannot be read is MISSING; a list keeps its length, so that paths stay true.
"""

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Protocol

import yaml

from commitments.yaml_source import ListNode, MappingNode, Node, RefusedNode, ScalarNode
from lhs_portal.lib.faults import Fault, Faults, quoted, under
from lhs_portal.lib.wording import mark, say

LONGEST_CODE = 40
# More digits than these are lost where a database keeps decimals as floating-point numbers.
WEIGHT_DIGITS = 15
WEIGHT_DECIMAL_PLACES = 9

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")
_URL = re.compile(r"https?://[^\s<>\"]+")
_resolver = yaml.resolver.Resolver()


class Missing:
    """The value of what is absent or could not be read."""

    def __bool__(self) -> bool:
        return False


MISSING: Final = Missing()


@dataclass
class Reader:
    """Collects the faults of one file, and the line of every path that was read."""

    source_language: str = ""
    faults: Faults = field(default_factory=Faults)
    lines: dict[str, int] = field(default_factory=dict)

    def fault(self, path: str, message: str, line: int | None = None) -> None:
        self.faults.append(Fault(path, message, line or self.line_of(path)))

    def line_of(self, path: str) -> int | None:
        """That of the nearest thing around it where the path itself is not in the file."""
        while path not in self.lines and path:
            path = re.sub(r"(^|\.)[^.\[\]]+$|\[[^\[\]]*\]$", "", path)
        return self.lines.get(path)


class Kind(Protocol):
    def read(self, node: Node, path: str, reader: Reader) -> Any: ...


@dataclass(frozen=True)
class Words:
    """A text in no language: a citation, a quotation, a date."""

    def read(self, node: Node, path: str, reader: Reader) -> str | Missing:
        if not isinstance(node, ScalarNode):
            return _refuse(node, path, reader, say('Write a text in quotes here, such as "…".'))
        if node.plain and (kind := _plain_kind(node.text)) != "str":
            return _refuse(
                node,
                path,
                reader,
                say("YAML reads this as {kind}. Put quotes around it.", kind=kind),
            )
        text = node.text.strip()
        if not text:
            return _refuse(node, path, reader, say("The text is empty. Write it."))
        for character in text:
            if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t":
                message = say(
                    "The character U+{code:04X} is not text. Delete it.", code=ord(character)
                )
                return _refuse(node, path, reader, message)
        return text


@dataclass(frozen=True)
class Code:
    pattern: re.Pattern[str] = CODE
    hint: str = mark("letters, digits, dots and hyphens")

    def read(self, node: Node, path: str, reader: Reader) -> str | Missing:
        text = Words().read(node, path, reader)
        if isinstance(text, Missing):
            return MISSING
        if len(text) > LONGEST_CODE or not self.pattern.fullmatch(text):
            message = say(
                "{text} is not a code. Use {hint}, at most {most}.",
                text=quoted(text),
                hint=say(self.hint),
                most=LONGEST_CODE,
            )
            return _refuse(node, path, reader, message)
        return text


LANGUAGE = Code(_LANGUAGE, mark('a code of a language, such as "en" or "es"'))


@dataclass(frozen=True)
class Url:
    def read(self, node: Node, path: str, reader: Reader) -> str | Missing:
        text = Words().read(node, path, reader)
        if isinstance(text, str) and not _URL.fullmatch(text):
            return _refuse(node, path, reader, "An address starts with https:// or http://.")
        return text


@dataclass(frozen=True)
class OneOf:
    choices: tuple[str, ...]

    def read(self, node: Node, path: str, reader: Reader) -> str | Missing:
        if not isinstance(node, ScalarNode) or node.text not in self.choices:
            return _refuse(
                node, path, reader, say("Write one of {choices}.", choices=", ".join(self.choices))
            )
        return node.text


@dataclass(frozen=True)
class Whole:
    lowest: int
    highest: int | None = None

    def read(self, node: Node, path: str, reader: Reader) -> int | Missing:
        if isinstance(node, ScalarNode) and node.plain and _WHOLE.fullmatch(node.text):
            number = int(node.text)
            if number >= self.lowest and (self.highest is None or number <= self.highest):
                return number
        message = (
            say("Write a whole number without quotes, {lowest} or more.", lowest=self.lowest)
            if self.highest is None
            else say(
                "Write a whole number without quotes, {lowest} to {highest}.",
                lowest=self.lowest,
                highest=self.highest,
            )
        )
        return _refuse(node, path, reader, message)


def weight_of(text: str) -> Decimal | None:
    """None for anything but a plain decimal above 0 that every database keeps exactly."""
    if not _DECIMAL.fullmatch(text):
        return None
    whole, _, decimals = text.partition(".")
    places = len(decimals)
    if places > WEIGHT_DECIMAL_PLACES or len(whole) + places > WEIGHT_DIGITS:
        return None
    return Decimal(text) or None


@dataclass(frozen=True)
class Weight:
    """Read as the decimal that is written, never through a floating-point number."""

    def read(self, node: Node, path: str, reader: Reader) -> Decimal | Missing:
        if isinstance(node, ScalarNode) and node.plain and (weight := weight_of(node.text)):
            return weight
        message = say(
            "Write a plain decimal above 0 without quotes, such as 1 or 0.5, with at most "
            "{digits} digits, {places} of them after the point.",
            digits=WEIGHT_DIGITS,
            places=WEIGHT_DECIMAL_PLACES,
        )
        return _refuse(node, path, reader, message)


@dataclass(frozen=True)
class Boolean:
    def read(self, node: Node, path: str, reader: Reader) -> bool | Missing:
        if isinstance(node, ScalarNode) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        return _refuse(node, path, reader, say("Write true or false, without quotes."))


@dataclass(frozen=True)
class TextByLanguage:
    def read(self, node: Node, path: str, reader: Reader) -> dict[str, str] | Missing:
        language = reader.source_language
        if not isinstance(node, MappingNode):
            message = say(
                "Write the text by language, such as {example}.",
                example=f'{{{language or "en"}: "…"}}',
            )
            return _refuse(node, path, reader, message)
        texts = {}
        for key, entry in node.entries.items():
            here = under(path, key)
            reader.lines[here] = entry.line
            if not _LANGUAGE.fullmatch(key):
                reader.fault(
                    here,
                    say("{key} is not a code of a language, such as en or es.", key=quoted(key)),
                )
                continue
            text = Words().read(entry.node, here, reader)
            if isinstance(text, str):
                texts[key] = text
        if language and language not in node.entries:
            message = say(
                'The text in the source language is missing. Add {language}: "…".',
                language=language,
            )
            reader.fault(under(path, language), message, node.line)
        return texts if language in texts else MISSING


@dataclass(frozen=True)
class ListOf:
    kind: Kind
    exactly: int | None = None
    how_many: str = mark("There are {count} here. Write exactly {exactly}.")

    def read(self, node: Node, path: str, reader: Reader) -> list[Any] | Missing:
        if not isinstance(node, ListNode):
            return _refuse(
                node, path, reader, say("Write a list here: lines that start with a dash.")
            )
        if self.exactly is not None and len(node.parts) != self.exactly:
            message = say(self.how_many, count=len(node.parts), exactly=self.exactly)
            reader.fault(path, message, node.line)
        values = []
        for index, part in enumerate(node.parts):
            here = f"{path}[{index}]"
            reader.lines[here] = part.line
            values.append(self.kind.read(part, here, reader))
        return values


@dataclass(frozen=True)
class OneOrMore:
    """A single value or a list of them; always read as a list."""

    kind: Kind

    def read(self, node: Node, path: str, reader: Reader) -> list[Any] | Missing:
        if isinstance(node, ListNode):
            return ListOf(self.kind).read(node, path, reader)
        return [self.kind.read(node, path, reader)]


@dataclass(frozen=True)
class Record:
    """A mapping with known keys. A null at an optional key is the same as no key."""

    required: Mapping[str, Kind]
    optional: Mapping[str, Kind] = field(default_factory=dict)

    def read(self, node: Node, path: str, reader: Reader) -> dict[str, Any] | Missing:
        if not isinstance(node, MappingNode):
            return _refuse(
                node,
                path,
                reader,
                say("Write the keys {keys} here.", keys=", ".join(self.required)),
            )
        values = {}
        for key, entry in node.entries.items():
            here = under(path, key)
            reader.lines[here] = entry.line
            kind = self.required.get(key) or self.optional.get(key)
            if kind is None:
                reader.fault(here, self._unknown(key))
            elif key in self.required or not _is_null(entry.node):
                values[key] = kind.read(entry.node, here, reader)
        for key in self.required:
            if key not in node.entries:
                reader.fault(
                    under(path, key), say('The key "{key}" is missing. Add it.', key=key), node.line
                )
        return {key: value for key, value in values.items() if value is not MISSING}

    def _unknown(self, key: str) -> str:
        near = difflib.get_close_matches(key, [*self.required, *self.optional], n=1)
        advice = (
            say('Did you mean "{near}"?', near=near[0])
            if near
            else say("Delete it, or check its spelling.")
        )
        return say("The key {key} is not known here.", key=quoted(key)) + " " + advice


def _plain_kind(text: str) -> str:
    """What YAML takes a scalar without quotes for: str, int, float, bool, null, timestamp…"""
    tag: str = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag.rpartition(":")[2]


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.plain and node.text in ("", "~", "null")


def _refuse(node: Node, path: str, reader: Reader, message: str) -> Missing:
    if not isinstance(node, RefusedNode):
        reader.fault(path, message, node.line)
    return MISSING
