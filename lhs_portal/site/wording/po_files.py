"""A room's catalog: what stands in it, and how it is written.

References have no line numbers and the head has no date, so that a difference shows what changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from lhs_portal.site.wording.extracting import Found

_HEAD = """\
# {language} of {room}. `manage.py messages` writes it; translations are typed in.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
Key = tuple[str, str | None]


@dataclass(frozen=True)
class Said:
    """A translation: one text, or the two forms of a plural; none where it is missing."""

    forms: tuple[str, ...]
    fuzzy: bool

    def fits(self, found: Found) -> bool:
        return len(self.forms) == len(found.forms) and all(self.forms)


def path_of(base: Path, language: str, room: str) -> Path:
    return base / "locale" / language / f"{room}.po"


def read_room(path: Path, language: str) -> dict[Key, Said]:
    if not path.exists():
        return {}
    known = {}
    for message in read_po(BytesIO(path.read_bytes()), locale=language):
        if message.id:
            source = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string or ""
            forms = (said,) if isinstance(said, str) else tuple(said)
            known[source, message.context or None] = Said(forms, message.fuzzy)
    return known


def written(found: Iterable[Found], known: dict[Key, Said], language: str, room: str) -> bytes:
    """The catalog of what was `found`; translations that are `known` are kept."""
    catalog = Catalog(locale=language, charset="utf-8")
    for one in found:
        source = one.forms[0] if len(one.forms) == 1 else one.forms
        message = catalog.add(source, context=one.context)
        places = {path for path, _line in message.locations} | {one.path}
        message.locations = [(path, 0) for path in sorted(places)]
        said = known.get(one.key)
        if said is not None and said.fits(one):
            message.string = said.forms[0] if len(said.forms) == 1 else said.forms
            message.flags = message.flags | ({"fuzzy"} if said.fuzzy else set())
    made = BytesIO()
    write_po(made, catalog, width=0, omit_header=True, sort_by_file=True, include_lineno=False)
    return _HEAD.format(language=language, room=room).encode() + made.getvalue()
