"""The Spanish of 2024.12, as it lies in the repository: whole, in step, and true to the figures."""

import re

import pytest

from commitments.definition import Definition, Text, Translated
from commitments.documents import read_framework
from commitments.rating_guide import RatingGuide
from commitments.rating_guide_documents import read_rating_guide
from commitments.translating.files import TranslationFile, read_translation, render_translation
from commitments.translating.texts import spoken_definition, texts_of
from tests.commitments.conftest import REAL_FILE

FILE = REAL_FILE.with_name("2024.12.es.yaml")
DIGEST = "d7e5d04c4650e730bb593d69ffb2ee3985d7feab59bdb797fbc019c998105e44"
TEXTS = 1647  # 1,614 of the framework and 33 of the rating guide

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(scope="module")
def definition() -> Definition:
    return read_framework(REAL_FILE.read_bytes())


@pytest.fixture(scope="module")
def guide(definition: Definition) -> RatingGuide:
    return read_rating_guide(REAL_FILE.with_name("2024.12.raters.yaml").read_bytes(), definition)


@pytest.fixture(scope="module")
def sources(definition: Definition, guide: RatingGuide) -> dict[str, Text]:
    return texts_of(definition, guide)


@pytest.fixture(scope="module")
def spanish(definition: Definition, guide: RatingGuide) -> TranslationFile:
    return read_translation(FILE.read_bytes(), definition, guide)


def test_framework_keeps_its_digest(definition: Definition, spanish: TranslationFile) -> None:
    assert definition.digest == DIGEST == spanish.digest


def test_every_text_is_translated(sources: dict[str, Text], spanish: TranslationFile) -> None:
    assert list(spanish.texts) == list(sources)
    assert len(sources) == TEXTS


def test_file_is_as_its_writer_writes_it(
    definition: Definition, guide: RatingGuide, spanish: TranslationFile
) -> None:
    assert render_translation(spanish, definition, guide) == FILE.read_bytes()


def test_figures_are_those_of_the_source(
    sources: dict[str, Text], spanish: TranslationFile
) -> None:
    differing = {
        path: (source.source, spanish.texts[path])
        for path, source in sources.items()
        if NUMBER.findall(source.source) != NUMBER.findall(spanish.texts[path])
        and sorted(NUMBER.findall(source.source)) != sorted(NUMBER.findall(spanish.texts[path]))
    }
    assert differing == {}


@pytest.mark.parametrize(
    ("english", "spanish_words"),
    [
        (r"nine of ten", r"nueve de cada diez"),
        (r"[Aa]t least half", r"[Aa]l menos la mitad"),
        (r"last 12 months", r"últimos 12 meses|últimos doce meses"),
        (r"named owner", r"personas? responsables? con nombre y apellido"),
    ],
)
def test_conditions_survive(
    sources: dict[str, Text], spanish: TranslationFile, english: str, spanish_words: str
) -> None:
    lost = [
        path
        for path, source in sources.items()
        if re.search(english, source.source) and not re.search(spanish_words, spanish.texts[path])
    ]
    assert lost == []


@pytest.mark.parametrize("word", [r"\brecuentos?\b", r"\bvosotros\b", r"\btú\b", r"@", r"[\"']"])
def test_words_of_the_termbase_alone(spanish: TranslationFile, word: str) -> None:
    assert [path for path, text in spanish.texts.items() if re.search(word, text)] == []


def test_questions_open_and_close(spanish: TranslationFile) -> None:
    odd = [path for path, text in spanish.texts.items() if text.count("¿") != text.count("?")]
    assert odd == []


def test_definition_speaks_spanish(definition: Definition, spanish: TranslationFile) -> None:
    spoken = spoken_definition(definition, Translated("es", "draft", 1, ""), spanish.texts)
    assert [str(level.name) for level in spoken.levels] == [
        "Todavía no",
        "Inicio",
        "En desarrollo",
        "Establecido",
        "Aprendizaje",
    ]
    assert all(text.spoken == "es" for text in texts_of(spoken).values())
    assert spoken.digest == DIGEST
