import itertools
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.specification import (
    Apart,
    Axis,
    Bar,
    BarChart,
    DataTable,
    Dot,
    DotPlot,
    Drawn,
    Dumbbell,
    HeatTable,
    LagChart,
    Pair,
    Radar,
    Spoke,
)
from reports.charts.svg import PHONE, WIDE, render_svg
from tests.reports import samples

NOTHING = DataTable("", ("a",), ())
AXIS = Axis("Score", 0.0, 4.0, tuple((float(n), f"{n} Level") for n in range(5)))
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "text", "line", "rect", "circle", "polygon"}

labels = st.text(max_size=450)
figures = st.one_of(st.none(), st.decimals(0, 4, places=6))


def drawn_charts(sheet: str) -> list[Drawn]:
    page = samples.make_page(samples.SHEETS[sheet]())
    return [chart for chart in page.charts if not isinstance(chart, HeatTable)]


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def marks(root: ET.Element) -> list[ET.Element]:
    """Dots of rows; those of the key below stand apart by their place."""
    return [each for each in root.iter(f"{SVG}circle") if each.get("class") == "chart-dot"]


def dot_plot(*rows: Dot, **changes: bool) -> DotPlot:
    return DotPlot("plot", "A finding", "In words", NOTHING, AXIS, rows, **changes)


def dumbbell(*rows: Apart) -> Dumbbell:
    return Dumbbell("gaps", "A finding", "In words", NOTHING, AXIS, ("Leaders", "Staff"), rows)


@pytest.mark.parametrize("sheet", samples.SHEETS)
@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("for_print", [True, False])
def test_render_svg_of_a_report_has_neither_style_nor_script(
    sheet: str, width: int, for_print: bool
) -> None:
    for chart in drawn_charts(sheet):
        root = parse(render_svg(chart, width=width, for_print=for_print))
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
        names = {name for element in root.iter() for name in element.attrib}
        assert not {name for name in names if name == "style" or name.startswith("on")}
        assert not any("href" in name for name in names)
        assert root.get("role") == "img"
        assert root.get("aria-label") == chart.alt


def test_render_svg_on_a_page_has_no_colour_of_its_own() -> None:
    for chart in drawn_charts("full"):
        assert "#" not in render_svg(chart)
        assert "fill=" not in render_svg(chart)


def test_render_svg_for_print_has_no_class_but_its_own_name() -> None:
    for chart in drawn_charts("full"):
        classes = [e.get("class") for e in parse(render_svg(chart, for_print=True)).iter()]
        assert set(classes) == {"chart-drawing", None}


def test_render_svg_absent_figure_has_no_mark() -> None:
    plot = dot_plot(Dot("Safe", None, "No score"), Dot("Secure", Decimal(0), "0.00"))
    root = parse(render_svg(plot))
    # One for Secure, one in the key.
    assert len(marks(root)) == 2
    assert "No score" in "".join(root.itertext())


def test_render_svg_mark_is_where_its_figure_is() -> None:
    rows = [Dot(str(n), Decimal(n), str(n)) for n in range(5)]
    places = [float(mark.get("cx", "")) for mark in marks(parse(render_svg(dot_plot(*rows))))][:5]
    steps = {round(right - left, 1) for left, right in itertools.pairwise(places)}
    assert len(steps) == 1
    assert min(steps) > 50


def test_render_svg_bounds_run_from_lowest_to_highest() -> None:
    row = Dot("Safe", Decimal("2.5"), "2.50", low=Decimal(1), high=Decimal(3))
    rows = [Dot("ends", Decimal(n), "") for n in (1, 3)]
    root = parse(render_svg(dot_plot(row, *rows)))
    (bounds,) = [e for e in root.iter(f"{SVG}rect") if e.get("class") == "chart-bounds"]
    places = [float(mark.get("cx", "")) for mark in marks(root)]
    left = float(bounds.get("x", ""))
    assert left == pytest.approx(places[1], abs=0.1)
    assert left + float(bounds.get("width", "")) == pytest.approx(places[2], abs=0.1)


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", ["word " * 80, "x" * 400])
def test_render_svg_long_names_do_not_overlap(name: str, width: int) -> None:
    plot = dot_plot(*(Dot(f"{n} {name}", Decimal(n), f"{n}.00") for n in range(4)))
    root = parse(render_svg(plot, width=width))
    lines = [e for e in root.iter(f"{SVG}text") if e.get("class") == "chart-label"]
    baselines = [float(line.get("y", "")) for line in lines]
    assert baselines == sorted(baselines)
    gaps = [below - above for above, below in itertools.pairwise(baselines)]
    assert min(gaps) >= 14
    height = float(root.get("height", ""))
    assert max(baselines) < height
    assert "".join("".join(line.itertext()) for line in lines).replace(" ", "") == "".join(
        f"{n}{name}" for n in range(4)
    ).replace(" ", "")


