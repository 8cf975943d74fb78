"""What translators do to a translation. Every action asks for the role again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from commitments.drafting.permissions import check_editor
from commitments.models import (
    FrameworkVersion,
    TranslatedText,
    TranslationEdition,
    TranslationState,
)
from commitments.queries import load_definition, load_rating_guide
from commitments.translating.importing import add_edition
from commitments.translating.queries import load_translation
from commitments.translating.texts import texts_of
from commitments.translating.working import Entry, next_texts, source_digest
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say


class TranslationRefused(Exception):
    """Cannot be done; the sentence is for the translator."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """`seen` is what the form said it had shown; None takes what stands there now."""

    path: str
    text: str
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    paths: tuple[str, ...]
    conflicts: Mapping[str, Entry]  # by path, as each is now


@transaction.atomic
def save_texts(
    *, version: FrameworkVersion, language: str, texts: Iterable[Rewritten], by: User
) -> Saved:
    """What somebody changed since it was shown is not overwritten; all the rest is saved.

    A text that equals what stands there is confirmed where it was outdated, and else left alone.
    """
    check_editor(by)
    # Of two savings at once the second waits, and finds what the first wrote.
    version = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    known = {entry.path: entry for entry in load_translation(version, language).entries}
    saved, conflicts = [], {}
    for given in texts:
        entry = known.get(given.path)
        if entry is None or (given.text == entry.text and entry.state != "outdated"):
            continue
        if given.seen is not None and given.seen != entry.seen:
            conflicts[given.path] = entry
            continue
        _write(version, language, entry, given.text, by)
        saved.append(given.path)
    if saved:
        record_event(
            "translation changed",
            version,
            by=by,
            what=f"{version.version} {language}",
            after={"texts": len(saved), "paths": saved[:20]},
        )
    return Saved(tuple(saved), conflicts)


def _write(
    version: FrameworkVersion, language: str, entry: Entry, text: str, by: User | None
) -> None:
    row = TranslatedText.objects.filter(
        framework_version=version, language=language, path=entry.path
    ).first()
    row = row or TranslatedText(
        framework_version=version, language=language, path=entry.path, revision=0
    )
    row.text, row.source_digest = text, source_digest(entry.source)
    row.revision += 1
    row.at, row.by = timezone.now(), by
    row.save()


@transaction.atomic
def publish_edition(
    *, version: FrameworkVersion, language: str, state: str, seen: int, by: User
) -> TranslationEdition:
    """The next revision, which pages show from now on; reports keep the one that they froze.

    `seen` is the revision that the form showed: a second press finds the edition made. Raises
    TranslationRefused.
    """
    check_editor(by)
    version = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    translation = load_translation(version, language)
    edition = translation.edition
    texts = next_texts(translation.entries)
    if edition and edition.state == state and dict(edition.texts) == texts:
        if seen < edition.revision:
            return edition
        raise TranslationRefused(say("Nothing has changed since the last edition."))
    if seen != translation.revision:
        raise TranslationRefused(
            say(
                "Revision {revision} was published meanwhile. Look at it, then publish again.",
                revision=translation.revision,
            )
        )
    if not texts:
        raise TranslationRefused(say("There is no translated text yet."))
    return add_edition(version=version, language=language, state=state, texts=texts, by=by)


@transaction.atomic
def carry_over(
    old_version: FrameworkVersion, new_version: FrameworkVersion, by: Any = None
) -> tuple[TranslationEdition, ...]:
    """The newest editions of one version as the first of another, in every language.

    A text whose source says the same is taken over; one whose source has changed waits for its
    translator as outdated, and is shown in the source language meanwhile. The rating guide of the
    new version is there already.
    """
    old_sources, new_sources = _sources(old_version), _sources(new_version)
    path_of = {text: path for path, text in reversed(old_sources.items())}
    made = []
    for language in sorted(set(old_version.translations.values_list("language", flat=True))):
        if new_version.translations.filter(language=language).exists():
            continue
        old = old_version.translations.filter(language=language).first()
        assert old is not None  # noqa: S101 -- its language was just read
        texts, outdated = {}, []
        for path, source in new_sources.items():
            if old_sources.get(path) == source and path in old.texts:
                texts[path] = old.texts[path]
            elif source in path_of and path_of[source] in old.texts:
                texts[path] = old.texts[path_of[source]]
            elif path in old.texts:
                outdated.append(
                    TranslatedText(
                        framework_version=new_version,
                        language=language,
                        path=path,
                        text=old.texts[path],
                        source_digest=source_digest(old_sources.get(path, "")),
                        by=None,
                    )
                )
        TranslatedText.objects.bulk_create(outdated)
        if texts:
            whole = len(texts) == len(new_sources)
            state = old.state if whole else TranslationState.DRAFT.value
            made.append(
                add_edition(version=new_version, language=language, state=state, texts=texts, by=by)
            )
    return tuple(made)


def _sources(version: FrameworkVersion) -> dict[str, str]:
    guide = load_rating_guide(version)
    found = texts_of(load_definition(version), guide if guide.revision else None)
    return {path: text.source for path, text in found.items()}
