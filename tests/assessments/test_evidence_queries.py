"""Evidence read for pages: in one query, with what a page has to say of each piece."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.utils import timezone

from assessments.actions import add_evidence_file, add_version, remove_use
from assessments.evidence_queries import (
    load_evidence,
    load_uses_of,
    newest_versions,
    search_pieces,
    what_in_words,
)
from assessments.models import Assessment, EvidenceUse
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.evidence_factories import accepted, add_file, add_link
from tests.assessments.factories import make_assessment, sign_all


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.mark.parametrize("count", [1, 3])
def test_evidence_is_one_query(
    assessment: Assessment, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        add_file(assessment, bob, item=f"safe.{number + 1}", content=bytes([65 + number]))
    load_evidence(assessment)
    with django_assert_num_queries(1):
        found = load_evidence(assessment)
    assert sorted(found) == [f"safe.{number + 1}" for number in range(count)]
    with django_assert_num_queries(1):
        assert list(load_evidence(assessment, ["safe.1", "nonsense"])) == ["safe.1"]


def test_lines_say_all_of_a_piece(assessment: Assessment, bob: User) -> None:
    use = add_file(assessment, bob, dated=date(2026, 5, 4))
    add_version(
        assessment=assessment,
        piece=use.version.evidence_id,
        source=accepted(b"second"),
        dated=date(2026, 6, 1),
        by=bob,
    )
    link = add_link(assessment, bob, level=None, dated=date(2020, 1, 1))
    [file, other] = load_evidence(assessment)["safe.1"]
    assert (file.use, file.title, file.level) == (use.pk, "Minutes of May", 3)
    assert (file.number, file.newest, file.replaced) == (1, 2, True)
    assert file.what == "plain text, 17\xa0bytes"
    assert file.address == f"/a/{assessment.pk}/evidence/{use.pk}/file/"
    assert (file.is_link, file.not_scanned, file.old) == (False, True, False)
    assert (other.use, other.what) == (link.pk, "intranet.example.org")
    assert other.address == "https://intranet.example.org/policy"
    assert (other.is_link, other.not_scanned, other.old) == (True, False, True)
    assert (other.level, other.replaced) == (None, False)


def test_removed_uses_and_other_assessments_are_left_out(
    organization: Organization, framework: FrameworkVersion, assessment: Assessment, alice: User
) -> None:
    use = add_file(assessment, alice)
    other = make_assessment(organization, framework, alice)
    assert load_evidence(other) == {}
    remove_use(assessment=assessment, use=use.pk, by=alice)
    assert load_evidence(assessment) == {}


def test_age_is_told_by_the_day_of_reading_until_the_signing(
    assessment: Assessment, alice: User
) -> None:
    add_file(assessment, alice, dated=date(2024, 6, 1))
    with time_machine.travel("2026-05-31 12:00:00+00:00", tick=False):
        assert not load_evidence(assessment)["safe.1"][0].old
    with time_machine.travel("2026-06-02 12:00:00+00:00", tick=False):
        assert load_evidence(assessment)["safe.1"][0].old
    signed = sign_all(assessment, alice)
    signed.signed_at = timezone.make_aware(timezone.datetime(2026, 5, 31, 9))
    with time_machine.travel("2030-01-01 12:00:00+00:00", tick=False):
        assert not load_evidence(signed)["safe.1"][0].old


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("", ["Falls by unit", "Policy on falls"]),
        ("falls", ["Falls by unit", "Policy on falls"]),
        ("FALLS policy", ["Policy on falls"]),
        ("rates.txt", ["Falls by unit"]),
        ("example.org", ["Policy on falls"]),
        ("monthly", ["Falls by unit"]),
        ("monthly policy", []),
        ("100%", []),
        ("_", []),
    ],
)
def test_search_wants_all_words_somewhere(
    assessment: Assessment, bob: User, words: str, titles: list[str]
) -> None:
    falls = accepted(b"rates", "rates.txt")
    add_evidence_file(
        assessment=assessment,
        item="safe.1",
        upload=falls,
        title="Falls by unit",
        shows="Monthly rates.",
        level=4,
        dated=date(2026, 1, 1),
        by=bob,
    )
    add_link(assessment, bob, title="Policy on falls", shows="Who is told.")
    found = search_pieces(assessment.organization_id, words)
    assert [version.evidence.title for version in found] == titles


def test_search_shows_each_piece_once_in_its_newest_version(
    assessment: Assessment, bob: User, other_organization: Organization
) -> None:
    use = add_file(assessment, bob)
    newest = add_version(
        assessment=assessment,
        piece=use.version.evidence_id,
        source=accepted(b"second"),
        dated=date(2026, 6, 1),
        by=bob,
    )
    assert list(newest_versions(assessment.organization_id)) == [newest]
    assert list(newest_versions(other_organization.pk)) == []


def test_uses_of_pieces_name_their_place_in_one_query(
    assessment: Assessment, bob: User, django_assert_num_queries: Any
) -> None:
    use = add_file(assessment, bob)
    with django_assert_num_queries(1):
        [found] = load_uses_of([use.version.evidence_id])
        assert (found.assessment.title, found.item.code) == ("Baseline 2026", "safe.1")
    assert EvidenceUse.objects.get() == found


@pytest.mark.parametrize(
    ("kind", "url", "media_type", "size", "words"),
    [
        ("file", "", "application/pdf", 1_258_291, "PDF, 1.2\xa0MB"),
        ("file", "", "application/unknown", 1, "File, 1\xa0byte"),
        ("link", "https://intranet/policy", "", 0, "intranet"),
    ],
)
def test_what_it_is_in_words(kind: str, url: str, media_type: str, size: int, words: str) -> None:
    assert what_in_words(kind, url, media_type, size) == words
