"""What the parts of a draft are called. Pure."""

from lhs_portal.lib.wording import mark, say

SECTION_NAMES = {
    "frame": mark("Text of the whole framework"),
    "sources": mark("Source"),
    "levels": mark("Level"),
    "reach_words": mark("Word for reach"),
    "sectors": mark("Sector"),
    "pillars": mark("Pillar"),
    "features": mark("Feature"),
    "commitments": mark("Commitment"),
    "through_line": mark("Through-line"),
    "items": mark("Item"),
    "retired_items": mark("Retired item"),
    "crosswalks": mark("Crosswalk"),
    "glossary": mark("Glossary term"),
}


def name_of(section: str, code: str = "") -> str:
    """“Item safe.1”."""
    name = say(SECTION_NAMES[section]) if section in SECTION_NAMES else section
    return f"{name} {code}" if code else name
