import io
import zipfile
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from PIL import Image

from reports.charts.ink import FILE_FONT
from reports.charts.shortening import by_group
from reports.charts.svg_slide import HEIGHT, WIDTH, draw_slide
from reports.documents.failure import DocumentFailed
from reports.documents.material import Rendered
from reports.documents.pictures import describe_source, render_charts
from reports.documents.pictures.png import Drawing, render_pngs
from reports.presentation.page import ReportPage
from tests.reports import change_samples, samples
from tests.reports.documents import paper_samples

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert(1)</script> \x00\x0b\ud800 #read("/etc/passwd")'


@pytest.fixture(scope="module")
def page() -> ReportPage:
    return paper_samples.over_time()


@pytest.fixture(scope="module")
def rendered(page: ReportPage) -> Rendered:
    return render_charts(samples.material_of(page))


def files_of(rendered: Rendered) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(rendered.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines_of(svg: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))


def test_render_charts_has_svg_and_png_of_each_chart(page: ReportPage, rendered: Rendered) -> None:
    codes = [part.code for chart in page.charts for part in by_group(chart)]
    assert {"commitments", "pillar-by-commitment", "change-of-features", "over-time-1"} <= set(
        codes
    )
    names = [f"{code}.{ending}" for code in codes for ending in ("svg", "png")]
    assert sorted([*names, "descriptions.txt"]) == list(files_of(rendered))
    assert rendered.missing == ()


def test_render_charts_pngs_are_slides_at_twice_the_density(rendered: Rendered) -> None:
    pngs = [data for name, data in files_of(rendered).items() if name.endswith(".png")]
    for data in pngs:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            assert picture.size == (2 * WIDTH, 2 * HEIGHT)
            assert picture.info["dpi"] == pytest.approx((192, 192), abs=0.1)
            assert picture.convert("RGB").getpixel((5, 2 * HEIGHT - 5)) == (255, 255, 255)


def test_render_charts_svgs_stand_alone(page: ReportPage, rendered: Rendered) -> None:
    files = files_of(rendered)
    source = describe_source(page.identity)
    for chart in page.charts:
        for part in by_group(chart):
            root = ElementTree.fromstring(files[f"{part.code}.svg"])
            assert root.findtext(f"{SVG}title") == chart.title
            assert root.findtext(f"{SVG}desc") == chart.alt
            assert root.get("aria-labelledby") == "title description"
            assert root.get("font-family") == FILE_FONT
            assert chart.title.split()[0] in lines_of(root)
            assert source in lines_of(root)
            assert not root.findall(f".//{SVG}style")


def test_describe_source_names_organization_report_framework_and_day(page: ReportPage) -> None:
    assert describe_source(page.identity) == (
        "Riverbend Community Hospital (fictional) · Report 3 · Framework 2024.12 · "
        "November 22, 2026"
    )


def test_render_charts_letters_are_large_enough_for_a_slide(rendered: Rendered) -> None:
    for name, data in files_of(rendered).items():
        if name.endswith(".svg"):
            root = ElementTree.fromstring(data)
            scale = float(root.findall(f"{SVG}g")[-1].get("transform", "").split("scale(")[1][:-1])
            assert 14 * scale * 0.75 >= 10.5  # points, of a slide that is 13.33 inches wide
            for box in root.iter(f"{SVG}text"):
                assert float(box.get("font-size", "0")) >= 12


def test_draw_slide_keeps_figures_of_the_heat_table_in_their_cells() -> None:
    heat = samples.make_page(samples.full()).heat_table
    lines = lines_of(ElementTree.fromstring(draw_slide(heat, "source")))
    for row in heat.rows:
        assert row.label in lines
        assert all(cell.shown in lines for cell in row.cells)


@pytest.mark.parametrize("sheet", samples.SHEETS)
def test_render_charts_of_any_report(sheet: str) -> None:
    files = files_of(render_charts(samples.make_material(samples.SHEETS[sheet]())))
    assert "commitments.png" in files


def test_render_charts_hostile_name_is_text_and_what_has_no_glyph_is_reported(
    settings: LazySettings,
) -> None:
    settings.FONT_PATHS = []
    frozen = samples.freeze({}, organization=f"{HOSTILE} 見")
    rendered = render_charts(samples.make_material(frozen))
    assert rendered.missing == ("\x00", "\x0b", "見", "\ud800")
    root = ElementTree.fromstring(files_of(rendered)["commitments.svg"])
    assert not root.findall(f".//{SVG}script")
    assert "</text><script>alert(1)</script> □□□ #read(" in lines_of(root)


def test_render_charts_long_name_and_title_stay_on_the_slide() -> None:
    frozen, comparison = change_samples.twice()
    long = "x" * 400
    frozen["organization"] = {**frozen["organization"], "name": long}
    comparison["later"]["assessment"] = comparison["earlier"]["assessment"] = long
    page = change_samples.make_page((frozen, comparison))
    for data in files_of(render_charts(samples.material_of(page))).values():
        if data.startswith(b"<svg"):
            texts = ElementTree.fromstring(data).findall(f"{SVG}text")
            assert all(0 < float(text.get("y", "0")) < HEIGHT for text in texts)


def test_render_charts_gives_equal_bytes_for_equal_pages(
    page: ReportPage, rendered: Rendered
) -> None:
    assert render_charts(samples.material_of(page)).content == rendered.content


def test_render_pngs_of_what_is_no_drawing_fails_with_a_sentence() -> None:
    with pytest.raises(DocumentFailed, match="charts file could not be made"):
        render_pngs([Drawing("<svg", 100)], kind="charts", per_inch=96)
