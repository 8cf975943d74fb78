"""A slope chart in both renderers: what changed is strong, nothing else claims a direction."""

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.measuring import width_of
from reports.charts.plotly_figure import build_plotly_figure
from reports.charts.specification import Axis, DataTable, Drawn, Slant, Slope, SmallMultiples
from reports.charts.svg import PHONE, WIDE, render_svg
from reports.charts.svg_slope import cut_scale
from tests.reports import change_samples

AXIS = Axis("Score", 0.0, 4.0, tuple((float(n), str(n)) for n in range(5)))
SVG = "{http://www.w3.org/2000/svg}"
NOISE = "Not distinguishable from noise"

scores = st.one_of(st.none(), st.decimals(0, 4, places=6))
texts = st.text(max_size=200)


def slope(*rows: Slant, sides: tuple[str, str] = ("Spring 2025", "Spring 2026")) -> Slope:
    return Slope("change", "A finding", "In words", DataTable("", ("a",), ()), AXIS, sides, rows)


def slant(
    label: str, before: str, after: str, *, changed: bool = False, tested: bool = True
) -> Slant:
    verdict = "Changed" if changed else NOISE if tested else "Not tested"
    return Slant(label, Decimal(before), Decimal(after), verdict, changed, tested)


def parse(chart: Drawn, width: int = WIDE, *, for_print: bool = False) -> ET.Element:
    return ET.fromstring(render_svg(chart, width=width, for_print=for_print))


def lines(root: ET.Element, role: str) -> list[ET.Element]:
    """But for those of the key, which are as long as they are there."""
    found = [e for e in root.iter(f"{SVG}line") if e.get("class") == f"chart-{role}"]
    return [e for e in found if float(e.get("x2", "")) - float(e.get("x1", "")) != 24]


