"""Texts of templates that no tag translates: what a person would read in English for ever."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

ATTRIBUTES = frozenset(
    {"alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "content",
     "data-confirm", "hx-confirm", "label", "placeholder", "title", "value"}
)  # fmt: skip
_VALUES_SHOWN = frozenset({"submit", "button", "reset"})
# <html translate="no"> says it to browsers, too: names, codes, words of a language of their own.
_SILENT = frozenset({"code", "kbd", "pre", "script", "style", "samp", "sub"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
     "wbr"}
)  # fmt: skip
# Names, and endings of files.
NAMES = (
    "LHS Portal", "BibTeX", "Excel", "Creative Commons", "Django", "LibreOffice", "ClamAV", "Typst"
)  # fmt: skip
_WORD = re.compile(r"[A-Za-zÀ-ÿ]*[a-zà-ÿ][A-Za-zÀ-ÿ]+")
# Arguments of tags and filters that are shown: {% include … with title="…" %}, |default:"…".
_ARGUMENT = re.compile(r"""(?:=|default:|yesno:|default_if_none:|pluralize:)(["'])(.*?)\1""")
_FORMS = re.compile(r"\|(?:date|time|add|cut|slice|stringformat|floatformat|join):([\"']).*?\1")
_HIDES = {
    "blocktranslate": "endblocktranslate",
    "blocktrans": "endblocktrans",
    "comment": "endcomment",
}
EXEMPT = frozenset({"templates/style_guide.html"})  # for developers
_TECHNICAL = frozenset(
    {"translate", "trans", "url", "static", "load", "extends", "if", "elif", "framework_url"}
)


def unmarked_in_template(text: str, *, html: bool) -> Iterator[tuple[int, str]]:
    """Line and text."""
    shown = []
    hidden_until = ""
    for token in Lexer(text).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.contents.strip() else ""
        if hidden_until:
            if token.token_type == TokenType.BLOCK and name == hidden_until:
                hidden_until = ""
        elif token.token_type == TokenType.TEXT:
            shown.append(token.contents)
            continue
        elif token.token_type == TokenType.BLOCK and name in _HIDES:
            hidden_until = _HIDES[name]
        elif token.token_type == TokenType.BLOCK and token.contents.split()[1:2] == ["main_class"]:
            hidden_until = "endblock"
        elif token.token_type != TokenType.COMMENT and name not in _TECHNICAL:
            yield from _arguments(token)
        shown.append("\n" * _source_of(token).count("\n"))
    rest = "".join(shown)
    if html:
        yield from _of_html(rest)
    else:
        for number, line in enumerate(rest.splitlines(), 1):
            if is_words(line):
                yield number, line.strip()


def is_words(text: str) -> bool:
    """Whether more than names, codes and signs stands there."""
    for name in NAMES:
        text = text.replace(name, "")
    return bool(_WORD.search(text))


def _source_of(token: Token) -> str:
    # A tag is on one line; a hidden text may be on many.
    return token.contents if token.token_type == TokenType.TEXT else ""


def _arguments(token: Token) -> Iterator[tuple[int, str]]:
    for _quote, text in _ARGUMENT.findall(_FORMS.sub("", token.contents)):
        if " " in text.strip() or (text[:1].isupper() and is_words(text)):
            yield token.lineno or 0, text


def _of_html(text: str) -> list[tuple[int, str]]:
    parser = _Texts()
    parser.feed(text)
    parser.close()
    return parser.found


class _Texts(HTMLParser):
    """Nodes and attributes that are read or spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self._silent:
            for name, value in attrs:
                if value and self._shows(tag, name, given) and is_words(value):
                    self.found.append((self.getpos()[0], value))
        silent = self._silent or tag in _SILENT or given.get("translate") == "no"
        if silent and tag not in _VOID:
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._silent and self._silent[-1] == tag and tag not in _VOID:
            self._silent.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._silent and is_words(data):
            before = data[: len(data) - len(data.lstrip())].count("\n")
            self.found.append((self.getpos()[0] + before, " ".join(data.split())))

    def _shows(self, tag: str, name: str, given: dict[str, str | None]) -> bool:
        if name == "value":
            return tag == "input" and given.get("type") in _VALUES_SHOWN
        if name == "content":
            return tag == "meta" and given.get("name") == "description"
        return name in ATTRIBUTES
