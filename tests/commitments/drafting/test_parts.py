"""Pages of parts: what a form changes, the mark “verbatim”, conflicts, removal."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from commitments.drafting.actions import add_part, change_part
from commitments.drafting.models import Draft, DraftPart
from lhs_portal.accounts.models import PortalRoleGrant, User
from tests.cast import client_of


def address(draft: Draft, section: str, code: str) -> str:
    return reverse("drafting:part", args=[draft.pk, section, code])


def part_of(draft: Draft, section: str, code: str) -> DraftPart:
    return draft.parts.get(section=section, code=code)


def form_of(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back."""
    form = client.get(url).context["form"]
    return {
        field.html_name: value for field in form if (value := field.value()) not in (None, False)
    }


def test_a_feature_is_renamed_with_its_source(erin: User, copy: Draft) -> None:
    client, url = client_of(erin), address(copy, "features", "S1")
    sent = form_of(client, url) | {
        "title": "Learning from care",
        "provenance": "verbatim",
        "confirmed": "on",
        "source_again": "C",
        "why": "The figure names it so.",
    }
    assert client.post(url, sent).status_code == 302
    entry = part_of(copy, "features", "S1").entry
    assert entry["title"] == {"en": "Learning from care"}
    assert (entry["provenance"], entry["source"]) == ("verbatim", "C")
    change = copy.changes.get()
    assert (change.why, change.by) == ("The figure names it so.", erin)
    page = client.get(url).content.decode()
    assert "<del>" in page
    assert "Learning" in page


def test_a_quotation_that_changes_is_verbatim_no_more(erin: User, copy: Draft) -> None:
    client, url = client_of(erin), address(copy, "commitments", "safe")
    response = client.post(url, form_of(client, url) | {"definition": "Other words"}, follow=True)
    assert part_of(copy, "commitments", "safe").entry["provenance"] == "local"
    assert "no longer marked “verbatim”" in response.content.decode()


def test_a_confirmed_quotation_needs_its_source(erin: User, copy: Draft) -> None:
    client, url = client_of(erin), address(copy, "commitments", "safe")
    sent = form_of(client, url) | {"definition": "Other words", "confirmed": "on"}
    response = client.post(url, sent)
    assert response.status_code == 422
    page = response.content.decode()
    assert "choose the source" in page
    assert "Other words" in page
    assert part_of(copy, "commitments", "safe").entry["definition"] == {"en": "What safe means"}


