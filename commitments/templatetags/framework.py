from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.dateformat import format as format_date

from commitments.definition import Definition, Source

register = template.Library()


@register.simple_tag(takes_context=True)
def framework_url(context: Context, name: str, **arguments: Any) -> str:
    """The address of a page of the framework, within the version that the reader is in."""
    edition = context["edition"]
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
    return format_date(day, "F j, Y" if len(parts) == 3 else "F Y")


@register.filter
def sectors_named(framework: Definition, codes: tuple[str, ...]) -> str:
    """In the order of the framework."""
    return ", ".join(str(sector.name) for sector in framework.sectors if sector.code in codes)
