"""The page of one item's evidence: what is added there, refused there, and kept as it was typed."""

import html
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from assessments.actions import add_version
from assessments.models import Assessment, Evidence, EvidenceUse, EvidenceVersion
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from lhs_portal.lib.uploads import policy
from tests.assessments.evidence_factories import (
    DATED,
    SAID,
    SHOWS,
    accepted,
    add_file,
    files_in,
    sent_file,
)
from tests.assessments.factories import make_assessment, sign_all
from tests.assessments.pages import fields_of
from tests.cast import client_of

URL = "https://intranet.example.org/policy"


def address(assessment: Assessment, item: str = "safe.1") -> str:
    return reverse("assessments:item_evidence", args=[assessment.pk, item])


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_file_that_is_added_stands_there_with_all_that_was_said(
    assessment: Assessment, bob: User, media: Path
) -> None:
    client = client_of(bob)
    url = address(assessment)
    response: Any = client.post(url, {**SAID, "file": sent_file(), "dated": "2020-05-04"})
    assert (response.status_code, response.url) == (302, url)
    page = text_of(client.get(url))
    for words in (
        "“Minutes of May” is added.",
        "· for level 3 · dated May 4, 2020",
        SHOWS,
        "Older than two years",
        "Not scanned for viruses",
        "by Bob Okafor",
    ):
        assert words in page
    assert len(files_in(media)) == 1


