"""Bad input in the lead's forms of a round: exact round trips, or errors in words."""

from typing import Any

from django.core import mail
from django.urls import reverse

from assessments.actions import invite_rater
from assessments.models import Assessment, RaterInvitation
from lhs_portal.accounts.models import Organization, User
from lhs_portal.lib.plain_text import fault_in_text, is_blank
from tests.assessments.pages import fields_of
from tests.assessments.rounds_factories import close, in_days, make_rater, open_for_rating
from tests.assessments.test_hostile import HOSTILE, MARKUP, check_page, sent
from tests.cast import client_of


def test_hostile_addresses_come_back_in_the_field(preparing: Assessment, alice: User) -> None:
    client = client_of(alice)
    url = reverse("assessments:rater_invite", args=[preparing.pk]) + "?group=finance"
    for text in HOSTILE:
        typed = sent(text)
        response = client.post(url, {"emails": typed, "sections": ["safe"]})
        assert response.status_code == 422, typed
        check_page(response.content.decode())
        # A browser takes CR LF in a page for one line end.
        shown = fields_of(response)["emails"]
        assert shown.replace("\r", "") == typed.replace("\r", "")
    assert not RaterInvitation.objects.exists()


def test_hostile_reasons_are_kept_to_the_character_or_named(
    preparing: Assessment, alice: User
) -> None:
    make_rater(preparing, alice)
    open_for_rating(preparing, alice)
    close(preparing, alice)
    client = client_of(alice)
    url = reverse("assessments:round_reopen", args=[preparing.pk])
    history = reverse("assessments:history", args=[preparing.pk])
    for text in HOSTILE:
        typed = sent(text)
        day = in_days(3).isoformat()
        response = client.post(url, {"reason": typed, "closes_on": day})
        stored = typed.replace("\r\n", "\n")
        if is_blank(stored) or fault_in_text(stored, longest=40_000):
            assert response.status_code == 422, typed
            check_page(response.content.decode())
            continue
        assert response.status_code == 302, typed
        last = preparing.rounds.last()
        assert last is not None
        assert last.reason == stored
        check_page(client.get(history).content.decode())
        close(preparing, alice)


def test_hostile_names_go_into_mails_as_they_are(
    preparing: Assessment,
    organization: Organization,
    alice: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    for markup in MARKUP:
        Organization.objects.filter(pk=organization.pk).update(name=markup)
        email = f"p{MARKUP.index(markup)}@example.org"
        with django_capture_on_commit_callbacks(execute=True):
            invite_rater(assessment=preparing, email=email, role_group="quality", by=alice)
        message = mail.outbox[-1]
        assert message.subject == f"{' '.join(markup.split())} asks for your view"
        assert f"say how you see {markup}." in str(message.body)
