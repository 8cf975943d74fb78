"""Whom a comment calls by “@” and a name. Pure."""

from collections.abc import Mapping

MARK = "@"


def mentioned_in(text: str, names: Mapping[int, str]) -> frozenset[int]:
    """The keys of the people whose name stands after an “@”, in full, in whatever case.

    Of two names that both fit, the longer one is meant; two people of one name are both called.
    """
    folded = text.casefold()
    by_name: dict[str, set[int]] = {}
    for key, name in names.items():
        if name.strip():
            by_name.setdefault(" ".join(name.casefold().split()), set()).add(key)
    found: set[int] = set()
    longest_first = sorted(by_name, key=len, reverse=True)
    for place, character in enumerate(folded):
        if character != MARK:
            continue
        rest = folded[place + 1 :]
        for name in longest_first:
            if rest.startswith(name) and not rest[len(name) : len(name) + 1].isalnum():
                found |= by_name[name]
                break
    return frozenset(found)