def test_link_that_is_added_names_its_host_and_is_not_followed_by_machines(
    assessment: Assessment, bob: User
) -> None:
    client = client_of(bob)
    client.post(address(assessment), {**SAID, "url": URL})
    page = client.get(address(assessment)).content.decode()
    assert f'<a href="{URL}" rel="noopener noreferrer nofollow">Minutes of May</a>' in page
    assert "link to intranet.example.org" in page
    assert "Not scanned" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_queries_for_one_piece_and_for_three(
    assessment: Assessment, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        add_file(assessment, bob, content=bytes([65 + number]))
    client = client_of(bob)
    client.get(address(assessment))
    # Session, person, assessment, evidence, names, how many pieces there are to choose from.
    with django_assert_num_queries(6):
        client.get(address(assessment))


def test_reader_reads_and_gets_no_form(use: EvidenceUse, rhea: User) -> None:
    page = text_of(client_of(rhea).get(address(use.assessment)))
    assert SHOWS in page
    assert "Leads and contributors add to it" in page
    assert 'type="file"' not in page
    assert "Remove" not in page


def test_signed_assessment_shows_what_is_frozen(use: EvidenceUse, alice: User) -> None:
    sign_all(use.assessment, alice)
    page = text_of(client_of(alice).get(address(use.assessment)))
    assert "its evidence is frozen" in page
    assert 'type="file"' not in page


def check_kept(response: Any, status: int, *words: str) -> None:
    assert response.status_code == status
    page = text_of(response)
    for word in words:
        assert word in page
    kept = fields_of(response)
    assert {key: kept[key] for key in ("title", "dated", "shows")} == {
        key: SAID[key] for key in ("title", "dated", "shows")
    }
    assert '<option value="3" selected>' in page


def test_file_that_is_too_large_is_refused_with_everything_else_kept(
    assessment: Assessment, bob: User, media: Path, settings: LazySettings
) -> None:
    settings.UPLOAD_MAX_BYTES = 2 * policy.MEBIBYTE
    large = sent_file(bytes(2 * policy.MEBIBYTE + 1), "large.pdf")
    response = client_of(bob).post(address(assessment), {"file": large, **SAID})
    check_kept(response, 422, "The file is larger than 2 MB")
    assert not files_in(media)
    assert not Evidence.objects.exists()


def test_file_behind_the_other_fields_is_refused_in_the_same_way(
    assessment: Assessment, bob: User, settings: LazySettings
) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    response = client_of(bob).post(address(assessment), {**SAID, "file": sent_file(bytes(11))})
    check_kept(response, 422, "The file is larger than")


def test_fault_in_a_field_says_that_the_file_must_be_chosen_again(
    assessment: Assessment, bob: User, media: Path
) -> None:
    response = client_of(bob).post(address(assessment), {**SAID, "shows": "", "file": sent_file()})
    assert response.status_code == 422
    assert policy.CHOOSE_AGAIN in text_of(response)
    assert fields_of(response)["title"] == SAID["title"]
    assert not files_in(media)


def test_full_disk_is_told_and_keeps_what_was_typed(
    assessment: Assessment, bob: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lhs_portal.lib.durable_files.os.fsync", refuse)
    response = client_of(bob).post(address(assessment), {**SAID, "file": sent_file()})
    check_kept(response, 409, "the server has no room for it")
    assert not files_in(media)
    assert not Evidence.objects.exists()


def test_submitted_meanwhile_keeps_what_was_typed(
    assessment: Assessment, alice: User, bob: User
) -> None:
    sign_all(assessment, alice)
    response = client_of(bob).post(address(assessment), {**SAID, "file": sent_file()})
    check_kept(response, 409, "This assessment is signed", policy.CHOOSE_AGAIN)


def test_same_file_is_told_where_it_is_and_used_by_one_button(
    organization: Organization,
    framework: FrameworkVersion,
    use: EvidenceUse,
    alice: User,
    bob: User,
    media: Path,
) -> None:
    later = make_assessment(organization, framework, alice, title="Next cycle")
    client = client_of(bob)
    said = {**SAID, "title": "Other", "shows": 'Page 3: "quoted"\nsecond line'}
    response = client.post(address(later), {**said, "file": sent_file()})
    page = text_of(response)
    assert response.status_code == 409
    assert "It was not stored a second time" in page
    assert "version 1 of “Minutes of May”" in page
    assert "item 1 (Baseline 2026)" in page
    assert len(files_in(media)) == 1

    offered = reverse("assessments:evidence_reuse", args=[later.pk, "safe.1", use.version_id])
    assert f'action="{offered}"' in page
    fields = fields_of(response)
    assert fields["shows"] == 'Page 3: "quoted"\r\nsecond line'
    sent = client.post(offered, {"shows": fields["shows"], "level": "3"})
    assert sent.status_code == 302
    [again] = later.evidence_uses.all()
    assert (again.version, again.shows, again.level) == (
        use.version,
        'Page 3: "quoted"\nsecond line',
        3,
    )


def test_same_file_at_the_same_item_leads_to_what_stands_there(use: EvidenceUse, bob: User) -> None:
    response = client_of(bob).post(
        address(use.assessment), {**SAID, "shows": "Other words", "file": sent_file()}
    )
    page = text_of(response)
    assert response.status_code == 409
    assert "It is at this item already" in page
    assert reverse("assessments:evidence_edit", args=[use.assessment_id, use.pk]) in page
    assert fields_of(response)["shows"] == "Other words"


def test_second_press_of_the_button_finds_what_the_first_one_made(
    assessment: Assessment, bob: User
) -> None:
    client = client_of(bob)
    for _ in range(2):
        response = client.post(address(assessment), {**SAID, "file": sent_file()})
        assert response.status_code == 302
        response = client.post(address(assessment), {**SAID, "url": URL})
        assert response.status_code == 302
    assert EvidenceUse.objects.count() == EvidenceVersion.objects.count() == 2


def test_newer_version_is_offered_at_the_item(use: EvidenceUse, bob: User) -> None:
    add_version(
        assessment=use.assessment,
        piece=use.version.evidence_id,
        source=accepted(b"second"),
        dated=DATED,
        by=bob,
    )
    client = client_of(bob)
    page = text_of(client.get(address(use.assessment)))
    assert "version 1 of 2" in page
    url = reverse("assessments:evidence_newest", args=[use.assessment_id, use.pk])
    assert f'formaction="{url}"' in page
    client.post(url)
    page = text_of(client.get(address(use.assessment)))
    assert "is used here in its newest version" in page
    assert "version 1 of 2" not in page


def test_session_that_ended_gives_the_text_back(assessment: Assessment, bob: User) -> None:
    response = Client().post(
        address(assessment),
        {**SAID, "file": sent_file()},
        headers={"Origin": "http://testserver"},
    )
    assert response.status_code == 401
    fields = fields_of(response)
    assert {key: fields[key] for key in SAID} == SAID
    again = client_of(bob).post(address(assessment), fields)
    check_kept(again, 422, "Choose a file, or give a link below.")
