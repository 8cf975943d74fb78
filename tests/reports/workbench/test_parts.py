"""The pure parts, by hand: words, verdicts, files, addresses, bars."""

import csv
import io
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client

from reports.charts.level_bars import LevelBar, LevelBars
from reports.charts.specification import DataTable
from reports.charts.svg import PHONE, WIDE, render_svg
from reports.charts.svg_slide import draw_slide
from reports.releases.cuts import Cut
from reports.releases.models import Release
from reports.releases.shown import FigureView
from reports.workbench import findings
from reports.workbench.asked import Asked, read_address
from reports.workbench.charting import Axis as ChartAxis
from reports.workbench.charting import (
    Column,
    Entry,
    extremes,
    heat_of_counts,
    plot_means,
    range_title,
)
from reports.workbench.judging import judge
from reports.workbench.measures import list_measures
from reports.workbench.presenting.infrastructure import tell_growth
from reports.workbench.wording import count_of_n, percent, share
from tests.frameworks import make_definition

ENDS = (Decimal("0.1"), Decimal("3.9"))


def mean(measure: str, value: str, n: int = 40, *, signed: bool = False) -> FigureView:
    ends = (-ENDS[1], ENDS[1]) if signed else ENDS
    return FigureView(measure, n, Decimal(value), ends=ends, signed=signed)


def count(measure: str, *counts: int, n: int = 40) -> FigureView:
    return FigureView(measure, n, counts=counts)


def nothing(codes: list[str]) -> dict[str, FigureView]:
    return {code: FigureView(code) for code in codes}


DEFINITION = make_definition()
BLANK = nothing(list_measures(DEFINITION))


def test_nothing_is_said_where_nothing_is_shown() -> None:
    assert findings.find_headlines(DEFINITION, BLANK) == ()
    assert findings.tell_barriers(BLANK) == ""
    assert findings.tell_resources(BLANK) == ""
    assert tell_growth(DEFINITION, BLANK) == ""


def test_sentence_names_both_ends_and_their_ends_of_the_scale() -> None:
    figures = {**BLANK, "engaged": mean("engaged", "3.9"), "safe": mean("safe", "1.2")}
    said = findings.tell_commitments(DEFINITION, figures)
    assert "a mean of 3.9 or more of 4" in said
    assert "lowest, at 1.2." in said


def test_all_that_share_an_end_are_named() -> None:
    figures = {
        **BLANK,
        "engaged": mean("engaged", "2.0"),
        "safe": mean("safe", "1.2"),
        "effective": mean("effective", "2.0"),
    }
    assert " and " in findings.tell_commitments(DEFINITION, figures).split(" stand highest")[0]


def test_lag_of_half_a_level_is_ahead_and_less_is_in_step() -> None:
    ahead = {**BLANK, "lag:safe": mean("lag:safe", "0.5", signed=True)}
    assert "(+0.5) runs ahead of its foundations, which lag behind." in findings.tell_lag(
        DEFINITION, ahead
    )
    step = {**BLANK, "lag:safe": mean("lag:safe", "0.4", signed=True)}
    assert "in step with their foundations" in findings.tell_lag(DEFINITION, step)
    behind = {**BLANK, "lag:safe": mean("lag:safe", "-0.5", signed=True)}
    assert "(−0.5) does not yet show" in findings.tell_lag(DEFINITION, behind)


def test_barriers_are_told_by_share_with_rounded_counts() -> None:
    figures = {
        **BLANK,
        "barrier:limited-resources": count("barrier:limited-resources", 15),
        "barrier:workforce-capacity": count("barrier:workforce-capacity", 30),
        "barrier:other": count("barrier:other", 0),
    }
    said = findings.tell_barriers(figures)
    assert said.index("workforce capacity (30 of 40)") < said.index("limited resources (15 of 40)")
    assert "other" not in said


def test_growth_is_said_as_association() -> None:
    code = f"question:growth:{DEFINITION.features[0].code}"
    said = tell_growth(DEFINITION, {**BLANK, code: FigureView(code, 40, Decimal("0.6"))})
    assert "(+0.6)" in said
    assert "association" in said
    assert "does not say that one caused the other" in said
    weak = {**BLANK, code: FigureView(code, 40, Decimal("0.2"))}
    assert tell_growth(DEFINITION, weak) == ""


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (count("resources", 15, n=40), "15 of 40"),
        (count("resources", 0, n=120), "0–2 of 120"),
        (FigureView("resources"), "Not shown"),
    ],
    ids=["some", "few", "withheld"],
)
def test_count_in_words(figure: FigureView, shown: str) -> None:
    assert count_of_n(figure) == shown


def test_share_never_passes_one_though_both_numbers_are_rounded() -> None:
    assert share(count("resources", 15, n=10)) == 1


