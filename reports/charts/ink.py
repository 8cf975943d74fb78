"""How the parts of a chart get their colour: by class on a page, by attribute in a file.

A page has a strict style policy and two themes, so its charts carry classes alone, which
static/css/charts.css colours. A PDF knows no style sheet, so its charts carry the light theme's
colours as presentation attributes. No chart ever has a style attribute or a style element.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PRINT_FONT = "Libertinus Serif, New Computer Modern, DejaVu Sans Mono"
# Of a drawing that anybody's program opens: none of these is wider than the widths in measuring.
FILE_FONT = "Libertinus Serif, Linux Libertine, Georgia, Times New Roman, serif"

_INK, _MUTED, _ACTION, _SURFACE = "#16202B", "#4C5A67", "#0B5A78", "#F4F6F8"
_RULE, _WARN, _OK = "#D5DBE1", "#7A4B00", "#1B6B3A"

PILLAR_COLOURS = {
    "circle": "#2A9D8F",
    "square": "#7A3E9D",
    "triangle": "#D55E00",
    "diamond": "#16202B",
}
LEVEL_COLOURS = ("#D5E7EF", "#9CC7D8", "#579DBA", "#1F7196", "#08415A")

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
    "gap": {"stroke": "#6B7A88", "stroke-width": "4"},
    "slant": {"stroke": _ACTION, "stroke-width": "4", "stroke-linecap": "round"},
    "slant-quiet": {"stroke": "#8696A5", "stroke-width": "1.25"},
    "slant-untested": {"stroke": "#8696A5", "stroke-width": "1.25", "stroke-dasharray": "5 4"},
    "slant-end": {"fill": "#FFFFFF", "stroke": "#6B7A88", "stroke-width": "1.5"},
    "leader": {"stroke": "#A9B4BE", "stroke-width": "1"},
    "area": {"fill": _ACTION, "fill-opacity": "0.15", "stroke": _ACTION, "stroke-width": "2"},
    "area-target": {
        "fill": "none", "stroke": _INK, "stroke-width": "1.5", "stroke-dasharray": "5 4",
    },
    **{f"pillar-{shape}": {"fill": colour} for shape, colour in PILLAR_COLOURS.items()},
    **{f"band-{level}": {"fill": colour} for level, colour in enumerate(LEVEL_COLOURS)},
    **{f"on-band-{level}": {"fill": _INK if level < 3 else "#FFFFFF"} for level in range(5)},
    "band-na": {"fill": _RULE},
    "band-unknown": {"fill": "#FFFFFF", "stroke": "#6B7A88", "stroke-width": "1"},
    "on-band-na": {"fill": _INK},
    "on-band-unknown": {"fill": _INK},
}  # fmt: skip

# What files alone draw: on a page the heat table is a table, and a chart's frame is the page.
_FRAME: Mapping[str, Mapping[str, str]] = {
    "ground": {"fill": "#FFFFFF"},
    "headline": {"fill": _INK, "font-weight": "bold"},
    "accent": {"fill": _ACTION},
    "source": {"fill": _MUTED},
    "on-light": {"fill": _INK},
    "on-dark": {"fill": "#FFFFFF"},
    "band-none": {"fill": _SURFACE},
}


@dataclass(frozen=True, slots=True)
class Ink:
    for_print: bool = False

    def attributes(self, role: str) -> dict[str, str]:
        if not self.for_print:
            return {"class": f"chart-{role}"}
        return dict(_PRINT.get(role) or _FRAME[role])

    @property
    def root(self) -> dict[str, str]:
        return {"font-family": PRINT_FONT} if self.for_print else {}
