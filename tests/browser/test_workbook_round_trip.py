"""A draft goes to Excel and back, a fault is named by its cell; then a text is translated."""

import io
import json

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.checks import check_axe
from tests.browser.following import follow
from tests.browser.workbook_scene import VERSION

WHY = "Nobody can act on a risk that is not written down."
SPANISH = "Nadie puede actuar ante un riesgo que no está por escrito."


def change(workbook: bytes, **cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    for place, value in cells.items():
        book["items"][place].value = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def row_of(workbook: bytes, code: str) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook))["items"]
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == code)


def send(page: Page, workbook: bytes) -> None:
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"name": "draft.xlsx", "mimeType": media_type, "buffer": workbook}
    page.get_by_label("File").set_input_files(file)
    follow(page.get_by_role("button", name="Read the file"))


def bring_back(page: Page, draft: str) -> None:
    page.goto(f"/framework/drafts/{draft}/")
    follow(page.get_by_role("link", name="Export", exact=True))
    workbook = steps.download(page, "Workbook")
    row = row_of(workbook, "safe.1")
    follow(page.get_by_role("link", name="Bring a file into this draft"))
    send(page, change(workbook, **{f"E{row}": -1, f"F{row}": None}))
    faults = page.get_by_role("alert")
    expect(faults).to_contain_text(f"items, cell E{row}:")
    expect(faults).to_contain_text(f"items, cell F{row}:")
    check_axe(page)
    send(page, change(workbook, **{f"G{row}": WHY}))
    expect(page.get_by_role("heading", name="What the file would change")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("safe.1")
    follow(page.get_by_role("button", name="Bring it into the draft"))
    expect(page.get_by_role("main")).to_contain_text("The file is in the draft: 1 change.")
    expect(page.get_by_role("main")).to_contain_text("Imported from draft.xlsx")


def translate(page: Page) -> None:
    page.goto("/framework/translations/2024.12/es/texts/?group=items.safe")
    field = page.get_by_label("Spanish: safe.1 · why it matters")
    before = steps.value_of(field)
    field.fill(SPANISH)
    follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_role("main")).to_contain_text("1 text saved.")
    page.goto("/framework/translations/2024.12/es/texts/?show=changed")
    expect(page.get_by_label("Spanish: safe.1 · why it matters")).to_have_value(SPANISH)
    # As it was, for the journeys after this one: nothing is published.
    page.get_by_label("Spanish: safe.1 · why it matters").fill(before)
    follow(page.get_by_role("button", name="Save", exact=True))


def test_workbook_comes_back_and_a_text_is_translated(open_context, portal):
    staged = json.loads(portal.run_module("tests.browser.workbook_scene").splitlines()[-1])
    context = open_context(answers={422})
    context.add_cookies([{"name": "sessionid", "value": staged["session"], "url": portal.url}])
    page = context.new_page()
    bring_back(page, staged["draft"])
    translate(page)
    page.goto(f"/framework/drafts/{staged['draft']}/")
    expect(page.get_by_role("heading", name=f"Draft {VERSION}")).to_be_visible()
