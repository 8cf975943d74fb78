"""Drawings as PNGs, compiled by Typst in a process of its own."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from reports.charts.ink import FILE_FONT, PRINT_FONT
from reports.documents.fonts import BODY, LAST, load_library
from reports.documents.print_text import PrintText
from reports.documents.processes import run_apart

DENSITY = 2  # dots to a unit of the drawing


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole SVG file, and the width in its own units."""

    svg: str
    width: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """`missing` holds the characters that no font could draw; each stands as □."""

    pngs: tuple[bytes, ...]
    missing: frozenset[str]


def render_pngs(drawings: Sequence[Drawing], *, kind: str, per_inch: float) -> Pictures:
    """In the same order. `per_inch` is the density that the files name. Raises DocumentFailed."""
    library = load_library(settings.FONT_PATHS)
    printer = PrintText(library)
    drawable = [(printer.characters(each.svg), each.width) for each in drawings]
    fonts = (BODY, *printer.fonts, *LAST)
    families = ", ".join(fonts)
    job = {
        "drawings": [
            {"svg": svg.replace(FILE_FONT, families).replace(PRINT_FONT, families), "width": width}
            for svg, width in drawable
        ],
        "fonts": fonts,
        "folders": library.folders if printer.fonts else (),
        "density": DENSITY,
        "per_inch": per_inch,
    }
    answer = json.loads(run_apart(Path(__file__).parent / "worker.py", job, kind=kind))
    return Pictures(tuple(map(base64.b64decode, answer)), frozenset(printer.missing))
