"""What is wrong with a catalog, a line each: nothing where a reader of it never meets English."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lhs_portal.site.wording.extracting import Found
from lhs_portal.site.wording.po_files import Key, Said

_NAMES = re.compile(r"\{[^{}]*\}|%\(\w+\)[sd]")
_TAGS = re.compile(r"</?[a-zA-Z][\w-]*")


def faults_of_catalog(found: Iterable[Found], known: dict[Key, Said], path: str) -> Iterator[str]:
    """Messages without a translation, or with one that lacks what the English has."""
    wanted = {one.key: one for one in found}
    for key, one in wanted.items():
        said = known.get(key)
        where = f"{one.path}:{one.line}"
        if said is None or not said.fits(one):
            yield f"{where}: not translated in {path}: {key[0]!r}"
        elif said.fuzzy:
            yield f"{where}: marked fuzzy in {path}: {key[0]!r}"
        elif fault := difference(one.forms, said.forms):
            yield f"{where}: {fault} in {path}: {key[0]!r}"
    for key in known.keys() - wanted.keys():
        yield f"{path}: nobody says {key[0]!r} any more"


def difference(source: tuple[str, ...], said: tuple[str, ...]) -> str:
    """Of names to fill, tags and edges between a message and its translation; empty for none.

    One form of a plural may leave out what the other form of the English leaves out.
    """
    every = set.intersection(*({*_NAMES.findall(form)} for form in source))
    some = set.union(*({*_NAMES.findall(form)} for form in source))
    tags = [Counter(_TAGS.findall(form)) for form in source]
    for form in said:
        names = {*_NAMES.findall(form)}
        if differing := (every - names) | (names - some):
            return f"{', '.join(sorted(differing))} differs"
        if Counter(_TAGS.findall(form)) not in tags:
            return "its HTML tags differ"
        if _edges(form) != _edges(source[0]):
            return "spaces at its ends differ"
    return ""


def faults_between_rooms(rooms: dict[str, dict[Key, Said]]) -> Iterator[str]:
    """One text has one translation: the rooms' catalogs become one."""
    first: dict[Key, tuple[str, Said]] = {}
    for room, known in rooms.items():
        for key, said in known.items():
            other, earlier = first.setdefault(key, (room, said))
            if earlier.forms != said.forms and all(earlier.forms) and all(said.forms):
                yield f"{key[0]!r} is {earlier.forms} in {other}, but {said.forms} in {room}"


def _edges(text: str) -> tuple[bool, bool]:
    return text != text.lstrip(), text != text.rstrip()
