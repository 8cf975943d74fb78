"""Builds one SVG document out of escaped text and plain attributes."""

import re
from xml.sax.saxutils import escape, quoteattr

from reports.charts.ink import FILE_FONT, Ink
from reports.charts.specification import Shape

# XML has no way to write these, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attributes = dict[str, float | str]


def clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


class Canvas:
    """`dense`: rows stand close together, so that a tall chart keeps large letters on a slide."""

    def __init__(self, width: int, ink: Ink, *, dense: bool = False) -> None:
        self.width = width
        self.dense = dense
        self._ink = ink
        self._parts: list[str] = []

    def draw(self, name: str, role: str, **attributes: float | str) -> None:
        self._parts.append(f"<{name}{_written({**self._ink.attributes(role), **attributes})}/>")

    def write(
        self, text: str, x: float, y: float, role: str, size: float, anchor: str = "start"
    ) -> None:
        """Writes one line whose baseline is at y."""
        attributes: Attributes = {
            **self._ink.attributes(role), "x": x, "y": y, "font-size": size, "text-anchor": anchor,
        }  # fmt: skip
        self._parts.append(f"<text{_written(attributes)}>{escape(clean(text))}</text>")

    def line(self, x1: float, y1: float, x2: float, y2: float, role: str) -> None:
        self.draw("line", role, x1=x1, y1=y1, x2=x2, y2=y2)

    def mark(self, shape: Shape, x: float, y: float, radius: float, role: str) -> None:
        """Draws shapes of about equal area, so that none looks heavier than another."""
        if shape == "circle":
            self.draw("circle", role, cx=x, cy=y, r=radius)
        elif shape == "square":
            side = radius * 1.77
            self.draw("rect", role, x=x - side / 2, y=y - side / 2, width=side, height=side)
        elif shape == "triangle":
            r = radius * 1.3
            self.polygon([(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)], role)
        else:
            r = radius * 1.3
            self.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], role)

    def polygon(self, points: list[tuple[float, float]], role: str) -> None:
        self.draw("polygon", role, points=" ".join(f"{_number(x)},{_number(y)}" for x, y in points))

    def place(self, drawing: "Canvas", x: float, y: float, scale: float) -> None:
        """Puts another drawing in, its corner at x and y."""
        moved = f"translate({_number(x)} {_number(y)}) scale({scale:.4f})"
        self._parts.append(f'<g transform="{moved}">{"".join(drawing._parts)}</g>')

    def finish(self, height: float, alt: str) -> str:
        attributes: Attributes = {
            **self._root(height),
            "aria-label": clean(alt),
            "class": "chart-drawing",
            **self._ink.root,
        }
        return f"<svg{_written(attributes)}>{''.join(self._parts)}</svg>"

    def finish_file(self, height: float, title: str, alt: str) -> str:
        """A drawing that stands alone, read out with its title, in letters that any reader has."""
        attributes: Attributes = {
            **self._root(height),
            "aria-labelledby": "title description",
            "font-family": FILE_FONT,
        }
        words = (
            f'<title id="title">{escape(clean(title))}</title>'
            f'<desc id="description">{escape(clean(alt))}</desc>'
        )
        return f"<svg{_written(attributes)}>{words}{''.join(self._parts)}</svg>\n"

    def _root(self, height: float) -> Attributes:
        return {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {self.width} {_number(height)}",
            "width": self.width,
            "height": height,
            "role": "img",
        }


def _written(attributes: Attributes) -> str:
    return "".join(
        f" {name}={quoteattr(value if isinstance(value, str) else _number(value))}"
        for name, value in attributes.items()
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
