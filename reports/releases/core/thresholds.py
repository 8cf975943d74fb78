"""The numbers that disclosure control turns on. They come from one file, and from nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any


class ThresholdsUnusable(Exception):
    """A threshold is missing, unknown or unreadable. No release is made without all of them."""


# Pages and files say these in words, of releases of any age: another value would make them untrue.
IN_WORDS = {"count_step": 5, "small_count": 2, "decimals": 1}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """See fixtures/disclosure.yaml for what each one means."""

    organizations: int
    systems: int
    colluding_systems: int
    holders: int
    quartiles_from: int
    count_step: int
    small_count: int
    decimals: int
    lowest_mean: Decimal
    highest_mean: Decimal
    attributes_at_once: int
    groupings_tried: int
    tolerance: Decimal


def read_thresholds(document: Any) -> Thresholds:
    """From the parsed file. Raises ThresholdsUnusable, which names every fault."""
    if not isinstance(document, Mapping):
        raise ThresholdsUnusable("The file of thresholds holds no mapping.")
    known = {field.name: field.type for field in fields(Thresholds)}
    faults = [f"{name} is missing." for name in known if name not in document]
    faults += [f"{name} is not a threshold." for name in document if name not in known]
    values: dict[str, Any] = {}
    for name, kind in known.items():
        if name in document:
            try:
                values[name] = _read(document[name], whole=kind in (int, "int"))
            except ValueError as fault:
                faults.append(f"{name} {fault}.")
    faults += [
        f"{name} must be {fixed}: the pages of this version of the portal say so."
        for name, fixed in IN_WORDS.items()
        if values.get(name, fixed) != fixed
    ]
    if faults:
        raise ThresholdsUnusable(" ".join(faults))
    return Thresholds(**values)


def _read(value: Any, *, whole: bool) -> int | Decimal:
    if whole:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ValueError("must be a whole number above 0")
        return value
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or number <= 0:
        raise ValueError("must be a decimal above 0, in quotation marks")
    return number
