"""The text for lawyers: one source for the page and for docs/, with the limits in force. Pure."""

from dataclasses import asdict
from pathlib import Path
from string import Template

from reports.releases.core.thresholds import Thresholds

TEXT = Path(__file__).parent / "what_working_groups_see.md"
WORDS = {1: "one", 2: "two", 3: "three"}


def render_what_is_shown(thresholds: Thresholds) -> str:
    """Markdown."""
    numbers = {name: str(value) for name, value in asdict(thresholds).items()}
    numbers["decimals"] = WORDS.get(thresholds.decimals, numbers["decimals"])
    return Template(TEXT.read_text(encoding="utf-8")).substitute(numbers)
