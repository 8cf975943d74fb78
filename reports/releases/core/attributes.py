"""By what a field may be divided. Values are held as places in an attribute's declared order."""

from dataclasses import dataclass
from typing import Literal

Merging = Literal["smallest", "neighbours"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """`values` are codes with their names. `merging` is which groups may be put together:
    the smallest into "all others", or neighbours in the declared order alone.
    """

    code: str
    name: str
    values: tuple[tuple[str, str], ...]
    merging: Merging
