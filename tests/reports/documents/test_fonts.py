import itertools
import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.documents import font_worker
from reports.documents.failure import DocumentFailed
from reports.documents.font_worker import intersect, merge, read_cmap, read_subtable
from reports.documents.fonts import NONE, Family, Library, load_library
from reports.documents.print_text import PrintText


def family(name: str, *ranges: tuple[int, int]) -> Family:
    return Family(name, tuple(first for first, _ in ranges), tuple(last for _, last in ranges))


def units(*clusters: str) -> list[frozenset[str]]:
    return [frozenset(each) for each in clusters]


CJK = (0x3000, 0x9FFF)
HANGUL = (0xAC00, 0xD7A3)
LIBRARY = Library(
    ("/fonts",),
    (
        family("Noto Naskh Arabic", (0x600, 0x6FF)),
        family("Noto Sans Arabic", (0x600, 0x6FF)),
        family("Noto Sans Arabic UI", (0x600, 0x6FF)),
        family("Noto Sans CJK SC", CJK, HANGUL),
        family("Noto Serif CJK JP", CJK, HANGUL),
        family("Noto Serif CJK KR", CJK, HANGUL),
        family("Noto Serif CJK SC", CJK, HANGUL),
        family("Only Alef", (0x627, 0x627)),
    ),
)


def test_choose_takes_a_serif_of_the_language_and_no_more_than_needed() -> None:
    assert LIBRARY.choose([]) == ()
    assert LIBRARY.choose(units("ا", "ب")) == ("Noto Naskh Arabic",)
    assert LIBRARY.choose(units("中", "文")) == ("Noto Serif CJK SC",)
    assert LIBRARY.choose(units("日", "の")) == ("Noto Serif CJK JP",)
    assert LIBRARY.choose(units("한", "中")) == ("Noto Serif CJK KR",)
    assert LIBRARY.choose(units("中", "文", "ا")) == ("Noto Serif CJK SC", "Noto Naskh Arabic")


def test_choose_leaves_out_what_nothing_draws() -> None:
    assert NONE.choose(units("中")) == ()
    assert LIBRARY.choose(units("中", "ก")) == ("Noto Serif CJK SC",)
    assert not LIBRARY.covers(frozenset("中ا"))  # one cluster, and no font for all of it


def test_printer_names_the_fonts_that_its_texts_need() -> None:
    printer = PrintText(LIBRARY)
    assert printer.text("Zoë 中文, ก") == "Zoë 中文, □"
    assert printer.fonts == ("Noto Serif CJK SC",)
    assert printer.missing == {"ก"}
    assert PrintText(LIBRARY).fonts == ()


def test_printer_keeps_joiners_where_a_font_draws_both_sides() -> None:
    persian = "می\N{ZERO WIDTH NON-JOINER}خواهم"
    library = Library((), (family("F", (0x600, 0x6FF)),))
    assert PrintText(library).text(persian) == persian
    assert "\N{ZERO WIDTH NON-JOINER}" not in PrintText().text(persian)


def test_printer_replaces_a_mark_that_its_letter_has_no_font_for() -> None:
    printer = PrintText(LIBRARY)
    assert printer.text("中\u064b e\u064b") == "中□ e□"
    assert printer.text("ا\u064b") == "ا\u064b"


def test_cautious_printer_keeps_what_depends_on_no_other_character() -> None:
    printer = PrintText(LIBRARY, cautious=True)
    assert printer.text("中\u064b e\u0324 Zoë") == "□□ e□ Zoë"
    assert printer.fonts == ()


@pytest.mark.parametrize("character", ["\x00", "\x7f", "\ue000", "\uffff"])
def test_printer_takes_no_control_character_from_a_font(character: str) -> None:
    every = Library((), (family("F", (0, 0x10FFFF)),))
    assert character not in PrintText(every).text(character)


ranges = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 20)).map(lambda each: (each[0], sum(each)))
)


def points(found: list[tuple[int, int]]) -> set[int]:
    return {point for first, last in found for point in range(first, last + 1)}


@given(ranges, ranges)
def test_merge_and_intersect_are_those_of_sets(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    first, second = merge(sorted(one)), merge(sorted(other))
    assert points(first) == points(one)
    assert all(after[0] > before[1] + 1 for before, after in itertools.pairwise(first))
    assert points(intersect(first, second)) == points(one) & points(other)


def format_4(*segments: tuple[int, int, int]) -> bytes:
    """First, last and delta of each, closed by the segment that the format demands."""
    rows = [*segments, (0xFFFF, 0xFFFF, 1)]
    size = len(rows)
    columns = ([last for _, last, _ in rows], [first for first, _, _ in rows],
               [delta & 0xFFFF for *_, delta in rows], [0] * size)  # fmt: skip
    ends, starts, deltas, offsets = (struct.pack(f">{size}H", *each) for each in columns)
    head = struct.pack(">7H", 4, 16 + 8 * size, 0, 2 * size, 0, 0, 0)
    return head + ends + b"\0\0" + starts + deltas + offsets


def test_read_subtable_of_segments_leaves_out_the_missing_glyph() -> None:
    found = merge(sorted(r for r in read_subtable(format_4((65, 70, -67)), 0) if r[0] <= r[1]))
    assert found == [(65, 66), (68, 70)]  # 67 - 67 is glyph 0


def test_read_cmap_takes_every_unicode_subtable_together() -> None:
    groups = struct.pack(">HHLLL", 12, 0, 28, 0, 1) + struct.pack(">LLL", 0x1F600, 0x1F602, 5)
    low = format_4((65, 66, 0))
    header = (
        struct.pack(">HH", 0, 2)
        + struct.pack(">HHL", 3, 1, 20)
        + struct.pack(">HHL", 3, 10, 20 + len(low))
    )
    assert read_cmap(header + low + groups, 0) == [(65, 66), (0x1F600, 0x1F602)]


def test_font_worker_finds_nothing_in_an_empty_folder(tmp_path: Path) -> None:
    job = json.dumps({"folders": [str(tmp_path)], "seconds": 30})
    command = [sys.executable, "-I", font_worker.__file__]
    done = subprocess.run(command, input=job.encode(), capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout) == {}


def test_load_library_of_files_that_are_no_fonts_fails_loudly(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(DocumentFailed, match="can be read"):
        load_library([str(tmp_path)])