def words(root: ET.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def boxes(root: ET.Element) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right and bottom of each text, as its renderer estimates it."""
    found = []
    for each in root.iter(f"{SVG}text"):
        size, text = float(each.get("font-size", "")), each.text or ""
        x, y, width = float(each.get("x", "")), float(each.get("y", "")), width_of(text, size)
        left = {"start": x, "end": x - width, "middle": x - width / 2}[each.get("text-anchor", "")]
        found.append((left, y - size * 0.75, left + width, y + size * 0.2, text))
    return found


def assert_no_overlap(root: ET.Element) -> None:
    for one, other in itertools.combinations(boxes(root), 2):
        apart = (
            one[2] <= other[0] + 1
            or other[2] <= one[0] + 1
            or one[3] <= other[1] + 1
            or other[3] <= one[1] + 1
        )
        assert apart, (one, other)


def charts_of(sample: str) -> Sequence[Drawn]:
    change = change_samples.make_change(change_samples.SAMPLES[sample]())
    return [chart for chart in change.charts if chart]


def test_render_svg_slope_joins_both_scores_and_says_the_verdict() -> None:
    root = parse(slope(slant("Safe", "1", "3", changed=True), slant("Secure", "2", "2.5")))
    [strong], [pale] = lines(root, "slant"), lines(root, "slant-quiet")
    rise = float(strong.get("y1", "")) - float(strong.get("y2", ""))
    assert rise == pytest.approx(
        4 * (float(pale.get("y1", "")) - float(pale.get("y2", ""))), abs=0.1
    )
    said = " ".join(words(root))
    for text in ("Safe 1.00", "3.00 Safe", "Changed", "Secure 2.00", "2.50 Secure", NOISE):
        assert text in said


def test_render_svg_slope_strong_line_is_changed_alone() -> None:
    root = parse(
        slope(
            slant("Safe", "1", "3"),
            slant("Secure", "2", "2.5", tested=False),
            slant("Adaptive", "3", "1"),
        )
    )
    assert lines(root, "slant") == []
    assert len(lines(root, "slant-quiet")) == 2
    assert len(lines(root, "slant-untested")) == 1
    assert "Changed" not in " ".join(words(root))
    assert not [e for e in root.iter() if e.get("class") == "chart-dot"]


@pytest.mark.parametrize("ends", [(None, None), (Decimal(2), None), (None, Decimal(2))])
def test_render_svg_slope_without_both_scores_draws_no_line(
    ends: tuple[Decimal | None, Decimal | None],
) -> None:
    chart = slope(Slant("Safe", *ends, "Not comparable", changed=False, tested=False))
    root = parse(chart)
    assert not [
        line for role in ("slant", "slant-quiet", "slant-untested") for line in lines(root, role)
    ]
    assert list(root.iter(f"{SVG}circle")) == []
    assert "Safe: Not comparable" in words(root)
    levels, labels = build_plotly_figure(chart)["data"]
    assert (levels["name"], labels["x"]) == ("Levels", [])


@pytest.mark.parametrize("sample", change_samples.SAMPLES)
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_render_svg_of_change_lays_no_text_over_another(sample: str, width: int) -> None:
    for chart in charts_of(sample):
        root = parse(chart, width)
        assert_no_overlap(root)
        for left, _, right, bottom, text in boxes(root):
            assert left >= -1, text
            assert right <= width + 1, text
            assert bottom <= float(root.get("height", "")), text


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_render_svg_slope_spreads_labels_that_all_stand_on_one_place(width: int) -> None:
    long = "A commitment whose name is much longer than any that there is today, and then some"
    rows = [slant(f"{number} {long}", "2", "2") for number in range(12)]
    assert_no_overlap(parse(slope(*rows, sides=(long * 2, long * 3)), width))


@pytest.mark.parametrize("sample", change_samples.SAMPLES)
@pytest.mark.parametrize("for_print", [True, False])
def test_render_svg_of_change_has_neither_style_nor_script(sample: str, for_print: bool) -> None:
    for chart, width in itertools.product(charts_of(sample), (WIDE, PHONE)):
        root = parse(chart, width, for_print=for_print)
        tags = {each.tag.removeprefix(SVG) for each in root.iter()}
        assert tags <= {"svg", "text", "line", "circle"}
        names = {name for each in root.iter() for name in each.attrib}
        assert "style" not in names
        assert root.get("aria-label") == chart.alt
        marked = {each.get("class") for each in root.iter()} - {"chart-drawing", None}
        assert bool(marked) is not for_print


def test_render_svg_of_change_draws_no_arrow_and_no_colour_of_direction() -> None:
    for sample in ("twice", "over_time"):
        for chart in charts_of(sample):
            svg = render_svg(chart)
            for mark in "↑↓▲▼→←↗↘":
                assert mark not in svg
            for role in ("triangle", "link-ahead", "link-behind", "marker"):
                assert role not in svg


@given(st.lists(st.tuples(texts, scores, scores, st.booleans(), st.booleans()), max_size=6), texts)
@settings(max_examples=40, deadline=None)
def test_render_slope_survives_any_text_and_any_scores(
    rows: list[tuple[str, Decimal | None, Decimal | None, bool, bool]], side: str
) -> None:
    chart = slope(
        *(Slant(t, a, b, t, c, d, t[:9], t) for t, a, b, c, d in rows), sides=(side, side)
    )
    for width in (WIDE, PHONE):
        assert parse(chart, width).tag == f"{SVG}svg"
    figure = build_plotly_figure(chart)
    known = [row for row in rows if row[1] is not None and row[2] is not None]
    dots = [t for t in figure["data"] if t["mode"] == "markers"]
    assert sum(len(trace["x"]) for trace in dots) == 2 * len(known)


@given(st.lists(st.floats(0, 4), max_size=8))
def test_cut_scale_holds_every_score_between_whole_levels(values: list[float]) -> None:
    low, high = cut_scale(AXIS, values)
    assert (low, high) == (int(low), int(high))
    assert 0 <= low <= high - 2 <= 2
    assert all(low <= value <= high for value in values)


def test_build_plotly_figure_of_a_slope_names_its_lines_by_verdict() -> None:
    chart = slope(slant("Safe", "1", "3", changed=True), slant("<b>x</b>", "2", "2", tested=False))
    figure = build_plotly_figure(chart)
    traces = {trace["name"]: trace for trace in figure["data"]}
    assert traces["Changed"]["y"] == [1.0, 3.0, None]
    assert traces["Not tested"]["line"]["dash"] == "dash"
    assert NOISE not in traces
    assert "<b>" not in str(figure)
    assert not any(note["showarrow"] for note in figure["layout"]["annotations"])


def test_build_plotly_figure_labels_of_a_slope_stand_apart() -> None:
    for chart in charts_of("twice"):
        if isinstance(chart, SmallMultiples):
            continue
        layout = build_plotly_figure(chart)["layout"]
        low, high = layout["yaxis"]["range"]
        pixels = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        for x in (0, 1):
            labels = [n for n in layout["annotations"] if n.get("xref") == "paper" and n["x"] == x]
            spans = sorted(
                ((high - n["y"]) / (high - low) * pixels, (n["text"].count("<br>") + 1) * 17)
                for n in labels
                if "yref" not in n
            )
            for (one, height), (other, lower) in itertools.pairwise(spans):
                assert one + height / 2 <= other - lower / 2 + 0.01
