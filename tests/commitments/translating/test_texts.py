"""A definition that speaks a translation, and stays what it was."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from commitments.comparing import compare
from commitments.definition import Definition, Text, Translated
from commitments.document_form import document_of, framework_digest
from commitments.documents import read_framework
from commitments.rating_guide_documents import read_rating_guide
from commitments.translating.texts import (
    spoken_definition,
    spoken_guide,
    texts_of,
    translation_digest,
    untranslated,
)
from tests.commitments.conftest import REAL_FILE
from tests.frameworks import make_definition, make_document, make_yaml

SPANISH = Translated("es", "draft", 1, "d")
GUIDE_FILE = REAL_FILE.with_name("2024.12.raters.yaml")


def test_text_shows_its_translation_and_keeps_its_source() -> None:
    text = Text("Board", shown="Junta directiva", spoken="es")
    assert (str(text), text.source, text.spoken) == ("Junta directiva", "Board", "es")
    assert (text.in_language("es"), text.in_language("en")) == ("Junta directiva", "Board")
    assert text == Text("Board")
    assert hash(text) == hash(Text("Board"))


def test_definition_speaks_and_stays_the_same() -> None:
    definition = make_definition()
    spoken = spoken_definition(definition, SPANISH, {"items/safe.1/question": "¿Cómo?"})
    question = spoken.item_by_code["safe.1"].question
    assert (str(question), question.spoken) == ("¿Cómo?", "es")
    assert question.source == definition.item_by_code["safe.1"].question.source
    assert spoken == definition
    assert framework_digest(spoken) == definition.digest == spoken.digest
    assert document_of(spoken) == document_of(definition)
    assert not compare(definition, spoken)
    assert (definition.language, spoken.language) == ("en", "es")


def test_text_that_nobody_translated_says_its_language() -> None:
    spoken = spoken_definition(make_definition(), SPANISH, {"items/safe.1/question": "¿Cómo?"})
    missing = spoken.item_by_code["safe.2"].question
    assert (str(missing), missing.spoken, missing.shown) == (missing.source, "en", "")


def test_translation_in_the_file_itself_is_used_where_the_edition_has_none() -> None:
    document = make_document()
    document["items"][0]["question"]["es"] = "del archivo"
    document["items"][1]["question"]["es"] = "del archivo"
    code = document["items"][1]["code"]
    definition = read_framework(make_yaml(document))
    spoken = spoken_definition(definition, SPANISH, {f"items/{code}/question": "de la edición"})
    assert [str(item.question) for item in spoken.items[:2]] == ["del archivo", "de la edición"]


def test_untranslated_definition_says_its_language_once() -> None:
    definition = untranslated(make_definition())
    assert {text.spoken for text in texts_of(definition).values()} == {"en"}
    assert all(text.shown == text.source for text in texts_of(definition).values())
    assert definition.translation is None


def test_paths_are_keys_and_codes() -> None:
    definition = read_framework(REAL_FILE.read_bytes())
    guide = read_rating_guide(GUIDE_FILE.read_bytes(), definition)
    texts = texts_of(definition, guide)
    assert len(texts) == 1647
    for path in (
        "definition/text",
        "levels/2/description",
        "features/S1/title",
        "through_line/S1.effective/rationale",
        "items/safe.1/descriptors/2",
        "items/safe.1/guidance/small",
        "crosswalks/iom-aims/targets/timely/name",
        "crosswalks/iom-aims/entries/engaged/note",
        "rating_notes/0",
        "raters/role_groups/board/who",
        "raters/introduction/0",
    ):
        assert path in texts, path
    assert texts["items/safe.1/descriptors/2"] == definition.item_by_code["safe.1"].descriptors[2]


def test_names_that_stand_twice_are_told_apart() -> None:
    document = make_document()
    entry = {"subject": "safe", "target": "a"}
    document["crosswalks"] = [
        {
            "code": "aims",
            "name": {"en": "Aims"},
            "editorial": True,
            "source": ["C"],
            "targets": [{"code": "a", "name": {"en": "A"}}],
            "entries": [{**entry, "note": {"en": "one"}}, {**entry, "note": {"en": "two"}}],
        }
    ]
    texts = texts_of(read_framework(make_yaml(document)))
    assert texts["crosswalks/aims/entries/safe/note"].source == "one"
    assert texts["crosswalks/aims/entries/safe~2/note"].source == "two"


def test_guide_speaks_too() -> None:
    definition = read_framework(REAL_FILE.read_bytes())
    guide = read_rating_guide(GUIDE_FILE.read_bytes(), definition)
    spoken = spoken_guide(guide, "en", SPANISH, {"raters/role_groups/board/name": "Junta"})
    assert str(spoken.name_of("board")) == "Junta"
    assert spoken.who("board").spoken == "en"
    assert (spoken.digest, spoken) == (guide.digest, guide)


def test_digest_is_of_the_words_alone() -> None:
    digest = translation_digest("v", "es", {"title": "a"})
    assert digest == translation_digest("v", "es", {"title": "a"})
    others = [("w", "es", {"title": "a"}), ("v", "fr", {"title": "a"}), ("v", "es", {"title": "b"})]
    assert digest not in {translation_digest(*other) for other in others}


@given(st.data())
def test_whatever_is_translated_the_definition_equals_itself(data: st.DataObject) -> None:
    definition: Definition = make_definition()
    paths = st.sampled_from(sorted(texts_of(definition)))
    texts = data.draw(st.dictionaries(paths, st.text(min_size=1), max_size=8))
    spoken = spoken_definition(definition, SPANISH, texts)
    assert spoken == dataclasses.replace(definition)
    shown = {path: str(text) for path, text in texts_of(spoken).items()}
    assert shown == {path: str(text) for path, text in texts_of(definition).items()} | texts
