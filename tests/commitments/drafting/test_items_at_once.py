"""Editors at once, with real transactions: nothing is lost, no code is given twice."""

import pytest

from commitments.drafting.actions import Conflict, DraftRefused, create_draft
from commitments.drafting.item_actions import add_item, save_item, shift_item
from commitments.drafting.models import Draft
from commitments.drafting.queries import load_draft_definition
from lhs_portal.accounts.models import User
from tests.assessments.actions.test_concurrency import PEOPLE, at_once
from tests.assessments.factories import publish_framework
from tests.cast import client_of
from tests.commitments.drafting.conftest import make_editor
from tests.commitments.drafting.item_forms import address, item_part, open_item


def made_draft() -> tuple[Draft, User]:
    erin = make_editor("Erin Castellanos")
    return create_draft(version="2025.1", base=publish_framework(), by=erin), erin


@pytest.mark.django_db(transaction=True)
def test_of_many_saves_of_one_item_the_first_stays_and_others_are_told() -> None:
    draft, erin = made_draft()
    entry = item_part(draft).entry

    def save(number: int) -> str:
        mine = {**entry, "why": {"en": f"By {number}"}}
        try:
            save_item(draft=draft, code="safe.1", entry=mine, said="", seen=1, by=erin)
        except Conflict as conflict:
            return "" if conflict.part else "somebody removed it"
        return f"By {number}"

    (saved,) = filter(None, at_once(save))
    assert item_part(draft).entry["why"] == {"en": saved}
    assert draft.changes.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_editors_of_different_fields_are_all_kept() -> None:
    draft, _ = made_draft()
    fields = ["question", *(f"descriptors_{n}" for n in range(5)), "why", "guidance_small"]
    editors = [make_editor(f"Editor{number} Person") for number in range(PEOPLE)]
    sent = [
        open_item(client_of(editor), draft) | {field: f"By {field}"}
        for editor, field in zip(editors, fields, strict=True)
    ]

    def save(number: int) -> int:
        client = client_of(editors[number])
        return client.post(address("item", draft), sent[number]).status_code

    assert at_once(save) == [302] * PEOPLE
    stored = open_item(client_of(editors[0]), draft)
    assert {field: stored[field] for field in fields} == {f: f"By {f}" for f in fields}


@pytest.mark.django_db(transaction=True)
def test_of_many_items_with_one_code_one_is_added() -> None:
    draft, erin = made_draft()
    entry = item_part(draft).entry

    def add(number: int) -> bool:
        mine = {**entry, "code": "safe.5", "why": {"en": f"By {number}"}}
        try:
            add_item(draft=draft, entry=mine, by=erin)
        except DraftRefused:
            return False
        return True

    assert sum(at_once(add)) == 1


@pytest.mark.django_db(transaction=True)
def test_many_shifts_leave_an_order() -> None:
    draft, erin = made_draft()

    def shift(number: int) -> bool:
        code = f"safe.{number % 4 + 1}"
        return shift_item(draft=draft, code=code, by=erin, down=number < PEOPLE // 2)

    at_once(shift)
    draft.refresh_from_db()
    codes = [item.code for item in load_draft_definition(draft).items_by_subject["safe"]]
    assert sorted(codes) == ["safe.1", "safe.2", "safe.3", "safe.4"]
    positions = draft.parts.filter(section="items").values_list("position", flat=True)
    assert len(set(positions)) == len(positions)
