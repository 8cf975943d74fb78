from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from lhs_portal.site.script_words import translated_words

register = template.Library()


@register.simple_tag
def script_words() -> SafeString | str:
    """Data for scripts, and no script: a policy that allows nothing inline lets it through."""
    words = translated_words()
    return json_script(words, "script-words") if words else ""
