"""The messages of a file: what `say` and its kin, and the tags of templates, would look up."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

KEYWORDS: dict[str, Any] = {
    "say": None,
    "say_count": (1, 2),
    "mark": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}


@dataclass(frozen=True)
class Found:
    """A text, or the two forms of a plural."""

    path: str
    line: int
    forms: tuple[str, ...]
    context: str | None

    @property
    def key(self) -> tuple[str, str | None]:
        return self.forms[0], self.context


def messages_of(base: Path, path: str) -> Iterator[Found]:
    """Those of one file, in its order."""
    text = (base / path).read_text(encoding="utf-8")
    if not path.endswith(".py"):
        # What is left beside the calls is not Python: its indentation would be a fault of it.
        lines = templatize(text, origin=path).splitlines()
        text = "\n".join(line.lstrip() for line in lines)
    found = extract(
        "python", BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
    )
    for line, messages, _comments, context in found:
        forms = (messages,) if isinstance(messages, str) else tuple(messages)
        yield Found(path, line, forms, context)
