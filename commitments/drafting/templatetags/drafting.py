from django import template

from commitments.drafting.models import Draft
from commitments.drafting.places import place_of
from lhs_portal.lib.wording import say

register = template.Library()


@register.simple_tag
def part_url(draft: Draft, section: str, code: str) -> str:
    return place_of(draft, section, code)


@register.filter
def said(constant: str) -> str:
    """A constant that is marked for translation, in the language of the person."""
    return say(constant) if constant else ""
