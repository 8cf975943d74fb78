"""A file is sent as a download that a browser keeps apart; one that is missing says so."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import add_evidence_file
from assessments.models import Assessment, EvidenceUse
from lhs_portal.accounts.models import User
from tests.assessments.evidence_factories import DATED, accepted, read
from tests.cast import client_of

ROUTES = ("evidence_file", "evidence_version_file")


def address(name: str, use: EvidenceUse) -> str:
    key = use.pk if name == "evidence_file" else use.version_id
    return reverse(f"assessments:{name}", args=[use.assessment_id, key])


@pytest.mark.parametrize("name", ROUTES)
def test_file_is_a_download_with_strict_headers(use: EvidenceUse, rhea: User, name: str) -> None:
    response: Any = client_of(rhea).get(address(name, use))
    assert read(response) == (200, b"Minutes of May 4\n")
    assert response["Content-Disposition"] == 'attachment; filename="minutes.txt"'
    assert response["Content-Type"] == "text/plain"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Content-Length"] == "17"


@pytest.mark.parametrize("name", ROUTES)
def test_head_has_the_headers_alone(use: EvidenceUse, rhea: User, name: str) -> None:
    response: Any = client_of(rhea).head(address(name, use))
    status, body = read(response)
    assert (status, body) == (200, b"")
    assert response["Content-Disposition"] == 'attachment; filename="minutes.txt"'


@pytest.mark.parametrize("name", ROUTES)
def test_missing_file_says_so(
    use: EvidenceUse, bob: User, media: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    (media / use.version.path).unlink()
    response = client_of(bob).get(address(name, use))
    assert response.status_code == 404
    page = response.content.decode()
    assert "The file is missing on this server" in page
    assert "minutes.txt" in page
    assert "file_missing" in caplog.text


def test_file_of_a_use_costs_the_same_queries_for_all_members(
    use: EvidenceUse, bob: User, django_assert_num_queries: Any
) -> None:
    client = client_of(bob)
    read(client.get(address("evidence_file", use)))
    with django_assert_num_queries(4):  # session, person, use, membership
        read(client.get(address("evidence_file", use)))


def test_name_in_any_script_reaches_the_browser(assessment: Assessment, bob: User) -> None:
    use = add_evidence_file(
        assessment=assessment,
        item="safe.1",
        upload=accepted(name="Protokół “maj”.txt"),
        title="x",
        shows="x",
        level=None,
        dated=DATED,
        by=bob,
    )
    response: Any = client_of(bob).get(address("evidence_file", use))
    read(response)
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Protok%C3%B3%C5%82%20%E2%80%9Cmaj%E2%80%9D.txt"
    )
