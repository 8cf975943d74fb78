import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import plotly
import pytest

from reports.charts.plotly_figure import build_plotly_figure
from reports.charts.specification import Axis, DataTable, Dot, DotPlot, HeatTable
from tests.reports import samples

TEMPLATE = Path(__file__).parents[3] / "templates" / "reports" / "report_detail.html"


def figures(sheet: str) -> list[dict[str, Any]]:
    page = samples.make_page(samples.SHEETS[sheet]())
    return [build_plotly_figure(c) for c in page.charts if not isinstance(c, HeatTable)]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


@pytest.mark.parametrize("sheet", samples.SHEETS)
def test_build_plotly_figure_reaches_no_other_host(sheet: str) -> None:
    for figure in figures(sheet):
        assert figure["config"]["displayModeBar"] is False
        assert figure["config"]["showSendToCloud"] is False
        assert figure["config"]["plotlyServerURL"] == ""
        assert figure["config"]["displaylogo"] is False
        assert "template" not in figure["layout"]
        assert "http" not in json.dumps(figure, allow_nan=False)


@pytest.mark.parametrize("sheet", samples.SHEETS)
def test_build_plotly_figure_has_no_tag_that_becomes_a_style(sheet: str) -> None:
    for figure in figures(sheet):
        tags = {tag for text in texts(figure) for tag in re.findall(r"<[^>]*>", text)}
        assert tags <= {"<br>"}


def test_build_plotly_figure_escapes_names() -> None:
    axis = Axis("Score", 0.0, 4.0, ((0.0, "<b>"),))
    row = Dot('<a href="javascript:1">x</a>', Decimal(1), "1.00")
    figure = build_plotly_figure(DotPlot("p", "", "", DataTable("", (), ()), axis, (row,)))
    assert not [text for text in texts(figure) if re.search(r"<(?!br>)", text)]


def test_build_plotly_figure_absent_figure_has_no_point() -> None:
    for figure in figures("empty"):
        for trace in figure["data"]:
            if trace.get("mode") == "markers":
                assert trace["x"] == []
            if trace["type"] == "scatterpolar":
                assert set(trace["r"]) == {None}


def test_report_page_has_every_id_for_which_plotly_adds_no_style_element() -> None:
    """A new plotly.js may look for others: then these fail before a browser complains."""
    script = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text()
    guarded = re.findall(
        r'if\(!document\.getElementById\("([^"]+)"\)\)\{var e=document\.createElement\("style"\)',
        script,
    )
    page = TEMPLATE.read_text()
    assert guarded
    for name in guarded:
        assert f'id="{name}"' in page
    assert '"plotly.js-style-"' in script
    assert re.search(r'id="plotly\.js-style-global" class="no-inline-styles"', page)
