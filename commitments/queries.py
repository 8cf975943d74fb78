"""Framework versions from rows, as frozen data."""

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404

from commitments.definition import Definition, Translated
from commitments.documents import definition_from_document
from commitments.models import (
    AnchorFeature,
    Commitment,
    FrameworkVersion,
    Item,
    Part,
    Pillar,
    ThroughLine,
)
from commitments.models import RatingGuide as RatingGuideRow
from commitments.rating_guide import RatingGuide, empty_guide
from commitments.rating_guide_documents import guide_from_document
from commitments.translating.texts import (
    Texts,
    spoken_definition,
    spoken_guide,
    translation_digest,
    untranslated,
)
from lhs_portal.lib.languages import language as spoken_language

# Sections of the framework file whose entries have rows; `frame` holds all others.
PART_MODELS: dict[str, type[Part]] = {
    "pillars": Pillar,
    "features": AnchorFeature,
    "commitments": Commitment,
    "items": Item,
}

# The key holds all that can tell two contents apart: the digest says nothing about translations,
# and a draft may be loaded again with other ones under the same id.
_Key = tuple[int, str, datetime]
_loaded: dict[_Key, Definition] = {}
_guides: dict[tuple[int, str, int, str], RatingGuide] = {}
# Of a translation: its row, language, revision, state and digest.
_EditionKey = tuple[int, str, int, str, str]
_spoken: dict[tuple[Any, ...], Definition] = {}
_spoken_guides: dict[tuple[Any, ...], RatingGuide] = {}
VERSIONS_KEPT = 16


class ChangedFrameworkError(Exception):
    """The rows of a version do not have the digest under which they were stored."""


class MissingTranslationError(LookupError):
    """The version has no such revision of a translation."""


def load_definition(
    version: FrameworkVersion, language: str = "", *, revision: int | None = None
) -> Definition:
    """In the source language, or speaking the newest edition of a translation, or its `revision`.

    Without a translation into `language` the texts are in the source language, and the definition's
    `translation` is None. Costs no query where this process has loaded the same content before;
    in another language one small query.

    Raises ChangedFrameworkError where the rows are not what was stored: no score may rest on them;
    MissingTranslationError where there is no such revision.
    """
    source = _load_source(version)
    if language.lower() in ("", version.source_language.lower()):
        return source
    found = _find_edition(version, language, revision)
    key = (*_key_of(version), *(found or (language,)))
    definition = _spoken.get(key)
    if definition is None:
        if found:
            definition = spoken_definition(source, *_load_edition(version, found))
        else:
            definition = _from_the_file(source, language)
        _keep(_spoken, key, definition)
    return definition


def load_spoken_definition(version: FrameworkVersion) -> Definition:
    """For what a person reads now: in the language that the portal speaks at this moment.

    Nothing that is stored, signed or frozen may rest on its texts.
    """
    return load_definition(version, spoken_language())


def _load_source(version: FrameworkVersion) -> Definition:
    key = _key_of(version)
    definition = _loaded.get(key)
    if definition is None:
        definition = definition_from_document(document_from_rows(version))
        if definition.digest != version.digest:
            raise ChangedFrameworkError(
                f"Framework {version.version} was stored with the digest {version.digest}, "
                f"but its rows have {definition.digest}. Restore them from a backup."
            )
        _keep(_loaded, key, definition)
    return definition


def _key_of(version: FrameworkVersion) -> _Key:
    return version.pk, version.digest, version.loaded_at


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    if len(kept) >= VERSIONS_KEPT:
        kept.clear()
    kept[key] = value


def _find_edition(
    version: FrameworkVersion, language: str, revision: int | None
) -> _EditionKey | None:
    """All that tells one edition from another. One small query: not the texts."""
    editions = version.translations.filter(language__iexact=language)
    if revision is not None:
        editions = editions.filter(revision=revision)
    found: _EditionKey | None = (
        editions.order_by("-revision")
        .values_list("pk", "language", "revision", "state", "digest")
        .first()
    )
    if found is None and revision:
        raise MissingTranslationError(
            f"Framework {version.version} has no revision {revision} of a translation into "
            f"{language!r}."
        )
    return found


