"""A page without the buttons that explain terms of the glossary: what a reader reads stays."""

import re

TERM = re.compile(
    r'<button type="button" class="term" popovertarget="word-([\w-]+)">([^<]*)</button>'
)


def without_terms(page: str) -> str:
    return TERM.sub(r"\2", page)
