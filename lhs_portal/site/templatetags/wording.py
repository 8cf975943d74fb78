"""In a template, what code marked for translation: `{{ organization.get_sector_display|said }}`."""

from django import template

from lhs_portal.lib.wording import say

register = template.Library()


@register.filter
def said(marked: object) -> str:
    return say(str(marked)) if marked else ""
