"""The code is what its modules say, whatever way the outline takes, and needs nothing but itself."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from reports.proof.code import QUIET, qr_svg

ADDRESS = "https://portal.example.org/verify/" + "5f" * 32


def _filled(path: str, size: int) -> list[list[bool]]:
    """The modules inside the outlines, by counting what a ray from the left crosses."""
    inside = [[0] * size for _ in range(size)]
    for outline in path.removesuffix("z").split("z"):
        points = [tuple(map(int, p.split())) for p in re.split("[ML]", outline)[1:]]
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            assert (x1 == x2) != (y1 == y2)
            if x1 == x2:
                for y in range(min(y1, y2), max(y1, y2)):
                    for x in range(x1, size):
                        inside[y][x] += 1 if y2 < y1 else -1
    return [[count != 0 for count in row] for row in inside]


@given(st.text("abcdefghij0123456789/:.-", min_size=1, max_size=120))
def test_qr_svg_fills_the_modules_of_the_code(address: str) -> None:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(address, optimize=0)
    modules = code.get_matrix()
    found = re.search('fill="#000" d="([^"]+)"', qr_svg(address))
    assert found
    assert _filled(found[1], len(modules)) == modules


def test_qr_svg_is_equal_for_equal_addresses_and_holds_shapes_alone() -> None:
    picture = qr_svg(ADDRESS)
    assert picture == qr_svg(ADDRESS) != qr_svg(ADDRESS + "0")
    names = [element.tag.rpartition("}")[2] for element in ElementTree.fromstring(picture).iter()]
    assert names == ["svg", "path", "path"]
    assert ADDRESS not in picture
    assert qr_svg('"><script>').count("<") == 4
