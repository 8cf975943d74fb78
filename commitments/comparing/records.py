"""A record of a document as a flat table of its fields. Pure.

{"question": {"en": "Who …?"}, "guidance": {"small": {"en": "Ask …"}}, "meaning": 1}
question → the text, guidance/small → the text, meaning → 1
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commitments.comparing.changes import Value


@dataclass(frozen=True, slots=True)
class Field:
    """`group` is the path of the list of texts in which it stands; None: in no list."""

    value: Value
    is_text: bool = False
    group: str | None = None


Fields = dict[str, Field]

# The text by which people know a record; the first that it has.
_MAIN = ("title", "name", "term", "question", "citation", "rationale")
# What its code says already, or what names the record among others of a list.
_IDENTITY = ("code", "level", "feature", "commitment")


def flat(entry: Mapping[str, Any], language: str) -> Fields:
    """`language` is that in which the document's texts are."""
    return dict(_walk(entry, "", language, top=True))


def main_field(fields: Fields) -> str:
    return next((name for name in _MAIN if name in fields), next(iter(fields)))


def _walk(
    value: Any, path: str, language: str, *, top: bool = False
) -> Iterator[tuple[str, Field]]:
    if _is_text(value, language):
        yield path, Field(value[language], is_text=True)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not (top and key in _IDENTITY):
                yield from _walk(inner, f"{path}/{key}".strip("/"), language)
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        yield from _walk_list(value, path, language)
    elif isinstance(value, list):
        if value:
            yield path, Field(tuple(str(each) for each in value))
    elif value is not None:
        yield path, Field(value)


def _walk_list(entries: list[Any], path: str, language: str) -> Iterator[tuple[str, Field]]:
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if _is_text(entry, language):
            place = f"{path}/{index}".strip("/")
            yield place, Field(entry[language], is_text=True, group=path)
            continue
        key = str(entry.get("code") or entry.get("subject"))
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:  # a subject that is paired with several
            key = f"{key}.{seen[key]}"
        inner = {name: each for name, each in entry.items() if name not in ("code", "subject")}
        yield from _walk(inner, f"{path}/{key}", language)


def _is_text(value: Any, language: str) -> bool:
    """Without translations a text is {language: words}."""
    texts = isinstance(value, Mapping) and list(value) == [language]
    return texts and isinstance(value[language], str)