def test_an_unchanged_form_writes_nothing(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    for section, code in (("levels", "0"), ("frame", "definition"), ("sources", "C")):
        url = address(copy, section, code)
        assert client.post(url, form_of(client, url)).status_code == 302
    assert not copy.changes.exists()


def test_the_second_editor_sees_both_texts(erin: User, evan: User, copy: Draft) -> None:
    client, url = client_of(evan), address(copy, "levels", "0")
    sent = form_of(client, url) | {"name": "Evan’s name"}
    entry = part_of(copy, "levels", "0").entry | {"name": {"en": "Erin’s name"}}
    change_part(draft=copy, section="levels", code="0", entry=entry, seen=1, by=erin)
    response = client.post(url, sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Erin Castellanos changed this" in page
    assert "Erin’s name" in page
    assert "Evan’s name" in page
    assert part_of(copy, "levels", "0").entry["name"] == {"en": "Erin’s name"}
    again = {field.html_name: field.value() for field in response.context["form"]}
    again = {name: value for name, value in again.items() if value not in (None, False)}
    assert client.post(url, again).status_code == 302
    assert part_of(copy, "levels", "0").entry["name"] == {"en": "Evan’s name"}


def test_a_term_is_added_and_removed(erin: User, copy: Draft) -> None:
    client = client_of(erin)
    new = reverse("drafting:part_new", args=[copy.pk, "glossary"])
    sent = {"code": "unit", "term": "Unit", "definition": "A team or site."}
    assert client.post(new, sent).status_code == 302
    assert client.post(new, sent).status_code == 409
    bad = client.post(new, sent | {"code": "a b"})
    assert bad.status_code == 422
    assert "A team or site." in bad.content.decode()
    remove = reverse("drafting:part_remove", args=[copy.pk, "glossary", "unit"])
    client.post(remove, {"seen": "9"})
    assert copy.parts.filter(section="glossary").count() == 1
    client.post(remove, {"seen": "1"})
    assert not copy.parts.filter(section="glossary").exists()


def test_a_source_that_is_named_stays(erin: User, copy: Draft) -> None:
    remove = reverse("drafting:part_remove", args=[copy.pk, "sources", "C"])
    page = client_of(erin).post(remove, {"seen": "1"}, follow=True).content.decode()
    assert "name this source" in page
    assert copy.parts.filter(section="sources").count() == 1


@pytest.mark.parametrize(
    ("section", "code"), [("nothing", "x"), ("items", "safe.1"), ("frame", "x")]
)
def test_what_has_no_such_page_is_not_found(
    erin: User, copy: Draft, section: str, code: str
) -> None:
    assert client_of(erin).get(address(copy, section, code)).status_code == 404


def add_term(draft: Draft, code: str, by: User) -> DraftPart:
    entry = {"code": code, "term": {"en": "Unit"}, "definition": {"en": "A ward."}}
    return add_part(draft=draft, section="glossary", code=code, entry=entry, by=by)


def test_what_was_typed_for_a_part_that_went_is_kept(erin: User, evan: User, copy: Draft) -> None:
    client, url = client_of(erin), address(copy, "levels", "0")
    sent = form_of(client, url) | {"name": "Too late"}
    copy.parts.filter(section="levels", code="0").delete()
    response = client.post(url, sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 404
    page = response.content.decode()
    assert "Somebody removed or retired" in page
    assert "Too late" in page
    other_site = client.post(url, sent, headers={"Origin": "https://elsewhere.example"})
    assert other_site.status_code == 404
    assert "Too late" not in other_site.content.decode()


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 5_000])
def test_removal_of_what_nobody_saw_is_refused(erin: User, copy: Draft, seen: str) -> None:
    part = add_term(copy, "unit", erin)
    url = reverse("drafting:part_remove", args=[copy.pk, "glossary", part.code])
    page = client_of(erin).post(url, {"seen": seen}, follow=True).content.decode()
    assert "was changed meanwhile, and stays" in page
    assert copy.parts.filter(pk=part.pk).exists()


def test_what_no_version_may_hold_is_not_saved(erin: User, copy: Draft) -> None:
    client, url = client_of(erin), address(copy, "commitments", "safe")
    client.post(url, form_of(client, url) | {"summary": " \n "})
    assert "summary" not in part_of(copy, "commitments", "safe").entry
    source = copy.parts.filter(section="sources").first()
    assert source is not None
    url = address(copy, "sources", source.code)
    response = client.post(url, form_of(client, url) | {"url": "ftp://example.org/a"})
    assert response.status_code == 422
    assert "ftp://example.org/a" in response.content.decode()


def test_code_of_any_letters_has_its_page(erin: User, copy: Draft) -> None:
    add_term(copy, "new", erin)
    page = client_of(erin).get(address(copy, "glossary", "new")).content.decode()
    assert "A ward." in page


def test_a_closed_draft_keeps_what_was_typed(erin: User, copy: Draft) -> None:
    from commitments.drafting.actions import discard_draft

    client, url = client_of(erin), address(copy, "levels", "0")
    sent = form_of(client, url) | {"name": "Too late"}
    discard_draft(draft=copy, by=erin)
    response = client.post(url, sent)
    assert response.status_code == 409
    assert "Too late" in response.content.decode()
    assert part_of(copy, "levels", "0").entry["name"] == {"en": "Level 0"}


def test_drafts_do_not_exist_for_others(copy: Draft, erin: User, alice: User) -> None:
    routes = [
        ("parts", ["glossary"]),
        ("part", ["levels", "0"]),
        ("part_new", ["glossary"]),
        ("through_line", []),
        ("through_line_of", ["S1"]),
        ("link_comments", ["S1", "safe"]),
        ("crosswalks", []),
        ("comments", []),
        ("history", []),
    ]
    for name, arguments in routes:
        url = reverse(f"drafting:{name}", args=[copy.pk, *arguments])
        assert client_of(erin).get(url).status_code == 200, name
        assert client_of(alice).get(url).status_code == 404, name
        assert client_of().get(url).status_code == 302, name
    PortalRoleGrant.objects.filter(user=erin).delete()
    assert client_of(erin).get(reverse("drafting:history", args=[copy.pk])).status_code == 404


def test_the_pages_ask_few_questions(
    erin: User, copy: Draft, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(erin)
    client.get(address(copy, "levels", "0"))
    for name, arguments in (
        ("part", ["commitments", "safe"]),
        ("parts", ["features"]),
        ("through_line", []),
        ("through_line_of", ["S1"]),
        ("link_comments", ["S1", "safe"]),
        ("comments", []),
        ("history", []),
    ):
        with django_assert_max_num_queries(10):
            client.get(reverse(f"drafting:{name}", args=[copy.pk, *arguments]))
