"""The code of a part in an address, `<code:…>`."""

from django.urls.converters import StringConverter


class CodeConverter(StringConverter):
    """PostgreSQL keeps no NUL, and refuses to look for one: an address with it has no route."""

    regex = r"[^/\0]+"
