from django.urls import reverse

from commitments.drafting.actions import change_part, order_parts
from commitments.drafting.item_actions import retire_item
from commitments.drafting.models import CommentState, Draft
from lhs_portal.accounts.models import User
from tests.cast import client_of


def comment(draft: Draft, by: User, section: str, code: str, **fields: str) -> None:
    url = reverse("drafting:comment_new", args=[draft.pk, section, code])
    sent = {f"comment-{name}": value for name, value in fields.items()}
    assert client_of(by).post(url, sent).status_code == 302


def test_a_suggestion_is_taken_over_once(erin: User, evan: User, copy: Draft) -> None:
    comment(copy, evan, "levels", "0", field="name", suggestion="Not there yet", text="Shorter?")
    remark = copy.comments.get()
    assert remark.about == "Level 0"
    page = client_of(erin).get(reverse("drafting:part", args=[copy.pk, "levels", "0"]))
    assert "Shorter?" in page.content.decode()
    adopt = reverse("drafting:comment_adopt", args=[copy.pk, remark.pk])
    for _ in range(2):
        client_of(erin).post(adopt)
    assert copy.parts.get(section="levels", code="0").entry["name"] == {"en": "Not there yet"}
    remark.refresh_from_db()
    assert (remark.state, remark.settled_by) == (CommentState.ADOPTED, erin)
    assert copy.changes.count() == 1


def test_a_suggestion_to_another_text_by_now_is_not_taken_over(
    erin: User, evan: User, copy: Draft
) -> None:
    comment(copy, evan, "levels", "0", field="name", suggestion="Not there yet")
    entry = copy.parts.get(section="levels", code="0").entry | {"name": {"en": "None"}}
    change_part(draft=copy, section="levels", code="0", entry=entry, seen=1, by=erin)
    adopt = reverse("drafting:comment_adopt", args=[copy.pk, copy.comments.get().pk])
    page = client_of(erin).post(adopt, follow=True).content.decode()
    assert "changed since the suggestion" in page
    assert copy.comments.get().state == CommentState.OPEN


def test_a_suggestion_to_a_quotation_needs_its_page(erin: User, copy: Draft) -> None:
    comment(copy, erin, "commitments", "safe", field="definition", suggestion="Our words")
    adopt = reverse("drafting:comment_adopt", args=[copy.pk, copy.comments.get().pk])
    assert "quotation" in client_of(erin).post(adopt, follow=True).content.decode()
    entry = copy.parts.get(section="commitments", code="safe").entry
    assert entry["definition"] == {"en": "What safe means"}


def test_a_suggestion_to_what_is_asked_ends_comparability(erin: User, copy: Draft) -> None:
    comment(copy, erin, "items", "safe.1", field="descriptors.2", suggestion="Other facts.")
    client_of(erin).post(reverse("drafting:comment_adopt", args=[copy.pk, copy.comments.get().pk]))
    entry = copy.parts.get(section="items", code="safe.1").entry
    assert entry["descriptors"][2] == {"en": "Other facts."}
    assert entry["meaning"] == 2


def test_what_suggests_nothing_is_not_taken_over(erin: User, copy: Draft) -> None:
    comment(copy, erin, "items", "safe.1", field="question", text="Too long?")
    adopt = reverse("drafting:comment_adopt", args=[copy.pk, copy.comments.get().pk])
    page = client_of(erin).post(adopt, follow=True).content.decode()
    assert "There is no suggestion" in page
    entry = copy.parts.get(section="items", code="safe.1").entry
    assert entry["question"] == {"en": "How is safe.1 done?"}


def test_a_link_of_the_through_line_has_comments_of_its_own(erin: User, copy: Draft) -> None:
    link = copy.parts.filter(section="through_line").first()
    assert link is not None
    comment(copy, erin, "through_line", link.code, field="rationale", suggestion="Shorter.")
    client, place = client_of(erin), link.code.split(".", 1)
    links = client.get(reverse("drafting:through_line_of", args=[copy.pk, place[0]]))
    address = reverse("drafting:link_comments", args=[copy.pk, *place])
    assert f'href="{address}"' in links.content.decode()
    assert "1 open" in links.content.decode()
    page = client.get(address).content.decode()
    assert "Shorter." in page
    listed = client.get(reverse("drafting:comments", args=[copy.pk])).content.decode()
    assert f'href="{address}"' in listed
    adopt = reverse("drafting:comment_adopt", args=[copy.pk, copy.comments.get().pk])
    assert client.post(adopt)["Location"].startswith(address)
    link.refresh_from_db()
    assert link.entry["rationale"] == {"en": "Shorter."}


