from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from commitments.drafting.actions import change_part
from commitments.drafting.models import Draft
from commitments.drafting.urls_preview import FILES
from commitments.urls import PAGES
from lhs_portal.accounts.models import User
from tests.cast import client_of

CODES = {"pillar": "science", "feature": "S1", "commitment": "safe", "crosswalk": "none"}


def addresses(draft: Draft) -> list[str]:
    pages = [
        reverse(
            f"drafting:public_{name}", args=[draft.pk, *([CODES[name]] if name in CODES else [])]
        )
        for _, _, name in PAGES
        if name not in FILES and name != "crosswalk"
    ]
    return [
        *pages,
        reverse("drafting:preview", args=[draft.pk]),
        reverse("assessments:draft_section", args=[draft.pk, "safe"]),
    ]


def test_every_public_page_shows_the_draft(
    erin: User,
    alice: User,
    copy: Draft,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entry = copy.parts.get(section="commitments", code="safe").entry | {"name": {"en": "Unharmed"}}
    change_part(draft=copy, section="commitments", code="safe", entry=entry, seen=1, by=erin)
    client = client_of(erin)
    for url in addresses(copy):
        with django_assert_max_num_queries(10):
            assert client.get(url).status_code == 200, url
        assert client_of(alice).get(url).status_code == 404, url
    page = client.get(reverse("drafting:public_commitment", args=[copy.pk, "safe"]))
    text = page.content.decode()
    assert "Unharmed" in text
    assert "preview of the draft 2025.1" in text
    assert f"/framework/drafts/{copy.pk}/preview/public/features/" in text


def test_a_section_as_a_rater_of_a_sector_meets_it(erin: User, copy: Draft) -> None:
    part = copy.parts.get(section="items", code="safe.1")
    entry = part.entry | {"not_applicable_to": ["health-financing"]}
    change_part(draft=copy, section="items", code="safe.1", entry=entry, seen=1, by=erin)
    url = reverse("assessments:draft_section", args=[copy.pk, "safe"])
    page = client_of(erin).get(f"{url}?sector=health-financing&phone=on").content.decode()
    assert "begin as “Not applicable”" in page
    assert 'class="phone"' in page
    assert "begin as" not in client_of(erin).get(f"{url}?sector=care-delivery").content.decode()
    missing = reverse("assessments:draft_section", args=[copy.pk, "nothing"])
    assert client_of(erin).get(missing).status_code == 404


def test_a_draft_with_a_fault_says_which(erin: User, copy: Draft) -> None:
    entry = copy.parts.get(section="features", code="S1").entry | {"source": "gone"}
    change_part(draft=copy, section="features", code="S1", entry=entry, seen=1, by=erin)
    for url in addresses(copy):
        page = client_of(erin).get(url, follow=True).content.decode()
        assert "no source with the code" in page, url


def test_the_draft_on_paper(erin: User, alice: User, copy: Draft) -> None:
    url = reverse("reports:draft_instrument", args=[copy.pk])
    response = client_of(erin).get(url)
    assert response.content.startswith(b"%PDF-")
    assert client_of(alice).get(url).status_code == 404
