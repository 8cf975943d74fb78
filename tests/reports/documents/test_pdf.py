import io
import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf
import pytest
from django.conf import LazySettings

from reports.documents.failure import DocumentFailed
from reports.documents.fonts import Family, Library
from reports.documents.material import Rendered
from reports.documents.pdf import compile_pdf, render_pdf
from tests.reports import rated_samples, samples

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
def full() -> Rendered:
    return render_pdf(samples.make_material(samples.full()))


@pytest.fixture(scope="module")
def reader(full: Rendered) -> pypdf.PdfReader:
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
    return text_of(render_pdf(samples.make_material(frozen)))


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


def pages_of(pdf: Rendered, *numbers: int) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(pdf.content)).pages
    return [pages[number].extract_text() for number in numbers]


def text_of(pdf: Rendered) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)


def test_render_pdf_is_tagged_and_names_language_and_title(full: Rendered) -> None:
    with pikepdf.open(io.BytesIO(full.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == (
                "Learning health system maturity report: Riverbend Community Hospital (fictional)"
            )


def test_render_pdf_headings_never_skip_a_level(full: Rendered) -> None:
    tags = [str(element.S) for element in elements(full.content)]
    levels = [int(tag[2:]) for tag in tags if tag.startswith("/H") and tag[2:].isdigit()]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert Counter(levels)[3] == 88


def test_render_pdf_charts_have_alternative_texts(full: Rendered) -> None:
    page = samples.make_page(samples.full())
    alternatives = [str(e.Alt) for e in elements(full.content) if str(e.S) == "/Figure"]
    assert page.commitments_chart.alt in alternatives
    assert page.foundations_chart.alt in alternatives
    assert page.lag_chart.alt in alternatives
    # The summary shows the commitments too, cover and last page the code.
    assert len(alternatives) == 5 + 2


def test_render_pdf_tables_have_header_cells(full: Rendered) -> None:
    tags = Counter(str(element.S) for element in elements(full.content))
    crosswalks = len(samples.make_page(samples.full()).crosswalks)
    assert tags["/Table"] == 5 + crosswalks
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


SHEETS = {**samples.SHEETS, **rated_samples.SHEETS}


@pytest.mark.parametrize("sheet", SHEETS)
def test_render_pdf_summary_fits_on_one_page(sheet: str) -> None:
    pdf = render_pdf(samples.make_material(SHEETS[sheet]()))
    summary, following = pages_of(pdf, 1, 2)
    assert "Summary" in summary
    assert "Adaptive" in summary.split("4 Learning")[1]  # the chart at its end
    assert "Contents" in following


def test_render_pdf_summary_names_practices_in_words() -> None:
    page = samples.make_page(samples.full())
    (summary,) = pages_of(render_pdf(samples.material_of(page)), 1)
    words = " ".join(summary.split())
    for gap in page.gaps:
        for held in gap.held_back_by:
            assert held.question in words
            assert held.code not in words


@pytest.mark.parametrize(
    "frozen",
    [
        *(pytest.param(samples.full(seed), id=f"full {seed}") for seed in (11, 19, 23)),
        *(pytest.param(rated_samples.rated(seed), id=f"rated {seed}") for seed in (5, 11, 19)),
        pytest.param(rated_samples.rated(2, times=3), id="rated by 39"),
    ],
)
def test_render_pdf_no_page_ends_with_a_line_that_announces_the_next(frozen: samples.Json) -> None:
    page = samples.make_page(frozen)
    texts = (
        each.extract_text()
        for each in pypdf.PdfReader(io.BytesIO(render_pdf(samples.material_of(page)).content)).pages
    )
    # From the priorities on; before them are charts, whose texts have no order.
    pages = list(itertools.dropwhile(lambda text: text.splitlines()[1] != "Priorities", texts))
    assert len(pages) > 20
    headings = {subject.full_name for subject in page.subjects if subject.kind == "feature"}
    headings |= {f"{row.rank}. {row.full_name}" for row in page.priorities}
    headings |= {"Held back by", "How this was scored", "What the organization declared"}
    headings |= {"Evidence", "What stands on nothing", "How far they agree", "Who took part"}
    headings |= {"Contested items, and how they were settled", "Leaders and front-line staff"}
    announced = ("Held back from", "Leverage ", "Would lift:", "Would protect:", "Each of these")
    for text in pages:
        last = text.partition("\nNot affiliated with")[0].splitlines()[-1].strip()
        assert last not in headings
        assert not last.startswith(announced)
        # Nor does a page begin with the definition under a commitment's name.
        assert not text.splitlines()[1].startswith("“")


@pytest.fixture(scope="module")
def rated() -> Rendered:
    return render_pdf(samples.make_material(rated_samples.rated()))


def test_render_pdf_of_raters_shows_agreement_role_gaps_evidence_and_signature(
    rated: Rendered,
) -> None:
    page = samples.make_page(rated_samples.rated())
    text = " ".join(text_of(rated).split())
    assert page.raters
    assert page.evidence
    assert page.role_gap_chart
    opening = (*page.raters.opening, *page.evidence.opening)
    for sentence in (*opening, page.role_gap_chart.title, *page.raters.gaps_notes):
        assert sentence in text
    assert "Signed by Sonia Ekberg, Chief executive, November 20, 2026, 09:30 UTC" in text
    assert "Bob Okafor dissents: At night this is not so." in text
    assert "By name: Jonas Berg" in text
    assert "older than two years" in text
    assert "r_wg" not in text


def test_render_pdf_of_raters_tags_chart_and_tables(rated: Rendered) -> None:
    page = samples.make_page(rated_samples.rated())
    alternatives = [str(e.Alt) for e in elements(rated.content) if str(e.S) == "/Figure"]
    assert page.role_gap_chart
    assert page.role_gap_chart.alt in alternatives
    tags = Counter(str(element.S) for element in elements(rated.content))
    # Agreement, role gaps, role groups, evidence.
    assert tags["/Table"] == 5 + 4 + len(page.crosswalks)
    assert tags["/THead"] == tags["/Table"]


def test_render_pdf_of_raters_with_hostile_texts_shows_them_as_text() -> None:
    hostile = " ".join(HOSTILE[:5])
    frozen = rated_samples.freeze_rated(
        {"safe.1": "0 0 4 4 4"},
        definition=samples.framework(),
        named={"r0": hostile},
        evidence={
            "safe.1": [rated_samples.piece(hostile, shows="x" * 2_000, url="https://a.example/#[")]
        },
        sign_off={**rated_samples.SIGNED, "name": hostile, "role": "x" * 200},
    )
    frozen["settled"]["safe.1"] |= {"reason": "x" * 40_000, "by": hostile}
    frozen["dissent"]["safe.1"] = [{"author": hostile, "text": "y" * 40_000}]
    text = text_of(render_pdf(samples.make_material(frozen)))
    assert "root:" not in text
    assert "".join(text.split()).count("y") >= 40_000
    assert '#read("/etc/passwd")' in text


def test_render_pdf_what_was_declared_stands_under_its_chart_if_it_fits() -> None:
    every = {commitment.code: 3 for commitment in samples.framework().commitments}
    pdf = render_pdf(samples.make_material(samples.full() | {"targets": declared(every)}))
    commitments, foundations = pages_of(pdf, 3, 4)
    assert commitments.count("Each person we serve can see") == 10
    assert "Foundations: four pillars" in foundations


def test_render_pdf_what_was_declared_at_length_has_pages_of_its_own() -> None:
    every = {commitment.code: 3 for commitment in samples.framework().commitments}
    targets = declared(every)
    for target in targets.values():
        target["statement"] = "What we promise is written here at great length. " * 60
    pdf = render_pdf(samples.make_material(samples.full() | {"targets": targets}))
    commitments, following = pages_of(pdf, 3, 4)
    assert "What the organization declared" not in commitments
    assert following.splitlines()[1] == "What the organization declared"
    assert " ".join(text_of(pdf).split()).count("What we promise") == 600


def declared(targets: dict[str, int]) -> dict[str, Any]:
    frozen: dict[str, Any] = samples.freeze({}, targets)["targets"]
    return frozen


def test_render_pdf_shows_every_item_with_note_and_reason(reader: pypdf.PdfReader) -> None:
    text = " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    for item in samples.framework().items:
        assert item.code in text
    assert "No contract of ours shares downside risk." in text
    assert "The exchange partner would know." in text
    assert "provisional title" in text
    assert "not affiliated with the National Academy of Medicine" in text


def test_render_pdf_preliminary_says_so_on_every_page() -> None:
    pdf = render_pdf(samples.make_material(samples.essentials()))
    assert all("Preliminary report" in text for text in pages_of(pdf, 0, 1, 2, 9, -1))


def test_render_pdf_gives_equal_bytes_for_equal_pages(full: Rendered) -> None:
    assert render_pdf(samples.make_material(samples.full())).content == full.content


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
    cover, summary = pages_of(render_pdf(samples.material_of(page)), 0, 1)
    assert "Learning health system maturity report" in cover
    assert "Summary" in summary
    if name.isascii() and name.isprintable():
        assert "".join(name.split()) in "".join(cover.split())


def test_render_pdf_lists_characters_without_a_glyph(settings: LazySettings) -> None:
    settings.FONT_PATHS = []
    frozen = samples.freeze({"safe.1": samples.answer(2, note="見た 😀")})
    pdf = render_pdf(samples.make_material(frozen))
    assert pdf.missing == ("た", "見", "😀")
    assert "U+898B" in pages_of(pdf, -2)[0]


def test_render_pdf_is_made_where_a_font_draws_less_than_its_tables_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    boasting = Library(families=(Family("Libertinus Serif", (ord("中"),), (ord("中"),)),))
    monkeypatch.setattr("reports.documents.pdf.load_library", lambda _folders: boasting)
    frozen = samples.freeze({"safe.1": samples.answer(2, note="見 中")})
    rendered = render_pdf(samples.make_material(frozen))
    assert rendered.missing == ("中", "見")


def test_compile_pdf_a_hang_ends_with_a_sentence() -> None:
    long = "range(100000)"
    endless = f"#for a in {long} {{ for b in {long} {{ for c in {long} {{ }} }} }}"
    with pytest.raises(DocumentFailed, match=r"longer than 1 s|too much time"):
        compile_pdf({"main.typ": endless}, {}, 0, seconds=1)


def test_compile_pdf_a_hunger_for_memory_ends_with_a_sentence() -> None:
    hungry = '#let s = "x" * 1000000\n#let a = range(2000).map(n => s + str(n))\n#a.len()'
    with pytest.raises(DocumentFailed, match="memory"):
        compile_pdf({"main.typ": hungry}, {}, 0, megabytes=200)


def test_compile_pdf_a_missing_font_fails() -> None:
    source = '#set document(title: "T")\n#set text(lang: "en", font: "No Such Font")\n= Head'
    with pytest.raises(DocumentFailed, match="unknown font family"):
        compile_pdf({"main.typ": source}, {}, 0)


def test_compile_pdf_sees_no_file() -> None:
    with pytest.raises(DocumentFailed, match=r"not found|access denied"):
        compile_pdf({"main.typ": '#read("/etc/hostname")'}, {}, 0)
