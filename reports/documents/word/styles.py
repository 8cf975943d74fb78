"""How a Word file looks: its styles as data, in the colours of the portal. Sizes are points."""

from typing import Any

INK, MUTED, ACTION, RULE = "16202B", "4C5A67", "0B5A78", "D5DBE1"
SURFACE, WARN, WARN_GROUND, WHITE = "F4F6F8", "7A4B00", "FFF3D6", "FFFFFF"
LEVELS = ("D5E7EF", "9CC7D8", "579DBA", "1F7196", "08415A")
_DARK = 3  # from this level on letters are white

Style = dict[str, Any]

BODY = {"size": 10.5, "color": INK, "after": 7, "line": 1.15}
FONTS = {"latin": "Calibri", "complex": "Arial"}

PARAGRAPHS: dict[str, Style] = {
    "Title": {"size": 32, "bold": True, "color": INK, "before": 120, "after": 6, "line": 1.0},
    "Long Title": {"size": 16, "bold": True, "color": INK, "before": 120, "after": 6, "line": 1.0},
    "Subtitle": {
        "size": 17, "color": ACTION, "before": 10, "after": 2, "line": 1.0,
        "border_top": [ACTION, 20, 12],
    },
    "Cover Line": {"size": 12, "color": MUTED, "after": 26},
    "Eyebrow": {"size": 9, "color": MUTED, "caps": True, "tracking": 1, "after": 0},
    "Heading 1": {
        "size": 20, "bold": True, "color": INK, "before": 0, "after": 12, "line": 1.0,
        "keep_next": True, "keep_lines": True, "new_page": True, "border_bottom": [ACTION, 12, 4],
    },
    "Heading 2": {
        "size": 14, "bold": True, "color": ACTION, "before": 16, "after": 5, "line": 1.0,
        "keep_next": True, "keep_lines": True,
    },
    "Heading 3": {
        "size": 11, "bold": True, "color": INK, "before": 12, "after": 3, "line": 1.1,
        "keep_next": True, "keep_lines": True,
    },
    "Headline": {
        "size": 17, "bold": True, "color": INK, "after": 6, "line": 1.05, "keep_next": True,
    },
    "Contents Heading": {
        "size": 14, "bold": True, "color": ACTION, "before": 18, "after": 5, "keep_next": True,
    },
    "toc 1": {"before": 2, "after": 2, "line": 1.1},
    "Lead": {"keep_next": True},
    "Highlight": {"before": 6, "after": 4, "keep_lines": True},
    "Held Highlight": {"before": 6, "after": 2, "keep_lines": True, "keep_next": True},
    "Small Print": {"size": 9, "color": MUTED, "after": 5},
    "Cover Note": {"size": 9, "color": MUTED, "before": 16},
    "Small Lead": {"size": 9, "color": MUTED, "before": 6, "after": 2, "keep_next": True},
    "Small Bullet": {
        "size": 9, "color": MUTED, "after": 2, "indent": 0.22, "hanging": 0.16, "bullet": True,
    },
    "List Bullet": {"after": 3, "indent": 0.25, "hanging": 0.18, "bullet": True},
    "Quote": {"italic": True, "color": INK, "after": 7},
    "Notice": {
        "ground": WARN_GROUND, "border_left": [WARN, 24, 8], "indent": 0.12,
        "before": 4, "after": 8,
    },
    "Card": {
        "ground": SURFACE, "border_left": [ACTION, 24, 8], "indent": 0.12, "tab": 3.3,
        "after": 4, "line": 1.2, "keep_lines": True, "keep_next": True,
    },
    "Score Line": {"ground": SURFACE, "after": 8, "keep_next": True, "keep_lines": True},
    "Item Line": {"size": 9, "color": MUTED, "after": 4, "keep_next": True},
    "Fact": {"after": 4, "indent": 1.5, "hanging": 1.5, "tab": 1.5},
    "Chart Title": {
        "size": 12, "bold": True, "color": ACTION, "before": 8, "after": 4, "line": 1.05,
        "keep_next": True, "keep_lines": True,
    },
    "Picture": {"after": 8, "line": 1.0},
    "Table Head": {
        "size": 9, "bold": True, "color": INK, "before": 2, "after": 2, "line": 1.0,
        "keep_next": True,
    },
    "Table Text": {"size": 9.5, "before": 2, "after": 2, "line": 1.0},
    "After Table": {"size": 4, "after": 4, "line": 1.0},
    "Header": {"size": 9, "color": MUTED, "after": 0, "right_tab": 6.5},
    "Footer": {"size": 9, "color": MUTED, "after": 0, "right_tab": 6.5},
}  # fmt: skip

CHARACTERS: dict[str, Style] = {
    "Strong": {"bold": True},
    "Emphasis": {"italic": True},
    "Muted": {"color": MUTED},
    "Figure": {"size": 20, "bold": True, "color": ACTION},
    "Subscript": {"subscript": True},
    "Hyperlink": {"color": ACTION, "underline": True},
    "No Level": {"color": MUTED, "italic": True, "ground": SURFACE},
    **{
        f"Level {level}": {
            "bold": True, "size": 9.5, "ground": ground,
            "color": WHITE if level >= _DARK else INK,
        }
        for level, ground in enumerate(LEVELS)
    },
}  # fmt: skip

TABLE = {"head_rule": INK, "rule": RULE}


def look() -> dict[str, Any]:
    """Everything of this for the worker."""
    return {
        "body": BODY,
        "fonts": FONTS,
        "paragraphs": PARAGRAPHS,
        "characters": CHARACTERS,
        "table": TABLE,
        "levels": LEVELS,
        "ink": INK,
        "surface": SURFACE,
        "white": WHITE,
    }
