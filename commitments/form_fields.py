"""How the fields of a frozen dataclass stand in a plain document: one table for both ways. Pure.

The same table names every text by its path, such as items/safe.1/descriptors/2: keys and codes of
the document, never positions where a record has a code.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from commitments.definition import Text


@dataclass(frozen=True)
class Languages:
    source: str
    translations: bool = True  # whether texts in other languages are written too


Respeak = Callable[[str, Text], Text]


class Codec(Protocol):
    def load(self, value: Any, languages: Languages, /) -> Any: ...

    def dump(self, value: Any, languages: Languages, /) -> Any: ...

    def respoken(self, value: Any, path: str, respeak: Respeak, /) -> Any:
        """The value with every text in it replaced by what `respeak(path, text)` gives."""


class _Plain:
    def load(self, value: Any, _languages: Languages) -> Any:
        return value

    def dump(self, value: Any, _languages: Languages) -> Any:
        return value

    def respoken(self, value: Any, _path: str, _respeak: Respeak) -> Any:
        return value


class _Text:
    def load(self, value: Mapping[str, str], languages: Languages) -> Text:
        others = [(code, words) for code, words in value.items() if code != languages.source]
        return Text(value[languages.source], tuple(sorted(others)))

    def dump(self, value: Text, languages: Languages) -> dict[str, str]:
        others = value.translations if languages.translations else ()
        return {languages.source: value.source, **dict(others)}

    def respoken(self, value: Text, path: str, respeak: Respeak) -> Text:
        return respeak(path, value) if value else value


class _Decimal:
    """1, 1.0 and 1.00 are one weight, and have one form: "1"."""

    def load(self, value: Decimal | int | str, languages: Languages) -> Decimal:
        return Decimal(self.dump(Decimal(str(value)), languages))

    def dump(self, value: Decimal, _languages: Languages) -> str:
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def respoken(self, value: Decimal, _path: str, _respeak: Respeak) -> Decimal:
        return value


@dataclass(frozen=True)
class ListOf:
    codec: Codec

    def load(self, value: Iterable[Any], languages: Languages) -> tuple[Any, ...]:
        return tuple(self.codec.load(part, languages) for part in value)

    def dump(self, value: Iterable[Any], languages: Languages) -> list[Any]:
        return [self.codec.dump(part, languages) for part in value]

    def respoken(self, value: tuple[Any, ...], path: str, respeak: Respeak) -> tuple[Any, ...]:
        if self.codec is PLAIN:
            return value
        if isinstance(self.codec, Form):
            names = [self.codec.name_of(part) for part in value]
        else:
            names = [str(index) for index in range(len(value))]
        return tuple(
            self.codec.respoken(part, f"{path}/{name}", respeak)
            for name, part in zip(_told_apart(names), value, strict=True)
        )


@dataclass(frozen=True)
class Pairs:
    """A list of a code with its text."""

    code: str
    text: str

    def load(
        self, value: Iterable[Mapping[str, Any]], languages: Languages
    ) -> tuple[tuple[str, Text], ...]:
        return tuple((row[self.code], TEXT.load(row[self.text], languages)) for row in value)

    def dump(self, value: Iterable[tuple[str, Text]], languages: Languages) -> list[dict[str, Any]]:
        return [{self.code: code, self.text: TEXT.dump(words, languages)} for code, words in value]

    def respoken(
        self, value: tuple[tuple[str, Text], ...], path: str, respeak: Respeak
    ) -> tuple[tuple[str, Text], ...]:
        names = _told_apart(code for code, _ in value)
        return tuple(
            (code, TEXT.respoken(words, f"{path}/{name}/{self.text}", respeak))
            for name, (code, words) in zip(names, value, strict=True)
        )


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """The second of a name is name~2: no code has a tilde."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}~{seen[name]}"


PLAIN = _Plain()
TEXT = _Text()
DECIMAL = _Decimal()
PLAIN_LIST = ListOf(PLAIN)
TEXT_LIST = ListOf(TEXT)

_REQUIRED: Any = object()


class Field:
    """`key` may lead into a mapping within: "guidance.small". With a default it is optional."""

    def __init__(
        self, name: str, *, key: str = "", codec: Codec = PLAIN, default: Any = _REQUIRED
    ) -> None:
        self.name = name
        self.outer, _, self.inner = (key or name).rpartition(".")
        self.codec = codec
        self.default = default

    def load(self, row: Mapping[str, Any], languages: Languages) -> Any:
        within: Mapping[str, Any] = (row.get(self.outer) or {}) if self.outer else row
        value = within.get(self.inner)
        if value is not None:
            return self.codec.load(value, languages)
        if self.default is _REQUIRED:
            raise KeyError(self.inner)
        return self.default

    def dump(self, value: Any, document: dict[str, Any], languages: Languages) -> None:
        if self.default is not _REQUIRED and value == self.default:
            return
        within = document.setdefault(self.outer, {}) if self.outer else document
        within[self.inner] = self.codec.dump(value, languages)

    def respoken(self, value: Any, path: str, respeak: Respeak) -> Any:
        inside = "/".join(part for part in (path, self.outer, self.inner) if part)
        return self.codec.respoken(value, inside, respeak)


class Form:
    """A record: a dataclass and its fields, in the order in which a document lists them.

    `name` are the fields that tell a record of a list from the others.
    """

    def __init__(self, make: type, *fields: Field, name: tuple[str, ...] = ("code",)) -> None:
        self.make = make
        self.fields = fields
        self.name = name

    def name_of(self, value: Any) -> str:
        return ".".join(str(getattr(value, name)) for name in self.name)

    def respoken(self, value: Any, path: str, respeak: Respeak) -> Any:
        changed = {}
        for field in self.fields:
            before = getattr(value, field.name)
            after = field.respoken(before, path, respeak)
            if after is not before:
                changed[field.name] = after
        return dataclasses.replace(value, **changed) if changed else value

    def values(self, row: Mapping[str, Any], languages: Languages) -> dict[str, Any]:
        return {field.name: field.load(row, languages) for field in self.fields}

    def load(self, row: Mapping[str, Any], languages: Languages) -> Any:
        return self.make(**self.values(row, languages))

    def dump(self, value: Any, languages: Languages) -> dict[str, Any]:
        document: dict[str, Any] = {}
        for field in self.fields:
            field.dump(getattr(value, field.name), document, languages)
        return document
