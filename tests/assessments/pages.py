"""What a browser would send from a page: the fields of its form, as they stand in the HTML."""

from html.parser import HTMLParser

from django.http import HttpResponse


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.values: dict[str, str] = {}
        self._form = False
        self._disabled = 0
        self._area: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = given.get("method") == "post" and "logout" not in given.get("action", "")
        name = given.get("name", "")
        if not self._form or not name or name == "csrfmiddlewaretoken":
            return
        if tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "input" and (
            given.get("type") not in ("radio", "checkbox") or "checked" in given
        ):
            self.values[name] = given.get("value", "on")

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            # HTML drops the first newline of a text area, and sends each one as CR LF.
            self.values[self._area] = self._text.removeprefix("\n").replace("\n", "\r\n")
            self._area = None
        elif tag == "form":
            self._form = False


def fields_of(response: HttpResponse) -> dict[str, str]:
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser.values
