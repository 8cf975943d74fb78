"""How the fields of a frozen dataclass stand in a plain document: one table for both ways. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from commitments.definition import Text


@dataclass(frozen=True)
class Languages:
    source: str
    translations: bool = True  # whether texts in other languages are written too


class Codec(Protocol):
    def load(self, value: Any, languages: Languages, /) -> Any: ...

    def dump(self, value: Any, languages: Languages, /) -> Any: ...


class _Plain:
    def load(self, value: Any, _languages: Languages) -> Any:
        return value

    def dump(self, value: Any, _languages: Languages) -> Any:
        return value


class _Text:
    def load(self, value: Mapping[str, str], languages: Languages) -> Text:
        others = [(code, words) for code, words in value.items() if code != languages.source]
        return Text(value[languages.source], tuple(sorted(others)))

    def dump(self, value: Text, languages: Languages) -> dict[str, str]:
        others = value.translations if languages.translations else ()
        return {languages.source: value.source, **dict(others)}


class _Decimal:
    """1, 1.0 and 1.00 are one weight, and have one form: "1"."""

    def load(self, value: Decimal | int | str, languages: Languages) -> Decimal:
        return Decimal(self.dump(Decimal(str(value)), languages))

    def dump(self, value: Decimal, _languages: Languages) -> str:
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class ListOf:
    codec: Codec

    def load(self, value: Iterable[Any], languages: Languages) -> tuple[Any, ...]:
        return tuple(self.codec.load(part, languages) for part in value)

    def dump(self, value: Iterable[Any], languages: Languages) -> list[Any]:
        return [self.codec.dump(part, languages) for part in value]


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


class Form:
    """A record: a dataclass and its fields, in the order in which a document lists them."""

    def __init__(self, make: type, *fields: Field) -> None:
        self.make = make
        self.fields = fields

    def values(self, row: Mapping[str, Any], languages: Languages) -> dict[str, Any]:
        return {field.name: field.load(row, languages) for field in self.fields}

    def load(self, row: Mapping[str, Any], languages: Languages) -> Any:
        return self.make(**self.values(row, languages))

    def dump(self, value: Any, languages: Languages) -> dict[str, Any]:
        document: dict[str, Any] = {}
        for field in self.fields:
            field.dump(getattr(value, field.name), document, languages)
        return document
