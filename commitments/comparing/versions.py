"""Two whole versions, record by record and field by field. Pure.

It compares the plain documents, not the classes: what a file can say is compared, whatever fields
are added to its shape. Two versions have equal digests where nothing but the name differs, and
then, and only then, there are no changes.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Literal

from commitments.comparing.changes import Change, Comparison, Kind, Value, What
from commitments.comparing.records import Field, Fields, flat, main_field
from commitments.definition import Definition
from commitments.document_form import Document, document_of
from commitments.drafting.document import FRAME, LISTS, code_of

_BY_FIELD: dict[str, What] = {
    "subject": "moved",
    "pillar": "moved",
    "meaning": "meaning",
    "essential": "essential",
    "weight": "reweighted",
    "not_applicable_to": "applicability",
    "split_from": "split",
    "strength": "strength",
    "provenance": "provenance",
    "source": "source",
    "source_quote": "source",
    "location": "source",
}


def compare(old: Definition, new: Definition) -> Comparison:
    before = document_of(old, translations=False)
    after = document_of(new, translations=False)
    changes = [*_frame(before, after)]
    for section in LISTS:
        changes += _Section(section, before, after).changes()
    return Comparison(old.version, new.version, old.digest, new.digest, tuple(changes))


def _frame(before: Document, after: Document) -> Iterator[Change]:
    for key in ("source_language", *FRAME):
        old, new = (
            flat({"": document.get(key)}, document["source_language"])
            for document in (before, after)
        )
        yield from _fields("frame", key, old, new, "wording", ())


class _Section:
    def __init__(self, section: str, before: Document, after: Document) -> None:
        self.section = section
        self.languages = before["source_language"], after["source_language"]
        self.old, self.new = (self._entries(document) for document in (before, after))
        self.asked_before, self.asked_after, self.retired_after = (
            {entry["code"]: entry for entry in document.get(key, ())}
            for document, key in ((before, "items"), (after, "items"), (after, "retired_items"))
        )

    def _entries(self, document: Document) -> dict[str, Mapping[str, Any]]:
        return {code_of(self.section, entry): entry for entry in document.get(self.section, ())}

    def changes(self) -> Iterator[Change]:
        for code, entry in self.new.items():
            if code not in self.old:
                yield from self._came(code, entry)
            elif self.old[code] != entry:
                yield from self._changed(code, self.old[code], entry)
        for code, entry in self.old.items():
            if code not in self.new:
                yield from self._went(code, entry)
        yield from self._order()

    def _came(self, code: str, entry: Mapping[str, Any]) -> Iterator[Change]:
        # What `items` tells as one change is not told again.
        if not (self.section == "retired_items" and code in self.asked_before):
            yield self._whole("added", code, entry)

    def _went(self, code: str, entry: Mapping[str, Any]) -> Iterator[Change]:
        if self.section == "retired_items" and code in self.asked_after:
            return
        gone = self._whole("removed", code, entry)
        if self.section == "items" and code in self.retired_after:
            gone = self._retired(gone, self.retired_after[code])
        yield gone

    def _whole(
        self, what: Literal["added", "removed"], code: str, entry: Mapping[str, Any]
    ) -> Change:
        """A cell of the through-line comes from strength 0 and goes to it."""
        fields = flat(entry, self.languages[what == "added"])
        cell = self.section == "through_line"
        main = "strength" if cell else main_field(fields)
        value, nothing = fields[main].value, 0 if cell else None
        return Change(
            "structure",
            "strength" if cell else what,
            self.section,
            code,
            "strength" if cell else "",
            nothing if what == "added" else value,
            value if what == "added" else nothing,
            self._subjects(code, entry),
            tuple(
                (name, str(field.value))
                for name, field in fields.items()
                if field.is_text and field.value and name != main
            ),
        )

    def _retired(self, gone: Change, entry: Mapping[str, Any]) -> Change:
        parts = tuple(
            code for code, item in self.asked_after.items() if item.get("split_from") == gone.code
        )
        took_over = tuple(entry.get("replaced_by", ())) or parts
        why = flat(entry, self.languages[1]).get("why")
        more = [("why", str(why.value))] if why else []
        if took_over:
            more.append(("replaced_by", ", ".join(took_over)))
        what: What = "split" if parts or len(took_over) > 1 else "retired"
        return dataclasses.replace(gone, what=what, more=tuple(more))

    def _changed(
        self, code: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Iterator[Change]:
        texts: Kind = "wording"
        if self.section == "items" and before["meaning"] != after["meaning"]:
            texts = "meaning"
        subjects = tuple(
            dict.fromkeys((*self._subjects(code, before), *self._subjects(code, after)))
        )
        old, new = flat(before, self.languages[0]), flat(after, self.languages[1])
        changes = list(_fields(self.section, code, old, new, texts, subjects))
        # The same records in another order, as the targets of a crosswalk.
        if not changes:
            changes.append(
                Change("structure", "order", self.section, code, "order", (), (), subjects)
            )
        yield from changes

    def _subjects(self, code: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
        if self.section in ("features", "commitments"):
            return (code,)
        if self.section == "through_line":
            return (entry["feature"], entry["commitment"])
        if self.section in ("items", "retired_items"):
            return (entry["subject"],)
        return ()

    def _order(self) -> Iterator[Change]:
        """The cells of the through-line follow the features and the commitments."""
        before = tuple(code for code in self.old if code in self.new)
        after = tuple(code for code in self.new if code in self.old)
        if self.section == "through_line" or before == after:
            return
        by_subject = list(self._orders_by_subject(before, after))
        yield from by_subject or [self._reordered(before, after)]

    def _orders_by_subject(
        self, before: tuple[str, ...], after: tuple[str, ...]
    ) -> Iterator[Change]:
        if self.section != "items":
            return
        for subject in dict.fromkeys(entry["subject"] for entry in self.new.values()):
            old, new = (
                tuple(
                    code
                    for code in codes
                    if self.old[code]["subject"] == subject == self.new[code]["subject"]
                )
                for codes in (before, after)
            )
            if old != new:
                yield self._reordered(old, new, subject)

    def _reordered(
        self, before: tuple[str, ...], after: tuple[str, ...], subject: str = ""
    ) -> Change:
        subjects = (subject,) if subject else ()
        return Change("structure", "order", self.section, subject, "order", before, after, subjects)


def _fields(
    section: str, code: str, old: Fields, new: Fields, texts: Kind, subjects: tuple[str, ...]
) -> Iterator[Change]:
    done: set[str] = set()
    for name in dict.fromkeys((*new, *old)):
        group = (new.get(name) or old[name]).group
        if group is not None:
            if group not in done:
                done.add(group)
                yield from _texts_of_list(section, code, group, old, new, texts, subjects)
            continue
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        is_text = any(field and field.is_text for field in (before, after))
        values = [
            field.value if field else _left_out(name, other)
            for field, other in ((before, after), (after, before))
        ]
        what = "text" if is_text else _BY_FIELD.get(name.rpartition("/")[2], "detail")
        kind: Kind = texts if is_text else "meaning" if what == "meaning" else "structure"
        yield Change(kind, what, section, code, name, values[0], values[1], subjects)


def _left_out(name: str, other: Field | None) -> Value:
    """What a field says that is left out, where the other version's says `other`."""
    if other is None or name == "weight":
        return "1"
    if isinstance(other.value, bool):
        return False
    if isinstance(other.value, tuple):
        return ()
    return "" if other.is_text else None


def _texts_of_list(
    section: str,
    code: str,
    group: str,
    old: Fields,
    new: Fields,
    kind: Kind,
    subjects: tuple[str, ...],
) -> Iterator[Change]:
    """A text that was put in between moves the others, which is no change of theirs."""
    before, after = (
        [str(field.value) for field in fields.values() if field.group == group]
        for fields in (old, new)
    )
    spans = [(0, len(before), 0, len(after))]
    if group != "descriptors":  # each of those belongs to its level
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        spans = [(a, b, c, d) for op, a, b, c, d in matcher.get_opcodes() if op != "equal"]
    for a, b, c, d in spans:
        for step in range(max(b - a, d - c)):
            one = before[a + step] if a + step < b else ""
            other = after[c + step] if c + step < d else ""
            place = c + step if c + step < d else a + step
            field = f"{group}/{place}" if group else str(place)
            if one != other:
                yield Change(kind, "text", section, code, field, one, other, subjects)
