"""Runs alone, in a process of its own: drawings on standard input, their PNGs on standard output.

It imports nothing of the portal. The answer is JSON: the files in base64, in the order given.
"""

import base64
import json
import resource
import struct
import sys
import zlib
from typing import Any

MEGABYTE = 1024 * 1024
FAULT = 3
POINTS_PER_INCH = 72
SIGNATURE_AND_HEADER = 8 + 25  # of a PNG; what says its density comes next

TEMPLATE = """
#set document(title: "Charts")
#set text(font: json(bytes(sys.inputs.fonts)), fallback: false)
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for (number, each) in json(bytes(sys.inputs.drawings)).enumerate() {
  if number > 0 { pagebreak() }
  image(bytes(each.svg), format: "svg", width: each.width * 1pt)
}
"""


def limit(name: int, most: int) -> None:
    _, hard = resource.getrlimit(name)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(name, (bound, bound))


def with_density(png: bytes, per_inch: float) -> bytes:
    """Says how large the picture is meant to be, so that no program shows it twice as large."""
    dots = round(per_inch / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", dots, dots, 1)
    density = struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:SIGNATURE_AND_HEADER] + density + png[SIGNATURE_AND_HEADER:]


def main() -> int:
    job: Any = json.load(sys.stdin.buffer)
    limit(resource.RLIMIT_CPU, job["seconds"])
    limit(resource.RLIMIT_DATA, job["megabytes"] * MEGABYTE)
    limit(resource.RLIMIT_CORE, 0)

    import typst  # after the limits, so that they hold for its threads too

    # Files given as a dictionary are all that the compiler can see: there is no folder behind them.
    files: Any = {"main.typ": TEMPLATE.encode()}
    try:
        pages, warnings = typst.compile_with_warnings(
            files,
            format="png",
            ppi=job["density"] * POINTS_PER_INCH,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=job["folders"]),
            ignore_system_fonts=True,
            sys_inputs={key: json.dumps(job[key]) for key in ("drawings", "fonts")},
        )
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message} {error.hints}\n{error.diagnostic}")
        return FAULT
    if warnings:
        sys.stderr.write("; ".join(warning.message for warning in warnings))
        return FAULT
    drawn = pages if isinstance(pages, list) else [pages]
    files = [with_density(page, job["per_inch"]) for page in drawn]
    json.dump([base64.b64encode(each).decode() for each in files], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
