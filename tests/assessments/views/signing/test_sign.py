from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from assessments.actions import reopen, start_assessment
from assessments.models import Assessment, EvidenceUse, SignOff
from assessments.queries import load_answers
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import (
    DETAILS,
    answer_all,
    answer_items,
    make_sponsor,
    sign_all,
    sign_submitted,
    submit_all,
    submit_answered,
)
from tests.assessments.pages import fields_of
from tests.assessments.signing_factories import BECAUSE, DISSENT, make_awaiting, return_submitted
from tests.cast import client_of


def url(assessment: Assessment) -> str:
    return reverse("assessments:sign", args=[assessment.pk])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def submitted(assessment: Assessment, alice: User) -> Assessment:
    return submit_all(assessment, alice)


@pytest.fixture
def sonia(submitted: Assessment) -> Client:
    assert submitted.sponsor
    return client_of(submitted.sponsor)


def signature(client: Client, assessment: Assessment, **changes: str) -> dict[str, str]:
    """What the browser sends with the button “Sign”."""
    filled = {"role": "Chief executive", "confirm": "on", "verdict": "sign"}
    return {**fields_of(client.get(url(assessment))), **filled, **changes}


def test_sign_from_the_page(
    submitted: Assessment,
    sonia: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = sonia.post(url(submitted), signature(sonia, submitted), follow=True)
    submitted.refresh_from_db()
    assert submitted.signed
    page = text_of(response)
    assert "You signed the assessment." in page
    assert "<b>Sonia Ekberg</b>, Chief executive" in page
    assert submitted.reports.count() == 1  # type: ignore[attr-defined]
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]
    assert mail.outbox[0].subject == "Signed: Baseline 2026"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"role": " "}, "Give the office in which you sign"),
        ({"role": "x" * 201}, "Use at most 200 characters"),
        ({"confirm": ""}, "Tick the box to confirm"),
        ({"r-safe.2": "Which unit?"}, "You wrote remarks"),
        ({"remark": "Nearly."}, "You wrote remarks"),
        ({"verdict": ""}, "Press one of the two buttons"),
        ({"r-safe.2": "a\x00b"}, "Safe, item 2: Take out character 2"),
    ],
)
def test_sign_with_a_fault_keeps_all_that_was_typed(
    submitted: Assessment, sonia: Client, changes: dict[str, str], words: str
) -> None:
    posted = signature(sonia, submitted, **changes)
    response = sonia.post(url(submitted), posted)
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert "<title>Error: Read and sign" in page
    kept = fields_of(response)
    for name in ("role", "remark", "r-safe.2"):
        assert kept[name].strip() == posted[name].strip()
    submitted.refresh_from_db()
    assert submitted.awaiting
    assert not SignOff.objects.exists()


