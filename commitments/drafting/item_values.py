"""An item as the texts of its form, and how the texts of two editors come together. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from commitments.definition import LEVELS, Item, Text
from commitments.document_fields import weight_of
from commitments.drafting.items import Entry
from commitments.drafting.part_fields import ITEM_KIND, PartField, shown_value, with_value
from lhs_portal.lib.wording import mark

Values = Mapping[str, str]

TEXTS: dict[str, PartField] = {field.path.replace(".", "_"): field for field in ITEM_KIND.fields}
OTHERS = {
    "essential": mark("Essential"),
    "weight": mark("Weight"),
    "sectors": mark("Sectors that are not asked"),
}
LABELS = {name: field.label for name, field in TEXTS.items()} | OTHERS
YES = "yes"


@dataclass(frozen=True, slots=True)
class Merged:
    """`taken` are fields that only the other editor changed; `clashing` those that both did."""

    values: dict[str, str]
    taken: tuple[str, ...]
    clashing: tuple[str, ...]


def values_of(entry: Entry, language: str) -> dict[str, str]:
    return {
        **{name: shown_value(entry, field, language) for name, field in TEXTS.items()},
        "essential": YES if entry["essential"] else "",
        "weight": str(entry.get("weight", "1")),
        "sectors": " ".join(entry.get("not_applicable_to", ())),
    }


def with_values(entry: Entry, values: Values, language: str) -> Entry:
    """A text that stays keeps its translations; what equals a default is left out."""
    for name, field in TEXTS.items():
        entry = with_value(entry, field, values[name], language)
    made = {**entry, "essential": values["essential"] == YES}
    for key, value in (
        ("weight", values["weight"] if values["weight"] != "1" else None),
        ("not_applicable_to", values["sectors"].split()),
    ):
        if value:
            made[key] = value
        else:
            made.pop(key, None)
    return made


def item_of(code: str, values: Values) -> Item:
    """For hints about what is being typed: what cannot be read yet is left as nothing."""
    zero, one, two, three, four = (Text(values[f"descriptors_{level}"].strip()) for level in LEVELS)
    return Item(
        code=code,
        subject="",
        meaning=1,
        essential=values["essential"] == YES,
        weight=weight_of(values["weight"].strip()) or Decimal(1),
        question=Text(values["question"].strip()),
        why=Text(values["why"].strip()),
        descriptors=(zero, one, two, three, four),
        evidence=_lines(values["evidence"]),
        ask=_lines(values["ask"]),
        not_applicable_to=tuple(values["sectors"].split()),
        guidance_small=Text(values["guidance_small"].strip()),
        guidance_large=Text(values["guidance_large"].strip()),
    )


def marks_of(values: Values) -> str:
    """What a form carries to know later which fields were changed since it was shown."""
    return " ".join(f"{name}:{_mark(values[name])}" for name in LABELS)


def merge(was: str, mine: Values, theirs: Values) -> Merged:
    """`was` are the marks of what the form had shown; a field without one counts as changed."""
    seen = dict(part.partition(":")[::2] for part in was.split(" "))
    merged, taken, clashing = dict(mine), [], []
    for name in LABELS:
        if mine[name] == theirs[name] or seen.get(name) == _mark(theirs[name]):
            continue
        if seen.get(name) == _mark(mine[name]):
            merged[name] = theirs[name]
            taken.append(name)
        else:
            clashing.append(name)
    return Merged(merged, tuple(taken), tuple(clashing))


def _mark(value: str) -> str:
    return sha256(value.encode()).hexdigest()[:12]


def _lines(text: str) -> tuple[Text, ...]:
    return tuple(Text(line.strip()) for line in text.splitlines() if line.strip())