@settings(max_examples=60)
@given(st.lists(st.tuples(labels, figures, figures, figures), max_size=5), st.booleans())
def test_render_svg_is_xml_whatever_the_labels(
    rows: list[tuple[str, Decimal | None, Decimal | None, Decimal | None]], for_print: bool
) -> None:
    charts: list[Drawn] = [
        dot_plot(
            *(Dot(t, v, t, sublabel=t, low=a, high=b, target=3) for t, v, a, b in rows),
            with_targets=True,
            with_bounds=True,
        ),
        LagChart(
            "lag", "", "", NOTHING, AXIS, tuple(Pair(t, v, a, None, t) for t, v, a, _ in rows)
        ),
        BarChart(
            "bars", "", "", NOTHING, AXIS, tuple(Bar(t, v or Decimal(0), t) for t, v, _, _ in rows)
        ),
        Radar("radar", "", "", NOTHING, AXIS, tuple(Spoke(t, v, 3) for t, v, _, _ in rows)),
        dumbbell(*(Apart(t, v, a, t, sublabel=t) for t, v, a, _ in rows)),
    ]
    for chart in charts:
        for width in (WIDE, PHONE):
            assert parse(render_svg(chart, width=width, for_print=for_print)).tag == f"{SVG}svg"


def test_render_svg_radar_with_an_absent_spoke_has_no_area() -> None:
    spokes = (Spoke("a", Decimal(2)), Spoke("b", None), Spoke("c", Decimal(3)))
    radar = Radar("radar", "", "", NOTHING, AXIS, spokes)
    root = parse(render_svg(radar))
    assert not [e for e in root.iter() if e.get("class") == "chart-area"]
    assert len(marks(root)) == 2
    assert "b (no score)" in "".join(root.itertext())


def squares(root: ET.Element) -> list[ET.Element]:
    return [each for each in root.iter(f"{SVG}rect") if each.get("class") == "chart-dot-open"]


def test_render_svg_dumbbell_joins_a_dot_and_a_square_where_the_means_are() -> None:
    ends = [Apart(str(n), Decimal(n), Decimal(n), "") for n in (1, 3)]
    root = parse(render_svg(dumbbell(Apart("Safe", Decimal(3), Decimal(1), "Leaders +2"), *ends)))
    (dot, low, high, *_), (square, *_) = marks(root), squares(root)
    assert dot.get("cx") == high.get("cx")
    middle = float(square.get("x", "")) + float(square.get("width", "")) / 2
    assert middle == pytest.approx(float(low.get("cx", "")), abs=0.1)
    (line, *_) = [each for each in root.iter(f"{SVG}line") if each.get("class") == "chart-gap"]
    assert (line.get("x1"), line.get("x2")) == (high.get("cx"), low.get("cx"))


def test_render_svg_dumbbell_on_one_place_shows_the_dot_inside_the_square() -> None:
    root = parse(render_svg(dumbbell(Apart("Safe", Decimal(2), Decimal(2), "No gap"))))
    dot, square = marks(root)[0], squares(root)[0]
    assert 2 * float(dot.get("r", "")) < float(square.get("width", "")) - 4
    drawn = list(root.iter())
    assert drawn.index(square) < drawn.index(dot)


@pytest.mark.parametrize("row", [(None, None), (Decimal(2), None), (None, Decimal(2))])
def test_render_svg_dumbbell_without_both_means_draws_neither(
    row: tuple[Decimal | None, Decimal | None],
) -> None:
    root = parse(render_svg(dumbbell(Apart("Safe", *row, "Too few to show"))))
    assert len(marks(root)) == len(squares(root)) == 1  # the key
    assert "chart-gap" not in {each.get("class") for each in root.iter()}
    assert "Too few to show" in "".join(root.itertext())
