"""A whole document in python-docx's template, packed so that equal input gives equal bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Inches
from docx_blocks import Blocks
from docx_pen import Pen
from docx_styles import dress

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
COMPATIBLE_WITH = "15"  # Word 2013 and newer, which so show no compatibility mode
_NEEDLESS = ("thumbnail", "customXml", "stylesWithEffects")
_MADE_BY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>LHS Portal'
    b"</Application></Properties>"
)

Json = Mapping[str, Any]


def compose(job: Json) -> bytes:
    document = docx.Document()
    pen = Pen(dress(document, job["look"], job["language"]))
    _set_page(document, pen, job)
    _set_properties(document, job)
    _set_settings(document.settings.element, job["language"])
    _clear_template(document)
    body, blocks = document.element.body, Blocks(document, pen, job)
    section = body[-1]
    body[:] = [each for block in job["blocks"] for each in blocks.write(block)]
    body.append(section)
    return _pack(document)


def _clear_template(document: Any) -> None:
    """Takes away what the template says of its own making, and of styles that are gone."""
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_NEEDLESS):
                del part.rels[key]
            elif relation.reltype.endswith("/extended-properties"):
                relation.target_part._blob = _MADE_BY
    known = {style.style_id for style in document.styles}
    for each in list(document.part.numbering_part.element.iter(qn("w:pStyle"))):
        if each.get(qn("w:val")) not in known:
            each.getparent().remove(each)


def _set_page(document: Any, pen: Pen, job: Json) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = Inches(1)
    section.bottom_margin = Inches(0.9)
    section.header_distance = section.footer_distance = Inches(0.5)
    section.different_first_page_header_footer = True
    page, pages = (pen.field(name, [pen.run("1")]) for name in ("PAGE", "NUMPAGES"))
    numbers = [pen.run("\tPage "), *page, pen.run(" of "), *pages]
    for holder, style, more in (
        (section.header, "Header", []),
        (section.footer, "Footer", numbers),
    ):
        words = pen.run(job[style.lower()])
        holder._element[:] = [pen.paragraph(style, [words, *more])]


def _set_properties(document: Any, job: Json) -> None:
    core = document.core_properties
    core.title, core.subject, core.language = job["title"], job["subject"], job["language"]
    core.author = core.last_modified_by = job["author"]
    core.comments = core.keywords = ""
    core.created = core.modified = datetime.fromtimestamp(job["timestamp"], UTC)
    core.revision = 1


def _set_settings(settings: Any, language: str) -> None:
    for tag in ("rsids", "savePreviewPicture"):
        for old in settings.findall(qn(f"w:{tag}")):
            settings.remove(old)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), COMPATIBLE_WITH)


def _pack(document: Any) -> bytes:
    saved, target = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed = name.endswith(".png")
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, source.read(name))
    return target.getvalue()
