"""How phones join: an address that is short enough to type, and the same as a picture."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of white around it, without which cameras do not find it


@dataclass(frozen=True, slots=True)
class Joining:
    """`path` is drawn on a square of `size` units; the code leads to `url`."""

    address: str
    url: str
    size: int
    path: str


@lru_cache(maxsize=64)
def present_joining(short_url: str, url: str) -> Joining:
    """`short_url` is to be typed, so it is shown without scheme and closing slash."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(url)
    modules = code.get_matrix()
    parts = urlsplit(short_url)
    return Joining(f"{parts.netloc}{parts.path}".rstrip("/"), url, len(modules), _path(modules))


def _path(modules: list[list[bool]]) -> str:
    """A horizontal line for each run of dark modules, half a unit below the row's upper edge."""
    runs = []
    for y, row in enumerate(modules):
        start = None
        for x, dark in enumerate([*row, False]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start} {y}.5h{x - start}")
                start = None
    return "".join(runs)