@pytest.mark.parametrize(
    ("value", "shown"), [("0.0", "under 5%"), ("0.3", "30%"), ("1.0", "over 95%")]
)
def test_share_in_tenths(value: str, shown: str) -> None:
    assert percent(FigureView("question:floor:safe.1", 40, Decimal(value))) == shown


def test_verdicts_begin_at_their_bounds() -> None:
    assert judge({"contested": Decimal("0.2"), "correlation": Decimal("0.3")}) == ()
    assert [v.code for v in judge({"contested": Decimal("0.3")})] == ["contested"]
    assert [v.code for v in judge({"correlation": Decimal("0.2")})] == ["correlation"]
    assert judge({"contested": None}) == ()


def test_extremes_leave_out_what_is_not_shown() -> None:
    entries = [Entry("A", mean("a", "2.0")), Entry("B", FigureView("b"))]
    assert extremes(entries) == (("2.0", ["A"]), ("2.0", ["A"]))
    assert extremes(entries[1:]) is None
    assert range_title(entries[1:], "Nothing") == "Nothing"


def test_what_is_not_shown_is_drawn_nowhere() -> None:
    axis = ChartAxis("Mean", 0.0, 4.0, ((0.0, "0"), (4.0, "4")))
    chart = plot_means("c", "T", axis, [Entry("B", FigureView("b"))], caption="Means")
    root = ET.fromstring(render_svg(chart))
    # The key has the one dot.
    assert len(root.findall(".//{*}circle")) == 1
    assert chart.table.rows == (("B", "Not shown", "Not shown"),)


def test_heat_of_counts_is_colored_by_share_in_fifths() -> None:
    rows = [("A", [count("a", 40), count("a", 0), FigureView("a"), count("a", 20)])]
    columns = [Column(name) for name in "wxyz"]
    heat = heat_of_counts("h", "T", "alt", columns, rows, caption="C", heading="H")
    assert [cell.band for cell in heat.rows[0].cells] == [4, 0, None, 2]


BARS = LevelBars(
    "items",
    "Most are low",
    "Bars",
    DataTable("C", ("Item",), (("A",),)),
    ("0", "1", "2", "3", "4", "Not applicable", "Don’t know"),
    (
        LevelBar("Item a.1", (20, 0, 10, 10, 0, 5, 0), "of about 40", "A question?"),
        LevelBar("Item a.2", (), "Not shown"),
        LevelBar("Item a.3", (0, 0, 0, 0, 0), "of about 40"),
    ),
)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_level_bars_share_out_the_sum_of_their_counts(width: int) -> None:
    root = ET.fromstring(render_svg(BARS, width=width))
    drawn = {
        part.get("class"): float(part.get("width", 0)) + 1
        for part in root.iter("{http://www.w3.org/2000/svg}rect")
        if part.get("height") == "18"
    }
    assert set(drawn) == {"chart-band-0", "chart-band-2", "chart-band-3", "chart-band-na"}
    assert drawn["chart-band-0"] == pytest.approx(2 * drawn["chart-band-2"], abs=0.05)
    assert drawn["chart-band-2"] == pytest.approx(2 * drawn["chart-band-na"], abs=0.05)


def test_level_bars_on_a_slide_say_their_finding() -> None:
    slide = draw_slide(BARS, "Release 1")
    assert "Most are low" in slide
    assert "Release 1" in slide
    assert "class=" not in slide


@pytest.mark.parametrize(
    "asked",
    [
        Asked(3, "overview"),
        Asked(3, "communication", Cut((("size_band", "1-49+50-249"), ("region", "south")))),
        Asked(3, "subject", Cut((("sector", "care-delivery"),)), "S1"),
    ],
    ids=["whole", "two filters", "subject"],
)
def test_address_of_a_view_is_read_back(asked: Asked) -> None:
    assert read_address(asked.path) == asked
    assert read_address(f"{settings.SITE_URL}{asked.path}") == asked
    assert read_address(f"https://elsewhere.example{asked.path}") is None


@pytest.mark.parametrize("address", ["/", "/releases/3/overview.csv", "/nowhere/", "//[", ""])
def test_other_addresses_are_no_views(address: str) -> None:
    assert read_address(address) is None


@pytest.mark.django_db
def test_csv_holds_what_is_published_in_the_view(release: Release, reader: Client) -> None:
    text = reader.get("/releases/1/overview.csv?sector=care-delivery").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["cell"] for row in rows} == {"Sector: Care delivery"}
    assert {row["basis"] for row in rows} == {"self-selected, not representative"}
    assert {row["released_on"] for row in rows} == {"2026-09-15"}
    assert {"safe", "pillar:science", "lag:safe"} <= {row["measure"] for row in rows}
    items = reader.get("/releases/1/subjects/safe.csv").content.decode("utf-8-sig")
    counted = [row for row in csv.DictReader(io.StringIO(items)) if row["counts_rounded"]]
    assert len(counted) == 4
    assert all(len(row["counts_rounded"].split("; ")) == 7 for row in counted)
