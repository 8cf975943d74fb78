import io
import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf
import pytest

from reports.documents.failure import DocumentFailed
from reports.documents.pdf import MEGABYTES, Pdf, compile_pdf, render_pdf
from tests.reports import samples

HOSTILE = (
    '#read("/etc/passwd")',
    '#eval("1+1") #import "x.typ"',
    "#panic() ] } ) $x$ `raw` *bold* _em_ = Heading @ref <label> \\",
    "<script>alert(1)</script><img src=x onerror=1>",
    "{{7*7}} {% load %} {0.__class__}",
    "\x00\x0b\x7f here",
    "\u202eright to left\u202c \u2066isolated\u2069 zero\u200dwidth\u2028line",
    "e" + "\u0301" * 500,
    "中文 العربية 😀 İ ﬁ é e\u0301",
    "x" * 40_000,
    "=1+1",
    "   ",
)


@pytest.fixture(scope="module")
def full() -> Pdf:
    return render_pdf(samples.make_page(samples.full()))


@pytest.fixture(scope="module")
def reader(full: Pdf) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(full.content))


@pytest.fixture(scope="module")
def hostile_text() -> str:
    """Each hostile text as the note of an item, the reason of another, and a statement."""
    items = [item.code for item in samples.framework().items]
    answers = {
        code: samples.answer(2, note=text) for code, text in zip(items, HOSTILE, strict=False)
    }
    later = items[len(HOSTILE) :]
    answers |= {
        c: samples.answer(na=True, reason=t[:200]) for c, t in zip(later, HOSTILE, strict=False)
    }
    frozen = samples.freeze(answers, {"safe": 3})
    frozen["targets"]["safe"]["statement"] = "".join(text[:200] for text in HOSTILE)
    return text_of(render_pdf(samples.make_page(frozen)))