def _load_edition(version: FrameworkVersion, found: _EditionKey) -> tuple[Translated, Texts]:
    pk, language, revision, state, digest = found
    texts: Texts = version.translations.values_list("texts", flat=True).get(pk=pk)
    if translation_digest(version.digest, language, texts) != digest:
        raise ChangedFrameworkError(
            f"Revision {revision} of {version.version} in {language!r} was stored with the digest "
            f"{digest}, but its row has another. Restore it from a backup."
        )
    return Translated(language, state, revision, digest), texts


def _from_the_file(source: Definition, language: str) -> Definition:
    """What the framework file itself holds by language, where it holds every question."""
    if language not in source.languages:
        return untranslated(source)
    return spoken_definition(source, Translated(language, "draft", 0, ""), {})


def load_rating_guide(
    version: FrameworkVersion, language: str = "", *, revision: int | None = None
) -> RatingGuide:
    """As `load_definition`, and at one small query more.

    Raises ChangedFrameworkError where the row is not what was stored.
    """
    source = _load_source_guide(version)
    if not source.revision or language.lower() in ("", version.source_language.lower()):
        return source
    found = _find_edition(version, language, revision)
    if found is None:
        return source
    key = (*_key_of(version), source.revision, source.digest, *found)
    guide = _spoken_guides.get(key)
    if guide is None:
        translation, texts = _load_edition(version, found)
        guide = spoken_guide(source, version.source_language, translation, texts)
        _keep(_spoken_guides, key, guide)
    return guide


def load_spoken_rating_guide(version: FrameworkVersion) -> RatingGuide:
    """For what a person reads now, as `load_spoken_definition`."""
    return load_rating_guide(version, spoken_language())


def languages_of(version: FrameworkVersion) -> tuple[str, ...]:
    """In which the version can be read: the source's first. One query."""
    editions = version.translations.order_by("language").values_list("language", flat=True)
    others = {*load_definition(version).languages[1:], *editions} - {version.source_language}
    return (version.source_language, *sorted(others))


def _load_source_guide(version: FrameworkVersion) -> RatingGuide:
    rows = RatingGuideRow.objects.filter(framework_version=version)
    stored = rows.values_list("revision", "digest").first()
    if stored is None:
        return empty_guide(load_definition(version))
    guide = _guides.get((version.pk, version.digest, *stored))
    if guide is None:
        row = rows.get()
        guide = guide_from_document(row.document, version.source_language)
        if guide.digest != row.digest:
            raise ChangedFrameworkError(
                f"The rating guide of {version.version} was stored with the digest {row.digest}, "
                f"but its row has {guide.digest}. Restore it from a backup."
            )
        guide = dataclasses.replace(guide, revision=row.revision)
        _keep(_guides, (version.pk, version.digest, row.revision, row.digest), guide)
    return guide


def load_published(version_code: str) -> tuple[FrameworkVersion, Definition]:
    """A version that is or was in use, retired ones too; speaking the language of the moment.

    Raises Http404 for drafts and unknowns.
    """
    # PostgreSQL refuses NUL, even in what it is to look for.
    wanted = "" if "\0" in version_code else version_code
    version = FrameworkVersion.objects.public().filter(version=wanted).first()
    if version is None:
        raise Http404(f"There is no published framework version {version_code!r}.")
    return version, load_spoken_definition(version)


def document_from_rows(version: FrameworkVersion) -> dict[str, Any]:
    """The framework file again, in plain JSON values; the keys are in no order."""
    parts = {
        section: _entries(model._default_manager.filter(framework_version=version))
        for section, model in PART_MODELS.items()
    }
    return {
        **version.frame,
        **parts,
        "through_line": _entries(ThroughLine.objects.filter(framework_version=version)),
    }


def _entries(rows: Iterable[Part | ThroughLine]) -> list[Any]:
    return [row.entry for row in rows]
