"""An address as a code that a telephone reads, for paper."""

from collections.abc import Iterator

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of white around it, without which cameras do not find it

Point = tuple[int, int]


def qr_svg(url: str) -> str:
    """The QR code of `url` as an SVG document of one unit a module, equal for equal addresses.

    One filled outline, not a mark for each module: between neighbors that touch, printers and PDF
    viewers draw hairlines.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(url, optimize=0)
    modules = code.get_matrix()
    size = len(modules)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path fill="#000" d="{"".join(_outlines(modules))}"/></svg>'
    )


def _outlines(modules: list[list[bool]]) -> Iterator[str]:
    """Closed paths around the dark modules, clockwise, and around the holes in them the other
    way, as the nonzero rule of filling wants it.
    """
    edges = _edges(modules)
    while edges:
        start = min(edges)
        point, heading, path = start, (0, 0), f"M{start[0]} {start[1]}"
        while True:
            # Where two modules touch at a corner alone, two edges leave it: turn right, so that
            # each module keeps an outline of its own.
            right = (-heading[1], heading[0])
            step = right if right in edges[point] else edges[point][0]
            edges[point].remove(step)
            if not edges[point]:
                del edges[point]
            if step != heading:
                path += f"L{point[0]} {point[1]}" if point != start else ""
                heading = step
            point = (point[0] + step[0], point[1] + step[1])
            if point == start:
                break
        yield f"{path}z"


def _edges(modules: list[list[bool]]) -> dict[Point, list[Point]]:
    """By corner the steps along the border that leave it, with the dark side on the right."""
    edges: dict[Point, list[Point]] = {}
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if not dark:
                continue
            if not modules[y - 1][x]:
                edges.setdefault((x, y), []).append((1, 0))
            if not row[x + 1]:
                edges.setdefault((x + 1, y), []).append((0, 1))
            if not modules[y + 1][x]:
                edges.setdefault((x + 1, y + 1), []).append((-1, 0))
            if not row[x - 1]:
                edges.setdefault((x, y + 1), []).append((0, -1))
    return edges
