"""A rater whose browser wishes Spanish: she rates, is told so by the script, and finishes."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.checks import check_axe, check_width
from tests.browser.following import follow
from tests.browser.windows import PHONE

TITLE = "Many voices 2027"
SAVED = re.compile(r"^Guardado a las \d\d:\d\d$")


def test_rater_rates_a_section_in_spanish_on_a_phone(sign_in):
    page = sign_in("clement@riverbend.example", viewport=PHONE, locale="es-US")
    page.goto("/")
    follow(page.get_by_role("link", name=TITLE).first)
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Se le pide evaluar: {TITLE}")
    check_axe(page)
    check_width(page)
    follow(page.locator(".btn.primary"))
    section = steps.text_of(page.get_by_role("heading", level=1))
    check_axe(page)
    check_width(page)
    items = steps.items(page)
    for item in items:
        steps.choose(item, "2")
        expect(item.locator("p.saved")).to_have_text(SAVED)
    follow(page.get_by_role("button", name=re.compile("^Guardar y (continuar|terminar)$")).last)
    page.goto("/")
    follow(page.get_by_role("link", name=TITLE).first)
    row = page.locator(".tasks li", has_text=section).first
    expect(row).to_contain_text(f"{len(items)} de {len(items)}")
    expect(row).to_contain_text("Terminada")
