"""How cells look: the light theme's tokens, and nothing that black and white would lose."""

from typing import Any

from reports.documents.tables.column import Kind

INK, MUTED, ACTION, STRONG = "#16202B", "#4C5A67", "#0B5A78", "#08415A"
SURFACE, LINE, RULE, PAPER = "#F4F6F8", "#D6DDE3", "#6B7A88", "#FFFFFF"
BANDS = ("#D5E7EF", "#9CC7D8", "#579DBA", "#1F7196", "#08415A")
_ON_BANDS = (INK, INK, INK, PAPER, PAPER)

_FONT = {"font_name": "Calibri", "font_size": 11, "font_color": INK}
_CELL = {**_FONT, "valign": "top", "bottom": 1, "bottom_color": LINE}
_TEXT = {**_CELL, "text_wrap": True, "align": "left", "indent": 1}
_HEADER = {
    **_FONT,
    "bold": True,
    "font_color": PAPER,
    "bg_color": STRONG,
    "valign": "vcenter",
    "text_wrap": True,
    "align": "left",
    "indent": 1,
}
_TWO_DECIMALS = "0.00;\N{MINUS SIGN}0.00"
_STEPS = "+0;\N{MINUS SIGN}0;0"
_SIGNED = "+0.00;\N{MINUS SIGN}0.00;0.00"

LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_FONT, "font_size": 18, "bold": True, "font_color": STRONG},
    "lead": {**_FONT, "font_color": MUTED},
    "finding": {**_FONT, "bold": True},
    "header": _HEADER,
    "header_center": {**_HEADER, "align": "center", "indent": 0},
    "section": {**_TEXT, "bold": True, "bg_color": SURFACE, "top": 1, "top_color": RULE},
    "label": {**_TEXT, "bold": True},
    "text": _TEXT,
    "link": {**_TEXT, "font_color": ACTION, "underline": 1},
    "left_score": {**_CELL, "num_format": _TWO_DECIMALS, "align": "left", "indent": 1},
    "whole": {**_CELL, "num_format": "0", "align": "center"},
    "number": {**_CELL, "num_format": "General", "align": "center"},
    "two": {**_CELL, "num_format": _TWO_DECIMALS, "align": "center"},
    "signed": {**_CELL, "num_format": _SIGNED, "align": "center"},
    "steps": {**_CELL, "num_format": _STEPS, "align": "center"},
    "date": {**_CELL, "num_format": "yyyy-mm-dd", "align": "left", "indent": 1},
    "moment": {**_CELL, "num_format": 'yyyy-mm-dd hh:mm" UTC"', "align": "left", "indent": 1},
    **{
        f"band{level}": {
            **_CELL,
            "num_format": _TWO_DECIMALS,
            "align": "center",
            "bg_color": colour,
            "font_color": _ON_BANDS[level],
        }
        for level, colour in enumerate(BANDS)
    },
    "band_none": {**_CELL, "align": "center", "italic": True, "font_color": MUTED},
}

LOOK_OF: dict[Kind, str] = {
    "text": "text",
    "code": "text",
    "level": "whole",
    "score": "two",
    "difference": "signed",
    "steps": "steps",
    "leverage": "two",
    "weight": "number",
    "share": "two",
    "deviation": "two",
    "count": "whole",
    "flag": "text",
    "date": "date",
    "moment": "moment",
}
WIDTH_OF: dict[Kind, int] = {
    "text": 30,
    "code": 15,
    "level": 10,
    "score": 11,
    "difference": 12,
    "steps": 12,
    "leverage": 11,
    "weight": 10,
    "share": 11,
    "deviation": 10,
    "count": 10,
    "flag": 12,
    "date": 13,
    "moment": 22,
}
CENTERED = frozenset(name for name, look in LOOKS.items() if look.get("align") == "center")
