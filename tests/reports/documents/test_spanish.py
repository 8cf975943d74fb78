"""Files of a report in Spanish: the same figures, all that the portal says in the other language."""

import functools
import io

import docx
import openpyxl
import pikepdf
import pypdf
import pytest

from lhs_portal.lib.languages import speaking
from reports.documents import KIND_BY_CODE, KINDS, Material, render_document
from reports.documents.languages import is_for_reader, kinds_in, label_of, place_of, split_kind
from reports.documents.pdf import read_templates
from reports.documents.print_words import WORDS, translated_words
from reports.documents.tables import TABLES
from reports.presentation.wording import heading, listed, number_word
from tests.reports import samples
from tests.reports.documents.paper_samples import SITE
from tests.reports.documents.pdf_ua import find_faults


@functools.cache
def material(seed: int = 3) -> Material:
    frozen = {**samples.full(seed), "site": SITE, "language": "es"}
    return samples.make_material(frozen, samples.spanish())


@functools.cache
def made(kind: str) -> bytes:
    document = render_document(KIND_BY_CODE[kind], material())
    assert document
    return document.content


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("kind", ["pdf", "brief"])
def test_pdf_is_spanish_and_says_so_and_holds_the_rules_of_pdf_ua(kind: str) -> None:
    assert find_faults(made(kind)) == []
    with pikepdf.open(io.BytesIO(made(kind))) as pdf:
        assert str(pdf.Root.Lang) == "es"


def test_pdf_has_spanish_headings_texts_and_its_quotations_in_english_too() -> None:
    text = " ".join(text_of(made("pdf")).split())
    for words in (
        "Informe de madurez del sistema de salud que aprende",
        "Diez Compromisos Compartidos",
        "Hilo conductor: los compromisos y lo que los sostiene",
        "Prioridades",
        "Todas las respuestas",
        "Cómo se obtienen las puntuaciones",
        "Verificación",
        "Mayor fortaleza en",
        "traducción que todavía es un borrador (revisión 1)",
        samples.spanish().commitments[0].name.shown,
    ):
        assert words in text
    assert samples.framework().commitments[0].definition.source[:40] in text
    for words in ("Ten shared commitments", "Every answer", "How the scores are made"):
        assert words not in text


def test_workbook_has_spanish_sheets_and_the_same_figures() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    assert {"Resumen", "Gráficos", "Compromisos", "Preguntas", "Método"} <= set(book.sheetnames)
    rows = [row for row in book["Compromisos"].iter_rows(values_only=True) if row[0] == "safe"]
    english = {each.subject.code: each.subject.score.value for each in english_page().commitments}
    assert rows[0][1] == "Segura"
    assert rows[0][2] == pytest.approx(float(english["safe"] or 0))


def english_page() -> samples.ReportPage:
    return samples.make_page({**samples.full(), "site": SITE})


def test_page_of_a_framework_that_nobody_translated_says_so() -> None:
    notices = samples.make_page({**samples.full(), "language": "es"}).notices
    assert any("aparecen aquí en inglés" in notice for notice in notices)
    assert not any("English" in notice for notice in english_page().notices)


def test_word_file_is_spanish() -> None:
    document = docx.Document(io.BytesIO(made("docx")))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert {"Resumen", "Diez Compromisos Compartidos", "Todas las respuestas"} <= set(headings)
    assert document.core_properties.language == "es"


def test_equal_material_gives_equal_bytes_in_spanish_too() -> None:
    for kind in ("pdf", "docx", "xlsx"):
        again = render_document(KIND_BY_CODE[kind], material())
        assert again
        assert again.content == made(kind)


def test_sheets_of_every_table_have_names_that_a_workbook_takes() -> None:
    with speaking("es"):
        names = [heading(table.title) for table in TABLES]
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert len({name.lower() for name in names}) == len(names)


def test_every_fixed_word_of_the_templates_is_listed_and_translated() -> None:
    import re

    used = set()
    for name, template in read_templates().items():
        if name != "briefing.typ":
            used |= set(re.findall(r'\btr\(\s*"((?:[^"\\]|\\.)*)"', template))
    assert used - set(WORDS) == set()
    with speaking("es"):
        translated = translated_words()
    assert set(WORDS) - set(translated) <= {"AD", "Plan", "No"}
    assert translated["Change"] == "Cambio"
    assert translated_words() == {}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], ""),
        (["Segura"], "Segura"),
        (["Segura", "Eficaz"], "Segura y Eficaz"),
        (["Ciencia", "Informática"], "Ciencia e Informática"),
        (["Ciencia", "Cultura", "Incentivos"], "Ciencia, Cultura e Incentivos"),
        (["oro", "hierro"], "oro y hierro"),
        (["padres", "hijos"], "padres e hijos"),
    ],
)
def test_lists_in_spanish_keep_the_sound_of_i_apart(parts: list[str], words: str) -> None:
    with speaking("es"):
        assert listed(parts) == words


def test_numbers_as_words_follow_the_language() -> None:
    assert [number_word(number) for number in (0, 1, 2, 11)] == ["no", "one", "two", "11"]
    with speaking("es"):
        assert [number_word(number) for number in (0, 1, 2, 11)] == ["cero", "1", "dos", "11"]


def test_kinds_of_another_language_are_named_after_it() -> None:
    kinds = kinds_in("es")
    assert [kind.code for kind in kinds] == [
        "pdf-es", "brief-es", "docx-es", "xlsx-es", "charts-es", "manifest-es",
    ]  # fmt: skip
    assert [kind.ending for kind in kinds][:2] == ["-es.pdf", "-es-brief.pdf"]
    assert split_kind("pdf-es") == ("pdf", "es")
    assert label_of("pdf-es") == "The report as PDF (Español)"
    assert label_of("no longer made") == "no longer made"
    order = sorted(["pdf-es", "manifest", "pdf", "gone", "brief"], key=place_of)
    assert order == ["pdf", "pdf-es", "brief", "manifest", "gone"]


def test_page_names_the_files_of_its_language_and_those_that_have_none() -> None:
    kinds = [*(kind.code for kind in KINDS), *(kind.code for kind in kinds_in("es"))]
    shown = {
        language: {kind for kind in kinds if is_for_reader(kind, language, "en")}
        for language in ("en", "es")
    }
    assert "pdf" in shown["en"] - shown["es"]
    assert "pdf-es" in shown["es"] - shown["en"]
    assert "json" in shown["en"] & shown["es"]
