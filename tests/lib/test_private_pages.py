"""No cache keeps what a signed-in person sees."""

import pytest
from django.urls import reverse

from lhs_portal.accounts.models import Organization, User
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def test_page_of_a_person_is_kept_by_no_cache(alice: User, organization: Organization) -> None:
    client = client_of(alice)
    for address in ("/", reverse("accounts:organization", args=[organization.pk]), "/o/none/"):
        assert client.get(address)["Cache-Control"] == "private, no-store"


def test_page_for_everyone_may_be_kept() -> None:
    assert "Cache-Control" not in client_of().get("/about/")


def test_page_that_says_how_it_is_kept_stays_so(alice: User) -> None:
    assert "max-age=0" in client_of(alice).get("/readyz")["Cache-Control"]
