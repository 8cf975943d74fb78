"""The questionnaire on paper: every question with its five levels, and room to write."""

from typing import Any

from django.conf import settings

from commitments.definition import Commitment, Definition, Feature, Subject, Text
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import mark, say
from reports.documents.fonts import load_library
from reports.documents.pdf import compile_pdf, read_templates
from reports.documents.print_text import PrintText
from reports.documents.print_words import translated_words

TITLE = mark("Learning health system maturity instrument")
EPOCH = 1_733_011_200  # a fixed time: equal frameworks give equal bytes


def render_instrument(definition: Definition, language: str) -> bytes:
    """A tagged PDF in a language of the framework. Raises DocumentFailed."""
    library = load_library(settings.FONT_PATHS)
    printer = PrintText(library)
    with speaking(language):
        data = build_instrument_data(definition, language, printer)
    templates = read_templates()
    files = {**templates, "main.typ": templates["instrument.typ"]}
    folders = library.folders if printer.fonts else ()
    return compile_pdf(files, data, EPOCH, folders=folders, kind="instrument")


def _original(subject: Subject, shown: Any) -> str:
    """A quotation keeps its own words beside its translation."""
    if not isinstance(subject, Commitment) or subject.provenance != "verbatim":
        return ""
    source = subject.definition.source
    return "" if shown == source else source


def build_instrument_data(
    definition: Definition, language: str, printer: PrintText
) -> dict[str, Any]:
    def said(text: Text) -> str:
        return text.in_language(language)

    def of_subject(subject: Subject) -> dict[str, Any]:
        items = definition.items_by_subject[subject.code]
        named = (
            {"name": said(subject.name), "definition": said(subject.definition), "quoted": True}
            if isinstance(subject, Commitment)
            else {
                "name": f"{subject.code} {said(subject.name)}",
                "definition": said(subject.summary),
                "quoted": False,
            }
        )
        return {
            **named,
            "original": _original(subject, named["definition"]),
            "code": subject.code,
            "provisional": isinstance(subject, Feature) and subject.provisional,
            "items": [
                {
                    "code": item.code,
                    "essential": item.essential,
                    "question": said(item.question),
                    "why": said(item.why),
                    "levels": [said(text) for text in item.descriptors],
                    "evidence": [said(text) for text in item.evidence],
                }
                for item in items
            ],
        }

    data: dict[str, Any] = printer.clean(
        {
            "identity": {
                "title": say(TITLE),
                "organization": say("framework {version}", version=definition.version),
                "kind_shown": say("Blank instrument"),
                "framework_version": definition.version,
                "language": language,
            },
            "headline": say(
                "{number} questions with five levels each", number=len(definition.items)
            ),
            "framework": {
                "version": definition.version,
                "digest": definition.digest,
                "title": said(definition.title),
            },
            "rule": said(definition.rating_rule),
            "levels": [
                {"name": said(level.name), "description": said(level.description)}
                for level in definition.levels
            ],
            "subjects": [of_subject(subject) for subject in definition.subjects],
            "count": len(definition.items),
            "essential": sum(item.essential for item in definition.items),
            "affiliation_note": said(definition.affiliation_note),
            "sources": [
                {"citation": source.citation, "url": source.url} for source in definition.sources
            ],
        }
    )
    data["fonts"] = printer.fonts
    data["words"] = translated_words()
    return data
