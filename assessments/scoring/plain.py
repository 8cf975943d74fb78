"""Cards as plain JSON values: figures with six decimals, sequences as lists."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

# A field with this mark is left out of the document where it is empty: a card without ratings has
# no keys that speak of them.
OMIT_EMPTY = {"omit_empty": True}


def plain_fields(card: Any) -> dict[str, Any]:
    values = ((part, getattr(card, part.name)) for part in fields(card))
    return {
        part.name: _plain(value) for part, value in values if value or part.metadata != OMIT_EMPTY
    }


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return f"{value:.6f}"
        case tuple():
            return [_plain(part) for part in value]
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case _ if is_dataclass(value):
            return plain_fields(value)
        case _:
            return value
