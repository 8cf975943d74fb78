"""A translation to the rows of a version: the first edition, or the next revision."""

from typing import Any

from django.db import transaction

from commitments.models import FrameworkVersion, TranslatedText, TranslationEdition
from commitments.translating.files import TranslationFile
from commitments.translating.texts import Texts, translation_digest
from lhs_portal.audit.models import record_event


@transaction.atomic
def import_translation(
    file: TranslationFile, *, version: FrameworkVersion, by: Any = None
) -> tuple[TranslationEdition, bool]:
    """The edition, and whether anything was written. Equal content of any revision is left alone.

    What a translator wrote here since, and has not published, stays as it is.
    """
    version = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    editions = version.translations.filter(language=file.language)
    digest = translation_digest(version.digest, file.language, file.texts)
    if same := editions.filter(digest=digest, state=file.state).first():
        return same, False
    before = editions.first()
    edition = add_edition(
        version=version,
        language=file.language,
        state=file.state,
        texts=file.texts,
        at_least=file.revision,
        by=by,
    )
    if before:
        _forget_published(before)
    return edition, True


def add_edition(
    *,
    version: FrameworkVersion,
    language: str,
    state: str,
    texts: Texts,
    by: Any = None,
    at_least: int = 1,
) -> TranslationEdition:
    """The next revision. Within a transaction that holds the version's lock."""
    before = version.translations.filter(language=language).first()
    edition = TranslationEdition.objects.create(
        framework_version=version,
        language=language,
        revision=max(before.revision + 1 if before else 1, at_least),
        state=state,
        digest=translation_digest(version.digest, language, texts),
        texts=dict(texts),
        made_by=by,
    )
    record_event(
        "framework translated",
        version,
        by=by,
        what=f"{version.version} {language}",
        before=before and {"revision": before.revision, "digest": before.digest},
        after={"revision": edition.revision, "state": state, "digest": edition.digest},
    )
    return edition


def _forget_published(before: TranslationEdition) -> None:
    """What stood in the last edition already does not stand over the new one."""
    rows = TranslatedText.objects.filter(
        framework_version=before.framework_version_id, language=before.language
    )
    published = [row.pk for row in rows if row.text == before.texts.get(row.path, "")]
    rows.filter(pk__in=published).delete()
