from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from commitments import saying
from commitments.definition import Definition, GlossaryTerm, Source, Text
from commitments.glossing import Glossary
from lhs_portal.lib import days
from lhs_portal.lib.wording import mark, say

register = template.Library()

IOM_AIMS = {
    "safe": mark("Safe"),
    "effective": mark("Effective"),
    "patient-centered": mark("Patient-centered"),
    "timely": mark("Timely"),
    "efficient": mark("Efficient"),
    "equitable": mark("Equitable"),
}


@register.simple_tag(takes_context=True)
def framework_url(context: Context, name: str, **arguments: Any) -> str:
    """The address of a page of the framework, within the version that the reader is in."""
    edition = context["edition"]
    if edition.preview_of:
        # Only pages have a preview; files of a draft are exported.
        route = "export" if name in ("json", "yaml") else f"public_{name}"
        return reverse(f"drafting:{route}", kwargs={"draft_id": edition.preview_of, **arguments})
    if edition.pinned:
        arguments["version"] = edition.version.version
    return reverse(f"commitments:{name}", kwargs=arguments)


@register.simple_tag(takes_context=True)
def lasting_url(context: Context) -> str:
    """The address of this very page in this very version."""
    version = context["edition"].version.version
    page = context["page"]
    return reverse(f"commitments:{page['name']}", kwargs={**page["arguments"], "version": version})


@register.filter
def said(text: Text | str) -> str:
    """In the content of an element: what nobody translated says its language."""
    return saying.said(text) if isinstance(text, Text) else text


@register.filter
def original(text: Text) -> str:
    """What a translation was made of; empty where the text is shown as its source wrote it."""
    return text.source if text.shown and text.shown != text.source else ""


@register.filter
def in_own_language(code: str) -> str:
    return saying.name_of_language(code)


@register.filter
def source_of(framework: Definition, code: str) -> Source | None:
    return framework.source_by_code.get(code)


@register.filter
def in_words(value: str) -> str:
    """A date of the framework file, such as "2024-12", for people; anything else as it is."""
    parts = value.split("-")
    if not 1 < len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return value
    try:
        day = date(*(int(part) for part in (*parts, "1")[:3]))
    except ValueError:
        return value
    return days.in_words(day, days.Form.LONG_DAY if len(parts) == 3 else days.Form.LONG_MONTH)


@register.filter
def aim_in_words(code: str) -> str:
    """The six aims of the IOM (2001); what else an editor wrote there stays as written."""
    return say(IOM_AIMS[code]) if code in IOM_AIMS else code.capitalize()


@register.filter
def sectors_named(framework: Definition, codes: tuple[str, ...]) -> str:
    """In the order of the framework."""
    return ", ".join(str(sector.name) for sector in framework.sectors if sector.code in codes)


@register.simple_tag
def glossary_of(framework: Definition) -> Glossary:
    """The page's own, for `glossed`: `{% glossary_of framework as glossary %}`."""
    return Glossary(framework.glossary)


@register.simple_tag(takes_context=True)
def glossed(context: Context, text: Text | str) -> str:
    """As `said`. Where the page has a glossary, its terms become buttons that explain them."""
    shown = conditional_escape(said(text))
    glossary = context.get("glossary")
    return mark_safe(glossary.gloss(shown, _button)) if glossary else shown  # noqa: S308


@register.inclusion_tag("commitments/_glossary_words.html")
def glossary_words(glossary: Glossary, *texts: object) -> dict[str, object]:
    """The terms of texts that can hold no button: labels of choices, and the levels' own."""
    listed: list[object] = []
    for text in texts:
        listed += [level.descriptor for level in text] if isinstance(text, list | tuple) else [text]
    return {"terms": list(glossary.in_texts(listed))}


@register.inclusion_tag("commitments/_glossary_explained.html")
def glossary_explained(glossary: Glossary) -> dict[str, object]:
    """At the end of the page: what its terms mean, hidden until one is asked for."""
    return {"terms": glossary.explained}


def _button(term: GlossaryTerm, words: str) -> str:
    return format_html(
        '<button type="button" class="term" popovertarget="word-{}">{}</button>',
        term.code,
        mark_safe(words),  # noqa: S308 - a part of a text that is escaped already
    )
