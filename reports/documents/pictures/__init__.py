"""Each chart of a report as a picture for slides, with its headline and where it comes from."""

from reports.charts.shortening import by_group
from reports.charts.svg_slide import WIDTH, draw_slide
from reports.documents.material import Material, Rendered
from reports.documents.pictures.png import DENSITY, Drawing, render_pngs
from reports.documents.xml_text import XmlText
from reports.documents.zip_file import pack_files
from reports.presentation.page import Identity

SLIDE_INCHES = 13 + 1 / 3
_LONGEST_NAME = 120


def render_charts(material: Material) -> Rendered:
    """A zip of an SVG and a PNG of each chart, and their texts for those who cannot see them.

    Raises DocumentFailed.
    """
    page, text = material.page, XmlText()
    source = text.clean(describe_source(page.identity))
    charts = [part for chart in page.charts for part in by_group(chart)]
    slides = {chart.code: draw_slide(chart, source) for chart in charts}
    # Only a PNG's letters are drawn here: an SVG keeps all characters for its reader's fonts.
    drawings = [Drawing(svg, WIDTH) for svg in slides.values()]
    pictures = render_pngs(drawings, kind="charts", per_inch=DENSITY * WIDTH / SLIDE_INCHES)
    files = {f"{code}.svg": svg.encode() for code, svg in slides.items()}
    files |= {f"{code}.png": png for code, png in zip(slides, pictures.pngs, strict=True)}
    words = [f"{chart.code}\n{chart.title}\n{chart.alt}\n" for chart in charts]
    files["descriptions.txt"] = "\n".join(words).encode(errors="replace")
    packed = pack_files(files, at=page.identity.requested_at)
    return Rendered(packed, tuple(sorted(pictures.missing | text.missing)))


def describe_source(identity: Identity) -> str:
    name = identity.organization
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]} …"
    return (
        f"{name} · {identity.kind_shown} {identity.number} · "
        f"Framework {identity.framework_version} · {identity.requested_at_shown.rsplit(',', 1)[0]}"
    )
