"""Reading parsed JSON value by value: what is not as it should be is noted as a fault."""

from collections.abc import Collection
from typing import Any

from commitments.definition import LEVELS
from lhs_portal.lib.faults import Fault, Faults, quoted, under
from lhs_portal.lib.strict_json import StrictObject


def read_object(value: Any, path: str, faults: Faults) -> dict[str, Any]:
    """Empty where it is no object. Keys that stand twice are named here."""
    if not isinstance(value, dict):
        faults.append(Fault(path, f"{_name(value)} stands where an object {{…}} belongs."))
        return {}
    if isinstance(value, StrictObject):
        for key in value.repeated:
            faults.append(Fault(under(path, key), "This key stands more than once. Keep one."))
    return value


def check_keys(entry: dict[str, Any], known: Collection[str], path: str, faults: Faults) -> None:
    for key in entry:
        if key not in known:
            message = f"The key {quoted(key)} is not known. Known keys: {', '.join(known)}."
            faults.append(Fault(under(path, key), message))


def check_one_of_three(entry: dict[str, Any], path: str, faults: Faults) -> None:
    """An answer or rating is a level, or not applicable, or don't know."""
    said = [key for key in ("na", "dont_know") if entry.get(key) is True]
    if entry.get("level") is not None:
        said.insert(0, "level")
    if len(said) > 1:
        faults.append(Fault(path, f"{' and '.join(said)} stand together. Keep one of them."))


def read_level(value: Any, path: str, faults: Faults, *, or_null: bool = True) -> int | None:
    if type(value) is int and value in LEVELS:
        return value
    if value is not None or not or_null:
        message = f"{_name(value)} is not a level. Write a whole number from 0 to 4."
        faults.append(Fault(path, message))
    return None


def read_flag(value: Any, path: str, faults: Faults) -> bool:
    if type(value) is not bool:
        faults.append(Fault(path, f"{_name(value)} is neither true nor false."))
    return value is True


def read_text(value: Any, path: str, faults: Faults) -> str:
    if not isinstance(value, str):
        faults.append(Fault(path, f"{_name(value)} is not a text. Put quotes around it."))
        return ""
    if any("\ud800" <= character <= "\udfff" for character in value):
        faults.append(Fault(path, "The text holds half a character (a lone surrogate)."))
    return value


def read_whole(value: Any, path: str, faults: Faults) -> int:
    if type(value) is not int or value < 0:
        faults.append(Fault(path, f"{_name(value)} is not a whole number, 0 or more."))
        return 0
    return value


def _name(value: Any) -> str:
    """What was written, in a few words of one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return f"The text {quoted(value)}"
        case dict():
            return "An object"
        case list():
            return "A list"
        case _:
            return quoted(value).strip('"')
