"""Runs alone: names of folders on standard input, on standard output what their fonts can draw.

The compiler says which families there are, and by what names it knows them; the tables of each
file say which characters it has. A family counts for a character where every face of it has that:
a document also sets in bold and italic. It imports nothing of the portal.
"""

import json
import resource
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Ranges = list[tuple[int, int]]

_UNICODE = {(0, each) for each in (0, 1, 2, 3, 4, 6)} | {(3, 1), (3, 10)}


def main() -> int:
    job: Any = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"]))

    import typst

    families: dict[str, Ranges] = {}
    read: dict[tuple[str, int], Ranges] = {}
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=job["folders"]
    )
    open_path, content = "", b""
    for face in sorted(fonts.fonts(), key=lambda face: (face.path or "", face.index)):
        if face.path is None:
            continue
        if face.path != open_path:
            open_path, content = face.path, Path(face.path).read_bytes()
        table = find_cmap(content, face.index)
        key = (face.path, table)  # the faces of a collection often share one table
        if key not in read:
            read[key] = read_cmap(content, table)
        family = families.get(face.family)
        families[face.family] = read[key] if family is None else intersect(family, read[key])
    sys.stdout.write(json.dumps(families))
    return 0


def find_cmap(content: bytes, index: int) -> int:
    start = 0
    if content[:4] == b"ttcf":
        (start,) = struct.unpack_from(">L", content, 12 + 4 * index)
    (tables,) = struct.unpack_from(">H", content, start + 4)
    for place in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", content, start + 12 + 16 * place)
        if tag == b"cmap":
            return int(offset)
    raise ValueError("a font without a character map")


def read_cmap(content: bytes, table: int) -> Ranges:
    """Ascending, without touching neighbours; of every Unicode subtable."""
    (count,) = struct.unpack_from(">H", content, table + 2)
    found: set[tuple[int, int]] = set()
    for place in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", content, table + 4 + 8 * place)
        if (platform, encoding) in _UNICODE:
            found.update(read_subtable(content, table + offset))
    return merge(sorted(each for each in found if each[0] <= each[1]))


def read_subtable(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    (kind,) = struct.unpack_from(">H", content, at)
    if kind == 4:
        yield from read_segments(content, at)
    elif kind == 6:
        first, count = struct.unpack_from(">HH", content, at + 6)
        glyphs = struct.unpack_from(f">{count}H", content, at + 10)
        yield from ((first + place,) * 2 for place, glyph in enumerate(glyphs) if glyph)
    elif kind == 12:
        (groups,) = struct.unpack_from(">L", content, at + 12)
        for first, last, glyph in struct.iter_unpack(
            ">LLL", content[at + 16 : at + 16 + 12 * groups]
        ):
            yield (first if glyph else first + 1, last)


def read_segments(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    (doubled,) = struct.unpack_from(">H", content, at + 6)
    size = doubled // 2
    row = f">{size}H"
    ends = struct.unpack_from(row, content, at + 14)
    starts = struct.unpack_from(row, content, at + 16 + doubled)
    deltas = struct.unpack_from(row, content, at + 16 + 2 * doubled)
    offsets_at = at + 16 + 3 * doubled
    offsets = struct.unpack_from(row, content, offsets_at)
    for place, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        last = min(last, 0xFFFE)
        if not offset:
            nothing = -delta & 0xFFFF  # the one that this segment leads to glyph 0, if any
            yield from ((first, min(last, nothing - 1)), (max(first, nothing + 1), last))
            continue
        where = offsets_at + 2 * place + offset
        glyphs = struct.unpack_from(f">{last - first + 1}H", content, where)
        yield from (
            (first + step, first + step)
            for step, glyph in enumerate(glyphs)
            if glyph and (glyph + delta) & 0xFFFF
        )


def merge(ranges: Ranges) -> Ranges:
    merged: Ranges = []
    for first, last in ranges:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        elif first <= last:
            merged.append((first, last))
    return merged


def intersect(one: Ranges, other: Ranges) -> Ranges:
    both: Ranges = []
    i = j = 0
    while i < len(one) and j < len(other):
        first, last = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if first <= last:
            both.append((first, last))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return both


if __name__ == "__main__":
    sys.exit(main())
