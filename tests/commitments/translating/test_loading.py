"""Translations from rows: the newest, or the revision that a report froze; never another one."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commitments.importing import import_definition
from commitments.models import FrameworkVersion, TranslationEdition
from commitments.queries import (
    ChangedFrameworkError,
    MissingTranslationError,
    languages_of,
    load_definition,
    load_rating_guide,
    load_spoken_definition,
    load_spoken_rating_guide,
)
from lhs_portal.lib.immutability import lifted
from lhs_portal.lib.languages import speaking
from tests.commitments.conftest import REAL_FILE
from tests.commitments.translating.conftest import add_spanish
from tests.frameworks import make_definition

QUESTION = "items/safe.1/question"


def question(version: FrameworkVersion, *arguments: Any, **options: Any) -> str:
    return str(load_definition(version, *arguments, **options).item_by_code["safe.1"].question)


def test_source_language_costs_no_query_more(
    published: FrameworkVersion, spanish: TranslationEdition, django_assert_num_queries: Any
) -> None:
    load_definition(published)
    with django_assert_num_queries(0):
        for language in ("", "en", "EN"):
            assert question(published, language) == "How is safe.1 done?"


def test_translation_costs_one_small_query(
    published: FrameworkVersion, spanish: TranslationEdition, django_assert_num_queries: Any
) -> None:
    first = load_definition(published, "es")
    assert str(first.item_by_code["safe.1"].question) == "es: How is safe.1 done?"
    assert first.translation is not None
    assert (first.translation.state, first.translation.revision) == ("draft", 1)
    again = FrameworkVersion.objects.get(pk=published.pk)
    with CaptureQueriesContext(connection) as queries:
        assert load_definition(again, "es") is first
    assert len(queries) == 1
    assert '"texts"' not in queries[0]["sql"]


def test_newest_edition_is_served_and_an_old_one_by_its_revision(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    assert question(published, "es") == "es: How is safe.1 done?"
    add_spanish(published, but={QUESTION: "¿Cómo?"})
    assert question(published, "es") == "¿Cómo?"
    assert question(published, "es", revision=1) == "es: How is safe.1 done?"
    assert question(published, "es", revision=2) == "¿Cómo?"
    assert load_definition(published, "es", revision=1).digest == published.digest


def test_reviewed_edition_of_the_same_texts_is_another(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    load_definition(published, "es")
    add_spanish(published, state="reviewed")
    translation = load_definition(published, "es").translation
    assert translation is not None
    assert (translation.state, translation.revision) == ("reviewed", 2)


def test_unknown_revision_is_an_error(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    with pytest.raises(MissingTranslationError, match="no revision 7"):
        load_definition(published, "es", revision=7)


def test_versions_do_not_serve_each_other(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    other, _ = import_definition(make_definition(version="2025.1"))
    assert load_definition(other, "es").translation is None
    assert question(other, "es") == "How is safe.1 done?"
    add_spanish(other, but={QUESTION: "otra"})
    assert (question(other, "es"), question(published, "es")) == ("otra", "es: How is safe.1 done?")


def test_without_a_translation_the_source_says_its_language(published: FrameworkVersion) -> None:
    definition = load_definition(published, "es")
    assert definition.items[0].question.spoken == "en"
    assert definition == load_definition(published)


def test_person_is_spoken_to_in_the_language_of_the_moment(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    with speaking("es"):
        assert load_spoken_definition(published).language == "es"
    assert load_spoken_definition(published).language == "en"


def test_languages_are_the_source_and_those_of_editions(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    assert languages_of(published) == ("en", "es")


def test_edition_never_changes(published: FrameworkVersion, spanish: TranslationEdition) -> None:
    for field, value in (("texts", {}), ("state", "reviewed"), ("digest", "0"), ("revision", 9)):
        with pytest.raises(IntegrityError), transaction.atomic():
            TranslationEdition.objects.filter(pk=spanish.pk).update(**{field: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        TranslationEdition.objects.filter(pk=spanish.pk).delete()


def test_edition_that_was_changed_all_the_same_is_not_served(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    with lifted():
        TranslationEdition.objects.update(texts={QUESTION: "otra"})
    with pytest.raises(ChangedFrameworkError, match="Restore it"):
        load_definition(published, "es")


def test_same_file_again_writes_nothing(
    published: FrameworkVersion, spanish: TranslationEdition
) -> None:
    assert add_spanish(published) == spanish
    add_spanish(published, but={QUESTION: "¿Cómo?"})
    assert add_spanish(published) == spanish
    assert TranslationEdition.objects.count() == 2


def test_draft_that_is_loaded_again_loses_its_translations(draft: FrameworkVersion) -> None:
    add_spanish(draft)
    version, _ = import_definition(make_definition(items=3))
    assert not TranslationEdition.objects.filter(framework_version=version).exists()
    assert load_definition(version, "es").translation is None


def test_framework_is_loaded_with_its_spanish(db: None) -> None:
    call_command("load_framework", REAL_FILE, "--publish", verbosity=0)
    version = FrameworkVersion.objects.get()
    edition = TranslationEdition.objects.get()
    assert (edition.language, edition.state, edition.revision) == ("es", "draft", 1)
    assert str(load_definition(version, "es").levels[0].name) == "Todavía no"
    assert str(load_rating_guide(version, "es").name_of("board")) == "Junta directiva"
    with speaking("es"):
        assert str(load_spoken_rating_guide(version).name_of("board")) == "Junta directiva"
    assert str(load_rating_guide(version).name_of("board")) == "Board"
    call_command("load_framework", REAL_FILE, verbosity=0)
    assert TranslationEdition.objects.get() == edition
