"""The texts of a version by path, and a definition that speaks a translation of them. Pure.

A path is that of the text in the framework file, such as items/safe.1/descriptors/2; what stands
in the rating guide begins with raters/.
"""

import dataclasses
from collections.abc import Mapping

from commitments.definition import Definition, Text, Translated
from commitments.document_form import respoken
from commitments.form_fields import Respeak
from commitments.rating_guide import RatingGuide
from commitments.rating_guide_documents import guide_respoken
from lhs_portal.lib.canonical import digest_of

Texts = Mapping[str, str]


def texts_of(definition: Definition, guide: RatingGuide | None = None) -> dict[str, Text]:
    """Every text that is there to be translated, in framework order; the guide's at the end."""
    found: dict[str, Text] = {}

    def note(path: str, text: Text) -> Text:
        found[path] = text
        return text

    respoken(definition, note)
    if guide is not None:
        guide_respoken(guide, note)
    return found


def spoken_definition(definition: Definition, translation: Translated, texts: Texts) -> Definition:
    """Its digest, and what equals it, stay as they are."""
    speak = _speaking(definition.source_language, translation.language, texts)
    return dataclasses.replace(respoken(definition, speak), translation=translation)


def spoken_guide(
    guide: RatingGuide, source_language: str, translation: Translated, texts: Texts
) -> RatingGuide:
    speak = _speaking(source_language, translation.language, texts)
    return dataclasses.replace(guide_respoken(guide, speak), translation=translation)


def untranslated(definition: Definition) -> Definition:
    """Whose texts say in which language they are, for pages in another one."""
    language = definition.source_language

    def tell(_path: str, text: Text) -> Text:
        return dataclasses.replace(text, shown=text.source, spoken=language)

    return respoken(definition, tell)


def _speaking(source_language: str, language: str, texts: Texts) -> Respeak:
    """An edition's text goes before one that the framework file itself carries."""

    def speak(path: str, text: Text) -> Text:
        words = texts.get(path) or dict(text.translations).get(language, "")
        spoken = language if words else source_language
        return dataclasses.replace(text, shown=words, spoken=spoken)

    return speak


def translation_digest(version_digest: str, language: str, texts: Texts) -> str:
    """Of what is said: not of who says it, nor whether somebody reviewed it."""
    return digest_of({"framework": version_digest, "language": language, "texts": dict(texts)})
