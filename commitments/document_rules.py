"""What must hold between the parts of a framework file: codes, references, the through-line.

Each check takes a document that may have holes where something could not be read, and says nothing
about a hole: it has its fault already.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from commitments.definition import LEVELS
from commitments.document_fields import Reader
from lhs_portal.lib.faults import quoted
from lhs_portal.lib.wording import mark, say

Document = dict[str, Any]
PRIMARY = 2
LEAST_PRIMARY_FEATURES = 2
CODED = ("sources", "sectors", "pillars", "features", "commitments", "items")
CODED_EXTRAS = ("reach_words", "crosswalks", "glossary")


def check_rules(document: Document, reader: Reader) -> None:
    for section in (*CODED, *CODED_EXTRAS):
        check_unique(codes_of(document, section), reader)
    _check_subjects_differ(document, reader)
    _check_levels(document, reader)
    _check_references(document, reader)
    _check_sources(document, reader)
    _check_through_line(document, reader)
    _check_crosswalks(document, reader)
    check_lineage(document, reader)


def rows_of(document: Document, section: str, path: str = "") -> Iterator[tuple[str, Document]]:
    """The records of a list with their paths."""
    for index, row in enumerate(document.get(section) or ()):
        if isinstance(row, dict):
            yield f"{path}{section}[{index}]", row


def codes_of(document: Document, section: str, path: str = "") -> Iterator[tuple[str, str]]:
    for here, row in rows_of(document, section, path):
        if "code" in row:
            yield f"{here}.code", row["code"]


def _known(document: Document, *sections: str) -> set[str] | None:
    """The codes that may be named; None where not all of them could be read."""
    known = set()
    for section in sections:
        rows = document.get(section)
        if not isinstance(rows, list):
            return None
        for row in rows:
            if not isinstance(row, dict) or "code" not in row:
                return None
            known.add(row["code"])
    return known


def check_unique(codes: Iterable[tuple[str, str]], reader: Reader) -> None:
    first: dict[str, str] = {}
    for path, code in codes:
        if code in first:
            message = say(
                "The code {code} is used twice, first at {first}. Change one.",
                code=quoted(code),
                first=first[code],
            )
            reader.fault(path, message)
        first.setdefault(code, path)


def _check_subjects_differ(document: Document, reader: Reader) -> None:
    features = {code for _, code in codes_of(document, "features")}
    for path, code in codes_of(document, "commitments"):
        if code in features:
            reader.fault(
                path,
                say("A feature has the code {code} too. Change one of them.", code=quoted(code)),
            )


def _check_levels(document: Document, reader: Reader) -> None:
    rows = document.get("levels")
    if not isinstance(rows, list):
        return
    written = [row.get("level") if isinstance(row, dict) else None for row in rows]
    if None not in written and written != list(LEVELS):
        reader.fault("levels", say("Write exactly five levels, in the order 0, 1, 2, 3, 4."))


def check_known(
    code: str | None, known: set[str] | None, path: str, what: str, reader: Reader
) -> None:
    if code is not None and known is not None and code not in known:
        message = say(
            "There is no {what} with the code {code}. Use a code that exists.",
            what=say(what),
            code=quoted(code),
        )
        reader.fault(path, message)


def _check_references(document: Document, reader: Reader) -> None:
    pillars = _known(document, "pillars")
    features = _known(document, "features")
    commitments = _known(document, "commitments")
    subjects = _known(document, "features", "commitments")
    sectors = _known(document, "sectors")
    for path, row in rows_of(document, "features"):
        check_known(row.get("pillar"), pillars, f"{path}.pillar", mark("pillar"), reader)
    for path, row in rows_of(document, "through_line"):
        check_known(row.get("feature"), features, f"{path}.feature", mark("feature"), reader)
        commitment = row.get("commitment")
        check_known(commitment, commitments, f"{path}.commitment", mark("commitment"), reader)
    for path, row in rows_of(document, "items"):
        subject = row.get("subject")
        check_known(subject, subjects, f"{path}.subject", mark("feature or commitment"), reader)
        excluded = row.get("not_applicable_to", [])
        for index, code in enumerate(excluded):
            here = f"{path}.not_applicable_to[{index}]"
            check_known(code or None, sectors, here, mark("sector"), reader)
            if code and code in excluded[:index]:
                reader.fault(
                    here, say("The sector {code} stands here twice. Delete one.", code=quoted(code))
                )


def _check_sources(document: Document, reader: Reader) -> None:
    """A file without a list of sources may name them in words."""
    if "sources" not in document:
        return
    known = _known(document, "sources")
    named: list[tuple[str, str | None]] = []
    definition = document.get("definition")
    if isinstance(definition, dict):
        named.append(("definition.source", definition.get("source")))
    for section in ("pillars", "features", "commitments"):
        for path, row in rows_of(document, section):
            named.append((f"{path}.source", row.get("source")))
    for path, row in rows_of(document, "crosswalks"):
        for index, code in enumerate(row.get("source", ())):
            named.append((f"{path}.source[{index}]", code or None))
    for path, code in named:
        check_known(code, known, path, mark("source"), reader)


def _check_through_line(document: Document, reader: Reader) -> None:
    links = list(rows_of(document, "through_line"))
    pairs = Counter[tuple[str, str]]()
    primary = Counter[str]()
    for path, row in links:
        if not {"feature", "commitment", "strength"} <= row.keys():
            return
        pair = (row["feature"], row["commitment"])
        pairs[pair] += 1
        if pairs[pair] > 1:
            reader.fault(
                path,
                say(
                    "{feature} and {commitment} are linked twice. Keep one of the links.",
                    feature=pair[0],
                    commitment=pair[1],
                ),
            )
        elif row["strength"] == PRIMARY:
            primary.update(pair)
    if "through_line" not in document:
        return
    for path, code in codes_of(document, "commitments"):
        if primary[code] < LEAST_PRIMARY_FEATURES:
            message = say(
                "{code} has {primary} primary features. Give it at least two: links of "
                "strength 2 in the through-line.",
                code=quoted(code),
                primary=primary[code],
            )
            reader.fault(path, message)
    for path, code in codes_of(document, "features"):
        if not primary[code]:
            message = say(
                "{code} has no primary commitment. Give it at least one: a link of strength "
                "2 in the through-line.",
                code=quoted(code),
            )
            reader.fault(path, message)


def _check_crosswalks(document: Document, reader: Reader) -> None:
    kinds = {
        "feature": _known(document, "features"),
        "commitment": _known(document, "commitments"),
        None: _known(document, "features", "commitments"),
    }
    for path, crosswalk in rows_of(document, "crosswalks"):
        kind = crosswalk.get("subject_kind")
        targets = _known(crosswalk, "targets")
        check_unique(codes_of(crosswalk, "targets", f"{path}."), reader)
        for section in ("entries", "unmapped"):
            for here, row in rows_of(crosswalk, section, f"{path}."):
                what = kind or mark("feature or commitment")
                check_known(row.get("subject"), kinds[kind], f"{here}.subject", what, reader)
                check_known(row.get("target"), targets, f"{here}.target", mark("target"), reader)


def check_lineage(document: Document, reader: Reader) -> None:
    """A retired code is never used again, and what took its place leads to items that are asked."""
    both = [*codes_of(document, "items"), *codes_of(document, "retired_items")]
    check_unique(both, reader)
    asked, known = _known(document, "items"), {code for _, code in both}
    if asked is None or (
        _known(document, "retired_items") is None and document.get("retired_items")
    ):
        return
    comes_from: dict[str, list[str]] = {}
    for path, row in rows_of(document, "items"):
        if "split_from" in row:
            check_known(row["split_from"], known, f"{path}.split_from", mark("item"), reader)
            comes_from[row["code"]] = [row["split_from"]]
    for path, row in rows_of(document, "retired_items"):
        for index, code in enumerate(row.get("replaced_by", ())):
            here = f"{path}.replaced_by[{index}]"
            check_known(code, known, here, mark("item"), reader)
            comes_from.setdefault(code, []).append(row["code"])
    for path, code in both:
        if _leads_to(comes_from, code):
            message = say(
                "What took the place of {code} leads back to it. Break the circle.",
                code=quoted(code),
            )
            reader.fault(path, message)


def _leads_to(comes_from: dict[str, list[str]], start: str) -> bool:
    """Whether a walk from an item through those that it came from meets the item again."""
    seen: set[str] = set()
    ahead = list(comes_from.get(start, ()))
    while ahead:
        code = ahead.pop()
        if code == start:
            return True
        if code not in seen:
            seen.add(code)
            ahead += comes_from.get(code, ())
    return False
