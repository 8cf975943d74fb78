"""How the parts of a chart get their colour: by class on a page, by attribute in a file.

A page has a strict style policy and two themes, so its charts carry classes alone, which
static/css/charts.css colours. A PDF knows no style sheet, so its charts carry the light theme's
colours as presentation attributes. No chart ever has a style attribute or a style element.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PRINT_FONT = "Libertinus Serif, New Computer Modern, DejaVu Sans Mono"

_INK, _MUTED, _ACTION, _SURFACE = "#16202B", "#4C5A67", "#0B5A78", "#F4F6F8"
_RULE, _WARN, _OK = "#D5DBE1", "#7A4B00", "#1B6B3A"

PILLAR_COLOURS = {
    "circle": "#2A9D8F",
    "square": "#7A3E9D",
    "triangle": "#D55E00",
    "diamond": "#16202B",
}

_PRINT: Mapping[str, Mapping[str, str]] = {
    "label": {"fill": _INK},
    "heading": {"fill": _INK, "font-weight": "bold"},
    "sublabel": {"fill": _MUTED, "font-style": "italic"},
    "tick": {"fill": _MUTED},
    "shown": {"fill": _INK},
    "none": {"fill": _MUTED, "font-style": "italic"},
    "grid": {"stroke": _RULE, "stroke-width": "1", "fill": "none"},
    "rule": {"stroke": "#6B7A88", "stroke-width": "1"},
    "bounds": {"fill": "#9CC7D8"},
    "dot": {"fill": _ACTION},
    "dot-open": {"fill": "#FFFFFF", "stroke": _INK, "stroke-width": "2"},
    "target": {"stroke": _INK, "stroke-width": "3"},
    "bar": {"fill": _ACTION},
    "link-aligned": {"stroke": "#6B7A88", "stroke-width": "3"},
    "link-ahead": {"stroke": _WARN, "stroke-width": "5"},
    "link-behind": {"stroke": _OK, "stroke-width": "5"},
    "area": {"fill": _ACTION, "fill-opacity": "0.15", "stroke": _ACTION, "stroke-width": "2"},
    "area-target": {
        "fill": "none", "stroke": _INK, "stroke-width": "1.5", "stroke-dasharray": "5 4",
    },
    **{f"pillar-{shape}": {"fill": colour} for shape, colour in PILLAR_COLOURS.items()},
}  # fmt: skip

ROLES = frozenset(_PRINT)


@dataclass(frozen=True, slots=True)
class Ink:
    for_print: bool = False

    def attributes(self, role: str) -> dict[str, str]:
        return dict(_PRINT[role]) if self.for_print else {"class": f"chart-{role}"}

    @property
    def root(self) -> dict[str, str]:
        return {"font-family": PRINT_FONT} if self.for_print else {}
