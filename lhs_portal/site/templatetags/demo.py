from functools import cache
from typing import Any

from django import template

from lhs_portal.site.demo import cast

register = template.Library()


@register.simple_tag
@cache
def demo_sign_ins() -> dict[str, Any]:
    """The people whom a visitor of the demo can be, and the password of all."""
    return {"people": cast.sign_ins(), "password": cast.password()}
