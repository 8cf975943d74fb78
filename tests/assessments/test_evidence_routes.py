"""The addresses of evidence × every role × while it is open and after: 404 for who is outside."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from assessments.actions import remove_rater, remove_use
from assessments.actions.evidence_uses import seen_of
from assessments.models import Assessment, EvidenceUse, Rater
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.evidence_factories import SAID, add_file, add_link, read
from tests.assessments.factories import make_assessment, make_sponsor, sign_all
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    open_for_rating,
)
from tests.cast import client_of

# GET and POST by lead, contributor, reader, while the assessment is open; 302 is a post that was
# accepted, 405 one that there is not.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "evidence": ((200, 200, 200), (405, 405, 405)),
    "item_evidence": ((200, 200, 200), (302, 302, 403)),
    "evidence_search": ((200, 200, 403), (405, 405, 405)),
    "evidence_reuse": ((200, 200, 403), (302, 302, 403)),
    "evidence_file": ((200, 200, 200), (405, 405, 405)),
    "evidence_edit": ((200, 200, 403), (302, 302, 403)),
    "evidence_newest": ((405, 405, 405), (302, 302, 403)),
    "evidence_remove": ((405, 405, 405), (302, 302, 403)),
    "evidence_piece": ((200, 200, 200), (302, 302, 403)),
    "evidence_version_file": ((200, 200, 200), (405, 405, 405)),
}
# A POST that came too late: a page that keeps what was typed, or back to the item with a sentence.
TOO_LATE = {
    "item_evidence": 409,
    "evidence_reuse": 409,
    "evidence_edit": 409,
    "evidence_piece": 409,
    "evidence_newest": 302,
    "evidence_remove": 302,
}
LINK = {"url": "https://intranet.example.org/new"}
BODIES: dict[str, dict[str, str]] = {
    "item_evidence": {**SAID, **LINK},
    "evidence_reuse": {"shows": "x", "level": ""},
    "evidence_edit": {"shows": "Other", "level": "1"},
    "evidence_piece": {"dated": "2026-06-01", **LINK},
}


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def use(assessment: Assessment, bob: User) -> EvidenceUse:
    return add_file(assessment, bob)


def address(name: str, use: EvidenceUse) -> str:
    parts: dict[str, list[Any]] = {
        "evidence": [],
        "item_evidence": ["safe.1"],
        "evidence_search": ["safe.2"],
        "evidence_reuse": ["safe.2", use.version_id],
        "evidence_piece": [use.version.evidence_id],
        "evidence_version_file": [use.version_id],
    }
    args = [use.assessment_id, *parts.get(name, [use.pk])]
    return reverse(f"assessments:{name}", args=args)


def body_of(name: str, use: EvidenceUse) -> dict[str, str]:
    return {**BODIES.get(name, {}), **({"seen": seen_of(use)} if name == "evidence_edit" else {})}


def status_of(client: Client, url: str) -> int:
    return read(client.get(url))[0]


def statuses(client: Client, name: str, use: EvidenceUse) -> tuple[int, int]:
    url = address(name, use)
    return status_of(client, url), client.post(url, body_of(name, use)).status_code


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["lead", "contributor", "reader"])
def test_route_by_role(
    use: EvidenceUse, alice: User, bob: User, rhea: User, name: str, place: int
) -> None:
    client = client_of((alice, bob, rhea)[place])
    get, post = EXPECTED[name]
    assert statuses(client, name, use) == (get[place], post[place])


@pytest.mark.parametrize("name", EXPECTED)
def test_route_after_signing_reads_and_refuses(use: EvidenceUse, alice: User, name: str) -> None:
    sign_all(use.assessment, alice)
    get, _ = EXPECTED[name]
    assert statuses(client_of(alice), name, use) == (get[0], TOO_LATE.get(name, 405))


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_others_is_not_found(
    use: EvidenceUse, charlie: User, adam: User, other_organization: Organization, name: str
) -> None:
    get, post = EXPECTED[name]
    expected = (405 if get[0] == 405 else 404, 405 if post[0] == 405 else 404)
    assert statuses(client_of(charlie), name, use) == expected
    assert statuses(client_of(adam), name, use) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_leads_to_sign_in(use: EvidenceUse, name: str) -> None:
    response: Any = Client().get(address(name, use))
    if EXPECTED[name][0][0] == 405:
        response = Client().post(address(name, use))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_another_assessment_of_the_same_person_is_not_mixed_up(
    use: EvidenceUse, charlie: User, other_organization: Organization, framework: FrameworkVersion,
    name: str,
) -> None:  # fmt: skip
    """Somebody’s own assessment opens nothing of another organization."""
    own = make_assessment(other_organization, framework, charlie)
    url = address(name, use).replace(str(use.assessment_id), str(own.pk))
    get, post = EXPECTED[name]
    client = client_of(charlie)
    reaches_its_own = name in ("evidence", "item_evidence", "evidence_search")
    if get[0] != 405:
        assert status_of(client, url) == (200 if reaches_its_own else 404)
    if post[0] != 405 and not reaches_its_own:
        assert client.post(url, body_of(name, use)).status_code == 404


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    """Independent, with evidence at “safe” and “effective”; Ines, no member, is asked about safe."""
    return make_independent(organization, framework, alice)


@pytest.fixture
def ines(rated: Assessment, alice: User) -> Rater:
    return make_rater(rated, alice, sections=["safe"])


def opened(rater: Rater, use: EvidenceUse) -> int:
    assert rater.user
    return status_of(client_of(rater.user), address("evidence_file", use))


def test_rater_opens_the_files_of_what_she_is_asked_and_nothing_else(
    rated: Assessment, ines: Rater, alice: User
) -> None:
    asked = add_file(rated, alice, item="safe.1", content=b"asked")
    not_asked = add_file(rated, alice, item="effective.1", content=b"not asked")
    open_for_rating(rated, alice)
    assert (opened(ines, asked), opened(ines, not_asked)) == (200, 404)
    close(rated, alice)
    assert opened(ines, asked) == 200
    assert ines.user
    client = client_of(ines.user)
    for name in EXPECTED.keys() - {"evidence_file"}:
        get, post = EXPECTED[name]
        expected = (405 if get[0] == 405 else 404, 405 if post[0] == 405 else 404)
        assert statuses(client, name, asked) == expected


def test_rater_who_was_removed_opens_nothing(rated: Assessment, ines: Rater, alice: User) -> None:
    use = add_file(rated, alice)
    remove_rater(ines, by=alice)
    assert opened(ines, use) == 404


def test_rater_opens_nothing_after_submission(rated: Assessment, ines: Rater, alice: User) -> None:
    use = add_file(rated, alice)
    open_for_rating(rated, alice)
    close(rated, alice)
    rated.refresh_from_db()
    rated.state, rated.sponsor = "awaiting", make_sponsor(rated, alice)
    rated.submitted_at, rated.submitted_by = rated.started_at, alice
    rated.save()
    assert opened(ines, use) == 404


def test_rater_of_another_assessment_opens_nothing(
    assessment: Assessment, ines: Rater, alice: User
) -> None:
    assert opened(ines, add_file(assessment, alice)) == 404


def test_link_and_removed_use_have_no_file(assessment: Assessment, alice: User) -> None:
    link, removed = add_link(assessment, alice), add_file(assessment, alice, content=b"removed")
    remove_use(assessment=assessment, use=removed.pk, by=alice)
    client = client_of(alice)
    assert status_of(client, address("evidence_file", link)) == 404
    assert status_of(client, address("evidence_version_file", link)) == 404
    assert status_of(client, address("evidence_file", removed)) == 404
    assert status_of(client, address("evidence_version_file", removed)) == 200


def test_item_that_there_is_not(assessment: Assessment, alice: User, use: EvidenceUse) -> None:
    client = client_of(alice)
    for name, more in (
        ("item_evidence", []),
        ("evidence_search", []),
        ("evidence_reuse", [use.version_id]),
    ):
        url = reverse(f"assessments:{name}", args=[assessment.pk, "nonsense.1", *more])
        assert client.get(url).status_code == 404