def test_an_empty_comment_comes_back(erin: User, copy: Draft) -> None:
    url = reverse("drafting:comment_new", args=[copy.pk, "levels", "0"])
    response = client_of(erin).post(url, {"comment-suggestion": "Words", "comment-text": ""})
    assert response.status_code == 422
    assert "Words" in response.content.decode()
    assert not copy.comments.exists()


def test_a_settled_comment_stays_readable(erin: User, copy: Draft) -> None:
    comment(copy, erin, "levels", "0", text="Is it clear?")
    settle = reverse("drafting:comment_settle", args=[copy.pk, copy.comments.get().pk])
    client_of(erin).post(settle)
    listed = reverse("drafting:comments", args=[copy.pk])
    assert "Is it clear?" not in client_of(erin).get(listed).content.decode()
    assert "Is it clear?" in client_of(erin).get(f"{listed}?state=all").content.decode()


def test_a_comment_stays_beside_an_item_that_retires(erin: User, evan: User, copy: Draft) -> None:
    comment(copy, evan, "items", "safe.1", field="question", suggestion="Who?", text="Too long?")
    retire_item(draft=copy, code="safe.1", replaced_by=[], why="Nobody asks.", by=erin, seen=1)
    client = client_of(erin)
    page = client.get(reverse("drafting:item", args=[copy.pk, "safe.1"])).content.decode()
    listed = client.get(reverse("drafting:comments", args=[copy.pk])).content.decode()
    for html in (page, listed):
        assert "Too long?" in html
        assert "Take the suggestion over" not in html
        assert "The text was changed" not in html
    assert "not in the draft any more" not in listed
    client.post(reverse("drafting:comment_settle", args=[copy.pk, copy.comments.get().pk]))
    assert copy.comments.get().state == CommentState.SETTLED


def test_a_change_is_undone_and_done_again(erin: User, copy: Draft) -> None:
    entry = copy.parts.get(section="levels", code="0").entry | {"name": {"en": "None"}}
    change_part(draft=copy, section="levels", code="0", entry=entry, seen=1, by=erin, why="Short")
    client = client_of(erin)

    def undo(number: int) -> None:
        batch = copy.changes.get(number=number).batch
        client.post(reverse("drafting:undo", args=[copy.pk, batch]))

    undo(1)
    assert copy.parts.get(section="levels", code="0").entry["name"] == {"en": "Level 0"}
    page = client.get(reverse("drafting:history", args=[copy.pk])).content.decode()
    assert "undone" in page
    assert "Short" in page
    undo(2)
    assert copy.parts.get(section="levels", code="0").entry["name"] == {"en": "None"}


def test_what_was_changed_after_is_undone_first(erin: User, copy: Draft) -> None:
    for seen, name in enumerate(("One", "Two"), start=1):
        entry = copy.parts.get(section="levels", code="0").entry | {"name": {"en": name}}
        change_part(draft=copy, section="levels", code="0", entry=entry, seen=seen, by=erin)
    batch = copy.changes.get(number=1).batch
    url = reverse("drafting:undo", args=[copy.pk, batch])
    page = client_of(erin).post(url, follow=True).content.decode()
    assert "Undo the later change first" in page
    assert copy.parts.get(section="levels", code="0").entry["name"] == {"en": "Two"}


def test_a_batch_of_moves_is_undone_as_one(erin: User, copy: Draft) -> None:
    from django.db import transaction

    from commitments.drafting.actions import begin

    before = list(copy.parts.filter(section="sectors").values_list("code", flat=True))
    with transaction.atomic():
        order_parts(begin(copy, by=erin), "sectors", reversed(before))
    batch = copy.changes.first().batch
    client_of(erin).post(reverse("drafting:undo", args=[copy.pk, batch]))
    assert list(copy.parts.filter(section="sectors").values_list("code", flat=True)) == before