def test_return_from_the_page_with_remarks_at_many_items(
    submitted: Assessment,
    sonia: Client,
    alice: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    posted = {
        "verdict": "return",
        "remark": "Nearly.",
        "r-safe.2": "Which unit?\r\nAnd when?",
        "r-S1.1": "Says who?",
        "r-safe.3": " ",
        "r-nope.1": "x",
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = sonia.post(url(submitted), posted, follow=True)
    assert "You returned the assessment." in text_of(response)
    submitted.refresh_from_db()
    assert submitted.answering
    said = dict(SignOff.objects.get().remarks.values_list("item__code", "text"))
    assert said == {"safe.2": "Which unit?\nAnd when?", "S1.1": "Says who?"}
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]
    assert "with 2 remarks at items" in mail.outbox[0].body
    assert "Which unit?" not in mail.outbox[0].body

    client = client_of(alice)
    home = text_of(client.get(reverse("assessments:home", args=[submitted.pk])))
    assert "Sonia Ekberg returned it on" in home
    assert "Nearly." in home
    assert f'href="/a/{submitted.pk}/s/safe/#safe.2">Safe, item 2</a>' in home
    section = text_of(client.get(reverse("assessments:section", args=[submitted.pk, "safe"])))
    assert section.count("Remark of Sonia Ekberg") == 1


def test_return_without_a_word_says_what_is_missing(submitted: Assessment, sonia: Client) -> None:
    response = sonia.post(url(submitted), {"verdict": "return", "remark": " "})
    assert response.status_code == 422
    assert "Say what is to be looked at again" in text_of(response)


def test_earlier_remarks_stand_at_their_items_when_it_comes_again(
    submitted: Assessment, sonia: Client, alice: User
) -> None:
    return_submitted(submitted)
    page = text_of(sonia.get(url(submit_answered(submitted, alice))))
    assert page.count("Remark of Sonia Ekberg") == 1


def test_what_was_taken_back_meanwhile_keeps_the_remarks(
    submitted: Assessment, sonia: Client, alice: User
) -> None:
    reopen(assessment=submitted, reason="A slip", by=alice)
    response = sonia.post(url(submitted), {"verdict": "return", "r-safe.2": "Which unit?"})
    assert response.status_code == 409
    assert "no longer awaits a signature" in text_of(response)
    assert fields_of(response)["r-safe.2"] == "Which unit?"


def test_what_was_changed_since_it_was_read_is_not_signed(
    submitted: Assessment, sonia: Client, alice: User
) -> None:
    read = signature(sonia, submitted)
    reopen(assessment=submitted, reason="A slip", by=alice)
    answer_items(submitted, alice, ["safe.1"], choice="4")
    submit_answered(submitted, alice)
    response = sonia.post(url(submitted), read)
    assert response.status_code == 409
    assert "Nothing was signed" in text_of(response)
    assert fields_of(response)["digest"] != read["digest"]
    assert fields_of(response)["role"] == "Chief executive"


def test_sign_pressed_twice_is_one_signature(submitted: Assessment, sonia: Client) -> None:
    posted = signature(sonia, submitted)
    sonia.post(url(submitted), posted)
    response = sonia.post(url(submitted), posted, follow=True)
    assert "This assessment is signed already." in text_of(response)
    assert SignOff.objects.count() == 1


def test_a_post_by_somebody_else_changes_nothing_and_keeps_the_text(
    submitted: Assessment, bob: User
) -> None:
    response = client_of(bob).post(url(submitted), {"verdict": "return", "remark": "No, no."})
    assert response.status_code == 403
    assert "Only the sponsor signs or returns it." in text_of(response)
    assert "No, no." in text_of(response)
    assert "Return it with remarks</button>" not in text_of(response)


def test_readers_see_what_awaits_and_no_form(submitted: Assessment, rhea: User) -> None:
    response = client_of(rhea).get(url(submitted))
    page = text_of(response)
    assert "It waits for Sonia Ekberg to sign or to return it." in page
    assert "Safe, item 2" in page
    assert "<textarea" not in page
    assert fields_of(response) == {}


def test_author_who_may_sign_reads_and_signs(
    assessment: Assessment, organization: Organization, alice: User
) -> None:
    Organization.objects.filter(pk=organization.pk).update(author_may_sign=True)
    answer_all(assessment, alice)
    client = client_of(alice)
    client.post(reverse("assessments:review", args=[assessment.pk]), {"confirm": "on"})
    response = client.get(url(assessment))
    assert "Return it with remarks" not in text_of(response)
    assert "<textarea" not in text_of(response)
    done = client.post(url(assessment), signature(client, assessment), follow=True)
    assert "Signed by its author, <b>Alice Moreau</b>" in text_of(done)


def test_summary_of_an_independent_one(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    awaiting = make_awaiting(organization, framework, alice)
    assert awaiting.sponsor
    page = text_of(client_of(awaiting.sponsor).get(url(awaiting)))
    assert "27 items were accepted as the raters rated them." in page
    summary = page[page.index('id="contested"') : page.index('id="unproven"')]
    assert "Safe, item 1" in summary
    assert BECAUSE in summary
    assert "Dissent of Alice Moreau" in summary
    assert DISSENT in summary
    assert "28 items claim level 3 or 4, with no file or link beside them." in page


def test_summary_of_changes_evidence_and_what_is_not_known(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    sign_all(start_assessment(organization=organization, framework_version=framework,
             by=alice, **{**DETAILS, "title": "Pilot 2025"}), alice)  # fmt: skip
    now = start_assessment(
        organization=organization, framework_version=framework, by=alice, **DETAILS
    )
    answer_all(now, alice)
    answer_items(now, alice, ["safe.1"], choice="4")
    answer_items(now, alice, ["safe.2", "safe.3"], choice="1")
    answer_items(now, alice, ["safe.4"], choice="dk")
    sonia = make_sponsor(now, alice)
    submit_answered(now, alice)
    page = text_of(client_of(sonia).get(url(now)))
    assert (
        "Since “Pilot 2025”: 1 level higher, 2 lower, 24 answers the same, 1 changed from or to "
        "“Not applicable” or “Don’t know”."
    ) in page
    assert "25 items claim level 3 or 4" in page
    known = page[page.index('id="not-known"') : page.index('id="targets"')]
    assert "Safe, item 4" in known
    assert not EvidenceUse.objects.exists()
    assert load_answers(now)["safe.4"].entry.dont_know


def test_first_assessment_has_nothing_to_compare_with(submitted: Assessment, sonia: Client) -> None:
    assert "no earlier signed assessment to compare with" in text_of(sonia.get(url(submitted)))


def test_signed_page_says_who_signed_and_the_digest(submitted: Assessment, rhea: User) -> None:
    signed = sign_submitted(submitted)
    page = text_of(client_of(rhea).get(url(signed)))
    digest = SignOff.objects.get().digest
    assert "Signed by Sonia Ekberg, Chief executive, on" in page
    assert f"<code>{digest[:12]}</code>" in page


def test_open_one_leads_to_its_home(assessment: Assessment, alice: User) -> None:
    response = client_of(alice).get(url(assessment), follow=True)
    assert "there is nothing to sign yet" in text_of(response)


@pytest.mark.parametrize("returned", [False, True])
def test_page_costs_the_same_queries_with_remarks(
    submitted: Assessment,
    sonia: Client,
    alice: User,
    returned: bool,
    django_assert_num_queries: Any,
) -> None:
    if returned:
        return_submitted(submitted, remarks={"safe.1": "a", "safe.2": "b", "S1.1": "c"})
        submit_answered(submitted, alice)
    # Session, person, assessment, answers, targets and their commitments, last cycle, evidence,
    # sign-off with its remarks, local questions, six for the digest, sponsor, who submitted.
    with django_assert_num_queries(18):
        sonia.get(url(submitted))