def elements(content: bytes) -> Iterator[pikepdf.Dictionary]:
    """Every structure element, in reading order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        waiting: list[Any] = [pdf.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            if not isinstance(element, pikepdf.Dictionary):
                continue
            if "/S" in element:
                yield element
            kids = element.get("/K", [])
            waiting.extend(reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids]))


def pages_of(pdf: Pdf, *numbers: int) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(pdf.content)).pages
    return [pages[number].extract_text() for number in numbers]


def text_of(pdf: Pdf) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)


def test_render_pdf_is_tagged_and_names_language_and_title(full: Pdf) -> None:
    with pikepdf.open(io.BytesIO(full.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == (
                "Learning health system maturity report: Riverbend Community Hospital (fictional)"
            )


def test_render_pdf_headings_never_skip_a_level(full: Pdf) -> None:
    tags = [str(element.S) for element in elements(full.content)]
    levels = [int(tag[2:]) for tag in tags if tag.startswith("/H") and tag[2:].isdigit()]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert Counter(levels)[3] == 88


def test_render_pdf_charts_have_alternative_texts(full: Pdf) -> None:
    page = samples.make_page(samples.full())
    alternatives = [str(e.Alt) for e in elements(full.content) if str(e.S) == "/Figure"]
    assert page.commitments_chart.alt in alternatives
    assert page.foundations_chart.alt in alternatives
    assert page.lag_chart.alt in alternatives
    assert len(alternatives) == 5  # the summary shows the commitments too


def test_render_pdf_tables_have_header_cells(full: Pdf) -> None:
    tags = Counter(str(element.S) for element in elements(full.content))
    assert tags["/Table"] == 5
    assert tags["/THead"] == tags["/Table"]
    assert tags["/TH"] >= 4 * tags["/Table"]


def test_render_pdf_bookmarks_lead_to_every_subject(reader: pypdf.PdfReader) -> None:
    titles: list[str] = []

    def collect(outline: list[Any]) -> None:
        for each in outline:
            if isinstance(each, list):
                collect(each)
            else:
                titles.append(each.title)

    collect(reader.outline)
    assert titles[:5] == ["Summary", "Strengths", "Gaps", "Contents", "Ten shared commitments"]
    for subject in samples.make_page(samples.full()).subjects:
        assert subject.full_name in titles


@pytest.mark.parametrize("sheet", samples.SHEETS)
def test_render_pdf_summary_fits_on_one_page(sheet: str) -> None:
    pdf = render_pdf(samples.make_page(samples.SHEETS[sheet]()))
    summary, following = pages_of(pdf, 1, 2)
    assert "Summary" in summary
    assert "Adaptive" in summary.split("4 Learning")[1]  # the chart at its end
    assert "Contents" in following


def test_render_pdf_summary_names_practices_in_words() -> None:
    page = samples.make_page(samples.full())
    (summary,) = pages_of(render_pdf(page), 1)
    words = " ".join(summary.split())
    for gap in page.gaps:
        for held in gap.held_back_by:
            assert held.question in words
            assert held.code not in words


def test_render_pdf_shows_every_item_with_note_and_reason(reader: pypdf.PdfReader) -> None:
    text = " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    for item in samples.framework().items:
        assert item.code in text
    assert "No contract of ours shares downside risk." in text
    assert "The exchange partner would know." in text
    assert "provisional title" in text
    assert "not affiliated with the National Academy of Medicine" in text


def test_render_pdf_preliminary_says_so_on_every_page() -> None:
    pdf = render_pdf(samples.make_page(samples.essentials()))
    assert all("Preliminary report" in text for text in pages_of(pdf, 0, 1, 2, 9, -1))


def test_render_pdf_gives_equal_bytes_for_equal_pages(full: Pdf) -> None:
    assert render_pdf(samples.make_page(samples.full())).content == full.content


def test_render_pdf_hostile_text_is_only_text(hostile_text: str) -> None:
    text = "".join(hostile_text.split())
    assert "root:" not in text
    for each in HOSTILE:
        if each.isascii() and each.isprintable() and len(each) < 100:
            assert "".join(each.split()) in text


def test_render_pdf_long_text_without_a_space_is_all_there(hostile_text: str) -> None:
    assert hostile_text.count("x") >= 40_000


@pytest.mark.parametrize(
    "name", ["x" * 400, "long name " * 40, "\ud800 \u202e \x00", "#panic()", " "]
)
def test_render_pdf_hostile_name_goes_on_cover_and_title(name: str) -> None:
    page = samples.make_page(samples.freeze({}, organization=name))
    cover, summary = pages_of(render_pdf(page), 0, 1)
    assert "Learning health system maturity report" in cover
    assert "Summary" in summary
    if name.isascii() and name.isprintable():
        assert "".join(name.split()) in "".join(cover.split())


def test_render_pdf_lists_characters_without_a_glyph() -> None:
    frozen = samples.freeze({"safe.1": samples.answer(2, note="見た 😀")})
    pdf = render_pdf(samples.make_page(frozen))
    assert pdf.missing == ("た", "見", "😀")
    assert "U+898B" in pages_of(pdf, -1)[0]


def test_compile_pdf_a_hang_ends_with_a_sentence() -> None:
    long = "range(100000)"
    endless = f"#for a in {long} {{ for b in {long} {{ for c in {long} {{ }} }} }}"
    with pytest.raises(DocumentFailed, match=r"longer than 1 s|too much time"):
        compile_pdf(endless, {}, 0, 1, MEGABYTES)


def test_compile_pdf_a_hunger_for_memory_ends_with_a_sentence() -> None:
    hungry = '#let s = "x" * 1000000\n#let a = range(2000).map(n => s + str(n))\n#a.len()'
    with pytest.raises(DocumentFailed, match="memory"):
        compile_pdf(hungry, {}, 0, 30, 200)


def test_compile_pdf_a_missing_font_fails() -> None:
    source = '#set document(title: "T")\n#set text(lang: "en", font: "No Such Font")\n= Head'
    with pytest.raises(DocumentFailed, match="unknown font family"):
        compile_pdf(source, {}, 0, 30, MEGABYTES)


def test_compile_pdf_sees_no_file() -> None:
    with pytest.raises(DocumentFailed, match=r"not found|access denied"):
        compile_pdf('#read("/etc/hostname")', {}, 0, 30, MEGABYTES)
