"""Saving, conflicts, editions, and what goes over to a new version."""

import copy

import pytest
from django.core.exceptions import PermissionDenied

from commitments.actions import publish
from commitments.definition import Definition
from commitments.documents import read_framework
from commitments.importing import import_definition
from commitments.models import FrameworkVersion, TranslatedText, TranslationEdition
from commitments.queries import load_definition
from commitments.translating.actions import (
    Rewritten,
    TranslationRefused,
    carry_over,
    publish_edition,
    save_texts,
)
from commitments.translating.queries import load_translation
from commitments.translating.working import Entry
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from tests.cast import make_person
from tests.commitments.translating.conftest import add_spanish
from tests.frameworks import make_document, make_yaml

QUESTION = "items/safe.1/question"


def entry_of(version: FrameworkVersion, path: str = QUESTION) -> Entry:
    return next(e for e in load_translation(version, "es").entries if e.path == path)


def save(version: FrameworkVersion, text: str, by: User, seen: str | None = None) -> bool:
    given = Rewritten(QUESTION, text, seen)
    return bool(save_texts(version=version, language="es", texts=[given], by=by).paths)


def edition_by(version: FrameworkVersion, by: User, state: str = "draft") -> TranslationEdition:
    seen = load_translation(version, "es").revision
    return publish_edition(version=version, language="es", state=state, seen=seen, by=by)


def test_saved_text_waits_for_the_next_edition(
    published: FrameworkVersion, spanish: TranslationEdition, erin: User
) -> None:
    assert save(published, "¿Cómo se hace?", erin, "e1")
    entry = entry_of(published)
    assert (entry.state, entry.text, entry.by) == ("changed", "¿Cómo se hace?", str(erin))
    shown = load_definition(published, "es").item_by_code["safe.1"].question
    assert str(shown) == "es: How is safe.1 done?"
    edition = edition_by(published, erin, "reviewed")
    assert (edition.revision, edition.state, edition.made_by) == (2, "reviewed", erin)
    shown = load_definition(published, "es").item_by_code["safe.1"].question
    assert str(shown) == "¿Cómo se hace?"
    assert entry_of(published).state == "published"
    assert Event.objects.filter(verb="framework translated", actor=erin).exists()


def test_text_that_somebody_changed_is_not_overwritten(
    published: FrameworkVersion, spanish: TranslationEdition, erin: User, evan: User
) -> None:
    assert save(published, "de Erin", erin, "e1")
    mine = [Rewritten(QUESTION, "de Evan", "e1"), Rewritten("items/safe.2/question", "otra", "e1")]
    saved = save_texts(version=published, language="es", texts=mine, by=evan)
    assert saved.paths == ("items/safe.2/question",)
    assert saved.conflicts[QUESTION].text == "de Erin"
    assert entry_of(published).text == "de Erin"
    assert save(published, "de Evan", evan, saved.conflicts[QUESTION].seen)
    assert entry_of(published).text == "de Evan"


def test_edition_published_meanwhile_is_a_conflict_too(
    published: FrameworkVersion, spanish: TranslationEdition, erin: User
) -> None:
    add_spanish(published, but={QUESTION: "del archivo"})
    given = [Rewritten(QUESTION, "de Erin", "e1")]
    saved = save_texts(version=published, language="es", texts=given, by=erin)
    assert saved.conflicts[QUESTION].text == "del archivo"


def test_equal_text_and_unknown_path_write_nothing(
    published: FrameworkVersion, spanish: TranslationEdition, erin: User
) -> None:
    assert not save(published, "es: How is safe.1 done?", erin, "old")
    given = [Rewritten("items/none.9/question", "x", "e1")]
    assert not save_texts(version=published, language="es", texts=given, by=erin).paths
    assert not TranslatedText.objects.exists()


def test_edition_without_a_change_is_refused_and_a_second_press_is_not(
    published: FrameworkVersion, spanish: TranslationEdition, erin: User
) -> None:
    with pytest.raises(TranslationRefused, match="Nothing has changed"):
        edition_by(published, erin)
    save(published, "otra", erin)
    arguments = {"version": published, "language": "es", "state": "draft", "by": erin}
    first = publish_edition(seen=1, **arguments)
    assert publish_edition(seen=1, **arguments) == first
    save(published, "y otra", erin)
    with pytest.raises(TranslationRefused, match="Revision 2 was published meanwhile"):
        publish_edition(seen=1, **arguments)


def test_nobody_but_an_editor_translates(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    other = make_person("Otto Lind")
    with pytest.raises(PermissionDenied):
        save(published, "x", other)
    with pytest.raises(PermissionDenied):
        edition_by(published, other)


def test_file_that_is_loaded_leaves_what_was_not_published(
    published: FrameworkVersion, spanish: TranslationEdition, erin: User
) -> None:
    save(published, "publicado", erin)
    edition_by(published, erin)
    save_texts(
        version=published,
        language="es",
        texts=[Rewritten("items/safe.2/question", "sin publicar")],
        by=erin,
    )
    add_spanish(published, but={QUESTION: "del archivo", "items/safe.2/question": "del archivo"})
    assert entry_of(published).text == "del archivo"
    assert entry_of(published, "items/safe.2/question").text == "sin publicar"


def next_version() -> Definition:
    document = make_document(version="2025.1")
    document = copy.deepcopy(document)
    items = {item["code"]: item for item in document["items"]}
    items["safe.1"]["question"]["en"] = "How is safe.1 done today?"
    items["safe.2"]["question"]["en"] = items["safe.3"]["question"]["en"]
    return read_framework(make_yaml(document))


def test_carry_over_takes_what_says_the_same(
    published: FrameworkVersion, spanish: TranslationEdition, erin: User
) -> None:
    version = publish(version=import_definition(next_version())[0])
    (edition,) = carry_over(published, version, erin)
    assert (edition.language, edition.revision, edition.state) == ("es", 1, "draft")
    definition = load_definition(version, "es")
    questions = {code: str(item.question) for code, item in definition.item_by_code.items()}
    assert questions["safe.1"] == "How is safe.1 done today?"
    assert definition.item_by_code["safe.1"].question.spoken == "en"
    assert questions["safe.2"] == "es: How is safe.3 done?"
    assert questions["safe.4"] == "es: How is safe.4 done?"
    waiting = entry_of(version)
    assert (waiting.state, waiting.text) == ("outdated", "es: How is safe.1 done?")
    assert carry_over(published, version, erin) == ()


def test_outdated_text_is_confirmed_by_saving_it_again(
    published: FrameworkVersion, spanish: TranslationEdition, erin: User
) -> None:
    version = publish(version=import_definition(next_version())[0])
    carry_over(published, version, erin)
    waiting = entry_of(version)
    assert save(version, waiting.text, erin, waiting.seen)
    assert entry_of(version).state == "changed"


def test_reviewed_translation_of_equal_texts_stays_reviewed(
    published: FrameworkVersion, erin: User
) -> None:
    add_spanish(published, state="reviewed")
    same = read_framework(make_yaml(make_document(version="2025.1")))
    version = publish(version=import_definition(same)[0])
    (edition,) = carry_over(published, version, erin)
    assert edition.state == "reviewed"
