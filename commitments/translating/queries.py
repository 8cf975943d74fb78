"""Translations as translators see them."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from commitments.definition import Definition
from commitments.models import FrameworkVersion, TranslatedText, TranslationEdition
from commitments.queries import load_definition, load_rating_guide
from commitments.rating_guide import RatingGuide
from commitments.translating.texts import texts_of
from commitments.translating.working import Entry, Group, Written, entries_of, grouped
from lhs_portal.lib.languages import INTERFACE


@dataclass(frozen=True)
class Translation:
    """A version's texts beside their translation, as it stands now."""

    version: FrameworkVersion
    definition: Definition
    guide: RatingGuide | None
    language: str
    edition: TranslationEdition | None
    entries: tuple[Entry, ...]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return grouped(self.definition, self.entries)

    @property
    def revision(self) -> int:
        return self.edition.revision if self.edition else 0

    @cached_property
    def unpublished(self) -> bool:
        return any(entry.state == "changed" for entry in self.entries) or any(
            entry.published and not entry.text for entry in self.entries
        )


def load_translatable(version_code: str, language: str) -> FrameworkVersion:
    """A version that is or was in use, and a language of the interface. Raises Http404."""
    wanted = "" if "\0" in version_code else version_code
    version = FrameworkVersion.objects.public().filter(version=wanted).first()
    if version is None or language not in INTERFACE or language == version.source_language:
        raise Http404(f"Framework {version_code!r} is not translated into {language!r} here.")
    return version


def load_translation(version: FrameworkVersion, language: str) -> Translation:
    """Four queries, however many texts there are."""
    definition = load_definition(version)
    guide = load_rating_guide(version)
    edition = version.translations.filter(language=language).select_related("made_by").first()
    rows = TranslatedText.objects.filter(framework_version=version, language=language)
    written = {
        row.path: Written(
            row.text,
            row.source_digest,
            row.revision,
            row.by.display_name if row.by else "",
            row.at,
        )
        for row in rows.select_related("by")
    }
    beside = guide if guide.revision else None
    entries = entries_of(
        texts_of(definition, beside),
        edition.texts if edition else {},
        edition.revision if edition else 0,
        written,
    )
    return Translation(version, definition, beside, language, edition, entries)
