"""Small multiples in both renderers: only the last step is tested, so only it may be strong."""

import xml.etree.ElementTree as ET
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.plotly_figure import build_plotly_figure
from reports.charts.specification import DataTable, Panel, SmallMultiples
from reports.charts.svg import PHONE, WIDE, render_svg
from tests.reports.charts.test_slope import AXIS, SVG, assert_no_overlap, lines, parse, words

values = st.lists(st.one_of(st.none(), st.decimals(0, 4, places=6)), min_size=3, max_size=3).map(
    tuple
)


def multiples(*panels: Panel, cycles: tuple[str, ...] = ("2024", "2025", "2026")) -> SmallMultiples:
    table = DataTable("", ("a",), ())
    return SmallMultiples("over-time", "A finding", "In words", table, AXIS, cycles, panels)


def panel(label: str, *figures: str | None, changed: bool = False, group: str = "") -> Panel:
    known = tuple(None if each is None else Decimal(each) for each in figures)
    verdict = "Changed" if changed else "Not distinguishable from noise"
    return Panel(label, known, verdict, changed, group=group)


def dots(root: ET.Element) -> list[ET.Element]:
    return list(root.iter(f"{SVG}circle"))


def test_render_svg_multiples_last_step_alone_is_strong() -> None:
    chart = multiples(panel("Safe", "1", "2", "3", changed=True), panel("Secure", "1", "2", "3"))
    root = parse(chart)
    assert len(lines(root, "slant")) == 1
    assert len(lines(root, "slant-quiet")) == 3
    assert len(dots(root)) == 6
    assert "Changed" in words(root)


def test_render_svg_multiples_absent_figure_is_no_point_and_breaks_the_line() -> None:
    root = parse(multiples(panel("Safe", "1", None, "3")))
    assert lines(root, "slant-quiet") == []
    assert len(dots(root)) == 2
    assert len(dots(parse(multiples(panel("Safe", None, None, None))))) == 0


def test_render_svg_multiples_names_groups_and_numbers_cycles() -> None:
    chart = multiples(
        panel("Safe", "1", "2", "3", group="Commitments"),
        panel("S1", "1", "2", "3", group="Features"),
        cycles=("Spring 2024", "Spring 2025", "A cycle whose name is long " * 5),
    )
    for width in (WIDE, PHONE):
        root = parse(chart, width)
        assert_no_overlap(root)
        said = words(root)
        assert said.index("Commitments") < said.index("Safe") < said.index("Features")
        assert "1 Spring 2024" in said


def test_build_plotly_figure_of_multiples_has_axes_for_each_panel() -> None:
    chart = multiples(panel("Safe", "1", "2", "3", changed=True), panel("Secure", None, "2", "3"))
    figure = build_plotly_figure(chart)
    assert {"xaxis", "yaxis", "xaxis2", "yaxis2"} <= set(figure["layout"])
    strong = [t for t in figure["data"] if t["mode"] == "lines" and t["line"]["width"] == 4]
    assert [trace["y"] for trace in strong] == [[2.0, 3.0, None]]
    marks = [t for t in figure["data"] if t["mode"] == "markers"]
    assert [trace["x"] for trace in marks] == [[1, 2, 3], [2, 3]]
    assert not any(note["showarrow"] for note in figure["layout"]["annotations"])


@given(st.lists(st.tuples(st.text(max_size=300), values, st.booleans()), max_size=6))
@settings(max_examples=40, deadline=None)
def test_render_multiples_survives_any_text_and_any_figures(
    rows: list[tuple[str, tuple[Decimal | None, ...], bool]],
) -> None:
    chart = multiples(*(Panel(t, v, t, c, t, t) for t, v, c in rows), cycles=("", "x" * 300, "2"))
    known = sum(value is not None for _, figures, _ in rows for value in figures)
    for width in (WIDE, PHONE):
        root = ET.fromstring(render_svg(chart, width=width, for_print=True))
        assert len(dots(root)) == known
    traces = build_plotly_figure(chart)["data"]
    assert sum(len(t["x"]) for t in traces if t["mode"] == "markers") == known
