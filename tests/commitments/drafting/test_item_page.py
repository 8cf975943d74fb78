"""Writing an item: saving, what it changes, refusals, conflicts, hints."""

from typing import Any

import pytest
from django.urls import reverse

from commitments.drafting.models import Draft
from lhs_portal.accounts.actions.portal_roles import revoke_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from tests.cast import client_of
from tests.commitments.drafting.item_forms import address, fields_in, item_part, open_item


def save(user: User, draft: Draft, fields: dict[str, Any], code: str = "safe.1") -> Any:
    return client_of(user).post(address("item", draft, code), fields)


def test_item_saved_unchanged_writes_nothing(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    sent = open_item(client, copy)
    page = client.post(address("item", copy), sent, follow=True).content.decode()
    assert "Nothing was changed." in page
    assert not copy.changes.exists()


def test_item_saves_every_field(erin: User, copy: Draft) -> None:
    sent = open_item(client_of(erin), copy) | {
        "question": "Who looks at it?",
        "descriptors_3": "Nine of ten units do.",
        "why": "It matters more.",
        "evidence": "One record\r\n\r\n Another record ",
        "ask": "A nurse",
        "guidance_small": "",
        "guidance_large": "Count teams.",
        "sectors": ["health-financing"],
        "essential": "",
        "weight": "0.50",
        "reason": "Clearer",
        "said": "meaning",
    }
    assert save(erin, copy, sent).status_code == 302
    entry = item_part(copy).entry
    assert entry["question"] == {"en": "Who looks at it?"}
    assert entry["descriptors"][3] == {"en": "Nine of ten units do."}
    assert entry["descriptors"][2] == {"en": "safe.1 at level 2."}
    assert entry["evidence"] == [{"en": "One record"}, {"en": "Another record"}]
    assert entry["guidance"] == {"large": {"en": "Count teams."}}
    assert entry["not_applicable_to"] == ["health-financing"]
    assert entry["essential"] is False
    assert entry["weight"] == "0.5"
    assert entry["meaning"] == 2
    change = copy.changes.get()
    assert (change.why, change.by) == ("Clearer", erin)


@pytest.mark.parametrize(
    ("changed", "said", "meaning"),
    [
        ({"question": "Another?"}, {}, 2),
        ({"descriptors_0": "Other words."}, {}, 2),
        ({"question": "Another?"}, {"said": "wording"}, 1),
        ({"why": "Other reasons."}, {}, 1),
        ({"why": "Other reasons."}, {"said": "meaning"}, 2),
    ],
)
def test_item_meaning_is_what_the_editor_says_and_otherwise_what_changed(
    erin: User, copy: Draft, changed: dict[str, str], said: dict[str, str], meaning: int
) -> None:
    client = client_of(erin)
    page = client.post(
        address("item", copy), open_item(client, copy) | changed | said, follow=True
    ).content.decode()
    assert item_part(copy).entry["meaning"] == meaning
    assert ("It counts as a change of meaning" in page) == (meaning == 2 and not said)
    client.post(address("item", copy), open_item(client, copy) | {"ask": "Somebody else"})
    assert item_part(copy).entry["meaning"] == meaning  # said once is said


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"weight": "0"}, "Write a plain number above 0"),
        ({"weight": "-1"}, "Write a plain number above 0"),
        ({"weight": "1e5"}, "Write a plain number above 0"),
        ({"weight": ""}, "Write the weight."),
        ({"question": "  "}, "Write this text."),
        ({"descriptors_4": ""}, "Write this text."),
        ({"sectors": ["mars"]}, "Select a valid choice"),
        ({"why": "a\u202eb"}, "Why it is asked"),
    ],
)
def test_item_refused_keeps_what_was_typed(
    erin: User, copy: Draft, changed: dict[str, Any], reason: str
) -> None:
    sent = open_item(client_of(erin), copy) | {"ask": "A very special person"} | changed
    response = save(erin, copy, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert reason in page
    kept = fields_in(page)
    assert kept["ask"] == "A very special person"
    assert kept["weight"] == sent["weight"]
    assert not copy.changes.exists()


def test_two_editors_of_different_fields_are_both_kept(erin: User, evan: User, copy: Draft) -> None:
    hers, his = open_item(client_of(erin), copy), open_item(client_of(evan), copy)
    save(evan, copy, his | {"why": "His reason."})
    client = client_of(erin)
    page = client.post(address("item", copy), hers | {"ask": "Her person"}, follow=True)
    assert "Another editor changed this meanwhile, and it is kept too: Why it is asked." in (
        page.content.decode()
    )
    entry = item_part(copy).entry
    assert entry["why"] == {"en": "His reason."}
    assert entry["ask"] == [{"en": "Her person"}]


@pytest.mark.parametrize(("keep", "stays"), [("mine", "Hers?"), ("theirs", "His?")])
def test_two_editors_of_one_text_choose_and_lose_nothing(
    erin: User, evan: User, copy: Draft, keep: str, stays: str
) -> None:
    hers, his = open_item(client_of(erin), copy), open_item(client_of(evan), copy)
    save(evan, copy, his | {"question": "His?", "why": "His reason."})
    response = save(erin, copy, hers | {"question": "Hers?", "reason": "Because"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Evan Brandt changed this while you were working on it" in page
    assert "taken over below: Why it is asked." in page
    kept = fields_in(page)
    assert (kept["question"], kept["why"], kept["reason"]) == ("Hers?", "His reason.", "Because")
    assert item_part(copy).entry["question"] == {"en": "His?"}

    without = save(erin, copy, kept)
    assert without.status_code == 422
    assert "Choose which of the two stays." in without.content.decode()
    again = fields_in(without.content.decode())
    assert again["question"] == "Hers?"

    assert save(erin, copy, again | {"keep_question": keep}).status_code == 302
    entry = item_part(copy).entry
    assert entry["question"] == {"en": stays}
    assert entry["why"] == {"en": "His reason."}


def test_item_retired_meanwhile_keeps_what_was_typed(erin: User, evan: User, copy: Draft) -> None:
    sent = open_item(client_of(erin), copy) | {"question": "A long thought?"}
    client_of(evan).post(
        address("item_retire", copy), {"seen": "1", "reason": "Not needed", "heirs": ""}
    )
    response = save(erin, copy, sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "was retired or removed while you wrote" in page
    assert fields_in(page)["question"] == "A long thought?"


def test_item_whose_editor_lost_the_role_keeps_what_was_typed(
    erin: User, adam: User, copy: Draft
) -> None:
    sent = open_item(client_of(erin), copy) | {"question": "A long thought about it?"}
    revoke_role(erin, role=PortalRole.FRAMEWORK_EDITOR, by=adam)
    response = client_of(erin).post(
        address("item", copy), sent, headers={"Sec-Fetch-Site": "same-origin"}
    )
    page = response.content.decode()
    assert response.status_code == 404
    assert "Not saved: your role ended" in page
    assert "A long thought about it?" in page
    assert not copy.changes.exists()


def test_item_of_a_closed_draft_keeps_what_was_typed(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    sent = open_item(client, copy) | {"question": "Too late?"}
    client.post(reverse("drafting:discard", args=[copy.pk]))
    response = client.post(address("item", copy), sent)
    assert response.status_code == 409
    assert fields_in(response.content.decode())["question"] == "Too late?"


def test_check_says_hints_and_saves_nothing(erin: User, copy: Draft) -> None:
    sent = open_item(client_of(erin), copy) | {
        "question": "Who regularly looks, and who decides?",
        "said": "wording",
        "reason": "Half a reason",
        "go": "check",
    }
    response = save(erin, copy, sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert "“regularly” in the question hides vagueness." in page
    assert "seems to ask a second question" in page
    assert "Not as in 2024.12: Question." in page
    kept = fields_in(page)
    assert kept["question"] == sent["question"]
    assert (kept["said"], kept["reason"]) == (["wording"], "Half a reason")
    assert not copy.changes.exists()


def test_live_hints_are_those_of_what_is_typed(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    words = "Whoever holds the keys writes a list of all doors that were open last winter."
    save(erin, copy, open_item(client, copy, "safe.2") | {"descriptors_2": words}, "safe.2")
    texts = {f"descriptors_{level}": f"{'abcde'[level] * 9} once." for level in range(5)}
    sent = open_item(client, copy) | texts | {"descriptors_1": words}
    response = client.post(address("item_check", copy), sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in page
    assert "safe.1 and safe.2: Levels 1 and 2 are 100% alike." in page
    assert "Two items that say the same count one practice twice." in page
    assert 'hx-swap-oob="innerHTML"' in page
    assert copy.changes.count() == 1


def test_item_new_is_added_at_the_end_of_its_subject(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    url = reverse("drafting:item_new", args=[copy.pk]) + "?subject=safe"
    sent = fields_in(client.get(url).content.decode())
    assert sent["item"] == "safe.5"
    refused = client.post(url, sent | {"question": "Only this?"})
    assert refused.status_code == 422
    texts = {f"descriptors_{level}": f"New level {level}." for level in range(5)}
    sent = (
        fields_in(refused.content.decode())
        | texts
        | {
            "why": "New.",
            "evidence": "A record",
            "ask": "A nurse",
        }
    )
    for _ in range(2):
        response = client.post(url, sent)
        assert response["Location"] == address("item", copy, "safe.5")
    part = item_part(copy, "safe.5")
    assert part.entry["question"] == {"en": "Only this?"}
    assert part.entry["meaning"] == 1
    assert copy.changes.count() == 1
    order = list(copy.parts.filter(section="items").values_list("code", flat=True))
    assert order.index("safe.5") == order.index("safe.4") + 1


@pytest.mark.parametrize("code", ["safe.1", "no code", "x" * 41, ""])
def test_item_new_with_a_bad_code_keeps_the_rest(erin: User, copy: Draft, code: str) -> None:
    client = client_of(erin)
    url = reverse("drafting:item_new", args=[copy.pk]) + "?subject=safe"
    sent = open_item(client, copy) | {"item": code}
    response = client.post(url, sent)
    assert response.status_code == 422
    assert fields_in(response.content.decode())["question"] == sent["question"]
    assert not copy.changes.exists()
