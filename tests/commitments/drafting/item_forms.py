"""What a browser would send of the page of an item."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from commitments.drafting.models import Draft, DraftPart


class _Fields(HTMLParser):
    """The fields of the form with the id, as a browser reads them; buttons are not pressed."""

    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form_id, self.inside, self.area = form_id, False, ""
        self.fields: dict[str, Any] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        name = given.get("name")
        if not self.inside or not name:
            return
        if tag == "textarea":
            self.area, self.fields[name] = name, ""
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.fields.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input":
            self.fields[name] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data


def fields_in(page: str, form_id: str = "item-form") -> dict[str, Any]:
    reader = _Fields(form_id)
    reader.feed(page)
    reader.fields.pop("csrfmiddlewaretoken", None)
    return reader.fields


def address(name: str, draft: Draft, code: str = "safe.1") -> str:
    return reverse(f"drafting:{name}", args=[draft.pk, code])


def open_item(client: Client, draft: Draft, code: str = "safe.1") -> dict[str, Any]:
    response = client.get(address("item", draft, code))
    assert response.status_code == 200
    return fields_in(response.content.decode())


def item_part(draft: Draft, code: str = "safe.1") -> DraftPart:
    return draft.parts.get(section="items", code=code)
