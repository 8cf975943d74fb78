"""What can become of an item: order, another subject, retired, brought back, split, removed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commitments.drafting import item_actions
from commitments.drafting.actions import DraftRefused, discard_draft
from commitments.drafting.models import Draft
from commitments.drafting.queries import load_draft_definition, read_draft
from commitments.drafting.undo import undo_batch
from lhs_portal.accounts.models import User
from tests.cast import client_of
from tests.commitments.drafting.item_forms import address, fields_in, item_part, open_item


def order(draft: Draft, subject: str = "safe") -> list[str]:
    return [item.code for item in _fresh(draft).items_by_subject[subject]]


def _fresh(draft: Draft) -> Any:
    draft.refresh_from_db()
    return load_draft_definition(draft)


def listed(client: Client, draft: Draft, subject: str = "safe") -> str:
    url = reverse("drafting:items", args=[draft.pk])
    return client.get(url, {"subject": subject}).content.decode()


def split_form(client: Client, draft: Draft, code: str = "safe.1") -> dict[str, Any]:
    page = client.get(address("item_split", draft, code)).content.decode()
    marked = page.replace('<form method="post" novalidate', '<form id="item-form" method="post"')
    return fields_in(marked) | {"reason": "It asks two things"}


def test_shifting_moves_one_place_and_stops_at_the_ends(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    response = client.post(address("item_down", copy))
    assert response["Location"].endswith("?subject=safe&page=1&moved=down-safe.1")
    assert order(copy) == ["safe.2", "safe.1", "safe.3", "safe.4"]
    page = client.get(response["Location"]).content.decode()
    assert page.count(" autofocus") == 1
    client.post(address("item_up", copy, "safe.1"))
    client.post(address("item_up", copy, "safe.1"))
    client.post(address("item_down", copy, "safe.4"))
    assert order(copy) == ["safe.1", "safe.2", "safe.3", "safe.4"]
    assert order(copy, "effective")[0] == "effective.1"


def test_retired_item_stays_readable_and_can_come_back(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    client.post(address("item", copy), open_item(client, copy) | {"why": "Written in the draft."})
    sent = {"seen": "2", "reason": "Nobody can answer it", "heirs": "safe.2, safe.3"}
    assert client.post(address("item_retire", copy), sent).status_code == 302
    definition = _fresh(copy)
    (retired,) = definition.retired_items
    assert (retired.code, retired.last_version) == ("safe.1", "2024.12")
    assert retired.replaced_by == ("safe.2", "safe.3")
    assert "safe.1" not in definition.item_by_code
    assert "safe.1" in listed(client, copy)
    page = client.get(address("item", copy)).content.decode()
    assert "Nobody can answer it" in page
    assert "safe.1 at level 3." in page
    client.post(address("item_bring_back", copy))
    assert order(copy) == ["safe.1", "safe.2", "safe.3", "safe.4"]
    assert item_part(copy).entry["why"] == {"en": "Written in the draft."}
    assert not _fresh(copy).retired_items


def test_retiring_asks_for_a_reason_and_keeps_the_heirs(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    response = client.post(
        address("item_retire", copy), {"seen": "1", "reason": "", "heirs": "safe.2"}
    )
    assert response.status_code == 422
    assert 'value="safe.2"' in response.content.decode()


@pytest.mark.parametrize("heirs", ["safe.99", "safe.1", "nowhere.1 safe.2"])
def test_retiring_for_no_item_or_in_a_circle_is_refused(
    erin: User, copy: Draft, heirs: str
) -> None:
    sent = {"seen": "1", "reason": "A good reason", "heirs": heirs}
    response = client_of(erin).post(address("item_retire", copy), sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "A good reason" in page
    assert f'value="{heirs}"' in page
    assert not copy.changes.exists()


def test_circle_over_several_items_is_refused(erin: User, copy: Draft) -> None:
    def retire(code: str, heir: str) -> None:
        item_actions.retire_item(draft=copy, code=code, why="", replaced_by=[heir], seen=1, by=erin)

    retire("safe.1", "safe.2")
    retire("safe.2", "safe.3")
    with pytest.raises(DraftRefused, match="leads back to it"):
        retire("safe.3", "safe.1")


def test_split_item_is_retired_and_its_parts_start_with_its_texts(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    sent = split_form(client, copy, "safe.2")
    assert (sent["item_1"], sent["item_2"], sent["item_3"]) == ("safe.5", "safe.6", "")
    assert sent["question_1"] == sent["question_2"] == "How is safe.2 done?"
    sent |= {"question_2": "And who sees it?", "item_3": "safe.7", "question_3": "And then?"}
    assert client.post(address("item_split", copy, "safe.2"), sent).status_code == 302
    assert order(copy) == ["safe.1", "safe.5", "safe.6", "safe.7", "safe.3", "safe.4"]
    definition = _fresh(copy)
    new = definition.item_by_code["safe.6"]
    assert (str(new.question), new.split_from, new.meaning) == ("And who sees it?", "safe.2", 1)
    assert str(new.descriptors[4]) == "safe.2 at level 4."
    (retired,) = definition.retired_items
    assert retired.replaced_by == ("safe.5", "safe.6", "safe.7")
    assert len({change.batch for change in copy.changes.all()}) == 1

    refused = client.post(address("item_bring_back", copy, "safe.2"), follow=True)
    assert "would be asked twice. Remove safe.5, safe.6, safe.7 first." in (
        refused.content.decode()
    )
    undo_batch(draft=copy, batch_id=copy.changes.first().batch, by=erin)  # type: ignore[union-attr]
    assert order(copy) == ["safe.1", "safe.2", "safe.3", "safe.4"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"item_1": "safe.3"}, "safe.3 was used before. A code is never used again."),
        ({"item_1": "safe.6"}, "safe.6 stands here twice."),
        ({"item_2": "två"}, "is no code"),
        ({"item_3": "safe.7"}, "Write this text."),
        ({"question_4": "And?"}, "Give the item a code."),
        ({"question_2": " "}, "Write this text."),
    ],
)
def test_split_refused_keeps_what_was_typed(
    erin: User, copy: Draft, changed: dict[str, str], sentence: str
) -> None:
    client = client_of(erin)
    sent = split_form(client, copy) | {"question_1": "My long thought?"} | changed
    response = client.post(address("item_split", copy), sent)
    page = response.content.decode()
    assert response.status_code in (409, 422)
    assert sentence in page
    assert "My long thought?" in page
    assert "It asks two things" in page
    assert not copy.changes.exists()


def test_split_of_an_item_that_is_new_leads_back_to_the_published_one(
    erin: User, copy: Draft
) -> None:
    client = client_of(erin)
    client.post(address("item_split", copy), split_form(client, copy))
    sent = split_form(client, copy, "safe.5")
    assert sent["item_1"] == "safe.7"
    client.post(address("item_split", copy, "safe.5"), sent)
    definition = _fresh(copy)
    assert definition.retired_items[0].replaced_by == ("safe.7", "safe.8", "safe.6")
    assert definition.item_by_code["safe.8"].split_from == "safe.1"


def test_removed_code_of_a_draft_is_not_proposed_again(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    client.post(address("item_split", copy), split_form(client, copy))
    for code in ("safe.5", "safe.6"):
        assert client.get(address("item_remove", copy, code)).status_code == 200
        client.post(address("item_remove", copy, code), {"seen": "1"})
    assert order(copy) == ["safe.2", "safe.3", "safe.4"]
    assert not _fresh(copy).retired_items[0].replaced_by
    client.post(address("item_bring_back", copy))
    assert order(copy) == ["safe.1", "safe.2", "safe.3", "safe.4"]
    assert split_form(client, copy)["item_1"] == "safe.7"


def test_moved_item_keeps_its_code(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    sent = {"seen": "1", "subject": "F1", "reason": "It is about records"}
    assert client.post(address("item_move", copy), sent).status_code == 302
    assert order(copy) == ["safe.2", "safe.3", "safe.4"]
    assert order(copy, "F1") == ["F1.1", "F1.2", "F1.3", "F1.4", "safe.1"]
    assert "Moved here" in listed(client, copy, "F1")


@pytest.mark.parametrize("subject", ["safe", "nowhere", ""])
def test_move_to_nowhere_keeps_what_was_typed(erin: User, copy: Draft, subject: str) -> None:
    sent = {"seen": "1", "subject": subject, "reason": "It is about records"}
    response = client_of(erin).post(address("item_move", copy), sent)
    assert response.status_code == 422
    assert "It is about records" in response.content.decode()


@pytest.mark.parametrize("name", ["item_retire", "item_move", "item_split", "item_remove"])
def test_what_was_changed_meanwhile_is_looked_at_again(
    erin: User, evan: User, copy: Draft, name: str
) -> None:
    client, code = client_of(erin), "safe.1"
    if name == "item_remove":
        client.post(address("item_split", copy), split_form(client, copy))
        code = "safe.5"
    sent: dict[str, Any] = {"seen": "1", "reason": "A reason", "subject": "F1", "heirs": ""}
    if name == "item_split":
        sent = split_form(client, copy)
    evans = client_of(evan)
    evans.post(address("item", copy, code), open_item(evans, copy, code) | {"why": "His."})
    response = client.post(address(name, copy, code), sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody changed the item meanwhile" in page
    assert 'name="seen" value="2"' in page
    assert client.post(address(name, copy, code), sent | {"seen": "2"}).status_code == 302


def test_what_was_retired_meanwhile_keeps_a_split(erin: User, evan: User, copy: Draft) -> None:
    client = client_of(erin)
    sent = split_form(client, copy) | {"question_1": "My long thought?"}
    item_actions.retire_item(draft=copy, code="safe.1", why="", replaced_by=[], seen=1, by=evan)
    response = client.post(address("item_split", copy), sent)
    assert response.status_code == 409
    assert "My long thought?" in response.content.decode()


def test_room_is_made_where_items_lie_close(erin: User, copy: Draft) -> None:
    for number, code in enumerate(["safe.1", "safe.2", "safe.3", "safe.4"]):
        copy.parts.filter(section="items", code=code).update(position=number // 2)
    client = client_of(erin)
    client.post(address("item_down", copy))
    assert order(copy)[:2] == ["safe.2", "safe.1"]
    client.post(address("item_split", copy, "safe.3"), split_form(client, copy, "safe.3"))
    assert order(copy) == ["safe.2", "safe.1", "safe.5", "safe.6", "safe.4"]


def test_item_of_a_closed_draft_is_moved_nowhere(erin: User, copy: Draft) -> None:
    discard_draft(draft=copy, by=erin)
    client = client_of(erin)
    for code in ("safe.1", "nowhere.1"):
        response = client.post(address("item_down", copy, code), follow=True)
        assert response.status_code == 200
    assert order(copy)[:2] == ["safe.1", "safe.2"]


def test_everything_done_to_items_leaves_a_valid_draft(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    client.post(address("item_split", copy), split_form(client, copy))
    client.post(address("item_move", copy, "safe.5"), {"seen": "1", "subject": "F2"})
    client.post(address("item_retire", copy, "F2.1"), {"seen": "1", "reason": "x"})
    copy.refresh_from_db()
    definition, faults = read_draft(copy)
    assert faults == ()
    assert definition is not None
