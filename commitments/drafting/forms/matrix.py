"""The posted cells of the through-line. The names are those of the grid's own controls."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from commitments.drafting.matrix import NO_LINK, STRENGTHS, Cell, CellChange, Link, cell_code
from lhs_portal.lib.plain_text import is_blank, newlines_of_form, validate_text
from lhs_portal.lib.wording import say

LONGEST_RATIONALE = 1_000


@dataclass
class PostedGrid:
    """`faults` by cell. A cell that was not posted is not among `cells`."""

    cells: dict[Cell, CellChange] = field(default_factory=dict)
    faults: dict[Cell, str] = field(default_factory=dict)


def read_grid(data: Mapping[str, str], cells: list[Cell], links: Mapping[Cell, Link]) -> PostedGrid:
    """`s-`: the strength, `r-`: the reason if there is a field for it, `v-`: the token seen.

    A new link needs a reason, so a form without the field gets a fault for it.
    """
    posted = PostedGrid()
    known = {str(strength) for strength in STRENGTHS}
    for cell in cells:
        code, link = cell_code(cell), links.get(cell, NO_LINK)
        strength, typed = data.get(f"s-{code}"), data.get(f"r-{code}")
        if strength is None:
            continue
        rationale = None if typed is None else newlines_of_form(typed).strip()
        change = CellChange(
            cell, int(strength) if strength in known else 0, rationale, data.get(f"v-{code}", "")
        )
        posted.cells[cell] = change
        reason = link.rationale if rationale is None else rationale
        if strength not in known:
            posted.faults[cell] = say("Choose none, supporting or primary.")
        elif change.touched and change.strength and is_blank(reason):
            posted.faults[cell] = say("Say in one sentence why, since there is a link.")
        else:
            try:
                validate_text(reason, longest=LONGEST_RATIONALE)
            except ValidationError as fault:
                posted.faults[cell] = " ".join(fault.messages)
    return posted
