"""The text for lawyers: one source for the page and for docs/, with the limits in force. Pure."""

from dataclasses import asdict
from pathlib import Path
from string import Template

from lhs_portal.lib.languages import language
from reports.releases.core.thresholds import Thresholds

TEXT = Path(__file__).parent / "what_working_groups_see.md"
TRANSLATED = {"es": TEXT.with_suffix(".es.md")}
WORDS = {
    "en": {1: "one", 2: "two", 3: "three"},
    "es": {1: "un", 2: "dos", 3: "tres"},
}


def render_what_is_shown(thresholds: Thresholds) -> str:
    """Markdown, in the language that is spoken just now."""
    numbers = {name: str(value) for name, value in asdict(thresholds).items()}
    text = TRANSLATED.get(language(), TEXT)
    words = WORDS["en" if text is TEXT else language()]
    numbers["decimals"] = words.get(thresholds.decimals, numbers["decimals"])
    return Template(text.read_text(encoding="utf-8")).substitute(numbers)
