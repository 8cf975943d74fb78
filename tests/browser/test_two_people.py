"""Two people on one item: nobody's text is overwritten, and the second one chooses."""

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.checks import check_axe
from tests.browser.following import follow

LEAD, COLLEAGUE = "joss@tamarack.example", "kaia@tamarack.example"
HERS = "Kaia counted: 3 of 9 clinics, in the log of August."
HIS = "Joss counted: 5 of 9 clinics, in the same log."
WITH_AND_WITHOUT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])


def open_section(page, name):
    page.goto("/")
    follow(page.get_by_role("link", name="Before the accreditation visit"))
    follow(page.get_by_role("link", name=name))
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def write(page, number, level, note):
    item = steps.items(page)[number]
    steps.choose(item, level)
    steps.write_note(item, note)
    return item


def save(page):
    """Saved without leaving the section: where it is saved by itself, there is nothing to do."""
    follow(page.get_by_role("button", name="Save and go Back"))


@WITH_AND_WITHOUT
@pytest.mark.parametrize(
    ("kept", "text", "level"), [("Use yours", HIS, 3), ("Keep theirs", HERS, 1)]
)
def test_second_person_sees_both_texts_and_chooses(sign_in, javascript, kept, text, level):
    section = "Inclusivity" if javascript else "Connection to people and communities"
    number = 0 if kept == "Use yours" else 1
    answers = () if javascript else {409}
    his = sign_in(LEAD, javascript=javascript, answers=answers)
    hers = sign_in(COLLEAGUE, javascript=javascript)
    open_section(his, section)
    open_section(hers, section)

    item = write(hers, number, "1", HERS)
    if javascript:
        steps.expect_saved(item)
    save(hers)
    expect(hers.get_by_role("heading", level=1)).to_have_text("Before the accreditation visit")

    item = write(his, number, "3", HIS)
    if not javascript:
        save(his)
        item = steps.items(his)[number]
    panel = item.get_by_role("group", name="Kaia Bergstrom changed this answer")
    expect(panel).to_contain_text(HERS)
    expect(panel).to_contain_text("Nothing has been overwritten.")
    # The panel may have come at the level, before the note was typed, and gives way to one with it:
    # a press on the first of them waits for the news, and leads nowhere.
    expect(panel).to_contain_text(HIS)
    expect(item.get_by_label("What is this answer based on?")).to_have_value(HIS)
    if javascript:
        check_axe(his)
    follow(panel.get_by_role("button", name=kept))

    expect(his.get_by_role("group", name="Kaia Bergstrom changed this answer")).to_have_count(0)
    open_section(his, section)
    item = steps.items(his)[number]
    expect(item.get_by_role("radio").nth(level)).to_be_checked()
    expect(item.get_by_label("What is this answer based on?")).to_have_value(text)

    open_section(hers, section)
    expect(steps.items(hers)[number].get_by_label("What is this answer based on?")).to_have_value(
        text
    )
