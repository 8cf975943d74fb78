"""What a Word file says from first to last, as the plain data that the worker writes down.

A run is a text, or a text with the name of a character style. Texts are data: the worker writes
them as text alone, and makes a link of nothing but what `link` gives it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lhs_portal.lib.wording import say
from reports.charts.cells import show_cell
from reports.charts.shortening import by_group, shorten_sublabels
from reports.charts.specification import Chart
from reports.charts.svg_slide import draw_alone
from reports.documents.xml_text import XmlText, runs_from_right

Run = str | tuple[str, str] | tuple[str, str, str]
Cell = str | tuple[str, int | None]  # a text, or a text on the colour of its level
Block = dict[str, Any]

NO_LEVEL = "No Level"
WIDE, HIGH = 6.5, 8.0  # inches that a drawing may take of a page
DRAWN_WIDE = 720  # in its own units
_NARROWEST, _WIDEST = 8, 34  # characters in a column
_LONG = 700  # characters from which on a row of a table may go over a page
_FORMULA = re.compile(r"r_(wg(?:\(J\))?)")


def strong(text: str) -> Run:
    return (text, "Strong")


def muted(text: str) -> Run:
    return (text, "Muted")


def emphasis(text: str) -> Run:
    return (text, "Emphasis")


def level_run(level: int | None, text: str) -> Run:
    """On the colour of its level; with no-break spaces, so that the colour has an edge."""
    return (f"\u00a0{text}\u00a0", NO_LEVEL if level is None else f"Level {level}")


def link(text: str, url: str) -> Run:
    """For addresses of ours and of the framework, never for what a person typed."""
    return (text, "Hyperlink", url) if url.startswith(("https://", "http://")) else text


def formula(text: str) -> list[Run]:
    """In a sentence of ours, r_wg and r_wg(J) as they are printed."""
    runs: list[Run] = []
    for place, part in enumerate(_FORMULA.split(text)):
        runs.extend(["r", (part, "Subscript")] if place % 2 else [part])
    return runs


class Story:
    def __init__(self) -> None:
        self.text = XmlText()
        self.blocks: list[Block] = []
        self.drawings: dict[str, str] = {}  # SVG by code

    def heading(self, level: int, text: str, *, flows: bool = False) -> None:
        """A chapter that flows begins no page of its own."""
        self._add("heading", [text], level=level, flows=flows)

    def paragraph(self, *runs: Run, style: str = "Normal") -> None:
        """Nothing where there is nothing to say."""
        if any(_words(run) for run in runs):
            self._add("paragraph", runs, style=style)

    def paragraphs(self, texts: Iterable[str], style: str = "Normal") -> None:
        for text in texts:
            self.paragraph(text, style=style)

    def bullets(self, texts: Iterable[str], style: str = "List Bullet") -> None:
        self.paragraphs(texts, style)

    def fact(self, name: str, *runs: Run) -> None:
        if any(_words(run) for run in runs):
            self.paragraph(muted(f"{name}\t"), *runs, style="Fact")

    def table(
        self,
        title: str,
        header: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        *,
        numbers: Sequence[int] = (),
        centred: Sequence[int] = (),
    ) -> None:
        """`shares` are the columns' parts of the width; the title is read out, not shown."""
        if not rows:
            return
        self.blocks.append(
            {
                "is": "table",
                "title": self.text.clean(title),
                "header": [[self._run(run) for run in formula(name)] for name in header],
                "rows": [[self._cell(cell) for cell in row] for row in rows],
                "whole": [sum(len(_words(cell)) for cell in row) < _LONG for row in rows],
                "widths": [WIDE * share / sum(shares) for share in shares],
                "numbers": list(numbers),
                "centred": list(centred),
            }
        )

    def chart(self, chart: Chart | None) -> None:
        """Its headline, and its drawing with the alternative text."""
        if chart is None:
            return
        self.paragraph(chart.title, style="Chart Title")
        whole, note = shorten_sublabels(chart)
        for part in by_group(whole):
            canvas, height = draw_alone(part, DRAWN_WIDE)
            self.drawings[part.code] = canvas.finish(height, part.alt)
            words = {"title": self.text.clean(part.title), "descr": self.text.clean(part.alt)}
            inches = min(WIDE, HIGH * DRAWN_WIDE / height)
            place = {"code": part.code, "name": part.code, "inches": inches}
            self.blocks.append({"is": "picture", **place, **words})
        self.paragraph(note, style="Small Print")

    def figures(self, chart: Chart) -> None:
        """The table of its figures."""
        table = chart.table
        rows = [[show_cell(cell) for cell in row] for row in table.rows]
        columns = zip(table.header, *rows, strict=True)
        shares = [_share(name, cells) for name, *cells in columns]
        self.table(table.caption, table.header, rows, shares, numbers=table.number_columns)

    def contents(self, levels: int) -> None:
        """Of all headings down to this level, wherever they stand."""
        self.paragraph(say("Contents"), style="Contents Heading")
        self.blocks.append({"is": "contents", "levels": levels})

    def _add(self, kind: str, runs: Sequence[Run], **parts: Any) -> None:
        longest = max((_words(run) for run in runs), key=len)
        # A fact stands beside its name, which is ours, so that its line keeps our direction.
        from_right = parts.get("style") != "Fact" and runs_from_right(longest)
        made = [self._run(run) for run in runs if _words(run)]
        self.blocks.append({"is": kind, "runs": made, "from_right": from_right, **parts})

    def _run(self, run: Run) -> dict[str, str | bool]:
        text, *rest = (run,) if isinstance(run, str) else run
        style, url = (*rest, "", "")[:2]
        clean = self.text.clean(text)
        return {"text": clean, "style": style, "url": url, "from_right": runs_from_right(clean)}

    def _cell(self, cell: Cell) -> dict[str, Any]:
        text, *level = (cell,) if isinstance(cell, str) else cell
        clean = self.text.clean(text)
        banded = {"band": level[0]} if level else {}
        return {"text": clean, "from_right": runs_from_right(clean), **banded}


def _share(name: str, cells: Sequence[str]) -> float:
    """As wide as its longest cell, within bounds; a name may take two lines."""
    words = max((len(word) for word in name.split()), default=0)
    longest = max((len(cell) for cell in cells), default=0)
    return min(max(longest, words, len(name) // 2, _NARROWEST), _WIDEST)


def _words(run: Run | Cell) -> str:
    return run if isinstance(run, str) else run[0]
