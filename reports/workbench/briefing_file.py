"""A briefing as a tagged PDF/UA-1 file, compiled by Typst in its own process."""

from django.conf import settings

from reports.documents.failure import DocumentFailed
from reports.documents.fonts import Library, load_library
from reports.documents.pdf import compile_pdf, lacks_glyph, read_templates
from reports.documents.print_text import PrintText
from reports.workbench.briefing_data import build_briefing_data
from reports.workbench.briefing_material import BriefingMaterial

KIND = "briefing"


def render_briefing(material: BriefingMaterial) -> bytes:
    """Equal material gives equal bytes: dated by its newest release. Raises DocumentFailed."""
    library = load_library(settings.FONT_PATHS)
    try:
        return _print(material, library, cautious=False)
    except DocumentFailed as failure:
        if not lacks_glyph(failure):
            raise
        return _print(material, library, cautious=True)


def _print(material: BriefingMaterial, library: Library, *, cautious: bool) -> bytes:
    printer = PrintText(library, cautious=cautious)
    data = build_briefing_data(material, printer)
    templates = read_templates()
    return compile_pdf(
        {**templates, "main.typ": templates["briefing.typ"]},
        data,
        max(each.published for each in material.releases),
        folders=library.folders if printer.fonts else (),
        kind=KIND,
    )
