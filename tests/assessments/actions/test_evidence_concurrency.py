"""Many people at once: the same file is kept once, and nobody’s words are overwritten unseen."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from assessments.actions import edit_use
from assessments.actions.evidence import AlreadyHere
from assessments.actions.evidence_uses import ChangedMeanwhile, seen_of
from assessments.models import EvidenceUse, EvidenceVersion
from lhs_portal.accounts.models import User
from tests.assessments.actions.test_concurrency import PEOPLE, at_once
from tests.assessments.evidence_factories import add_file, files_in
from tests.assessments.factories import make_assessment, publish_framework
from tests.cast import make_organization, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def test_same_file_sent_by_many_in_two_cycles_is_kept_once(media: Path) -> None:
    alice: User = make_person("Alice Moreau")
    organization, version = make_organization(alice), publish_framework()
    cycles = [make_assessment(organization, version, alice, title=title) for title in "ab"]

    def add(number: int) -> bool:
        try:
            add_file(cycles[number % 2], alice, item=f"safe.{number // 2 + 1}")
        except AlreadyHere:
            return False
        return True

    assert sorted(at_once(add)) == [False] * (PEOPLE - 1) + [True]
    assert EvidenceVersion.objects.count() == EvidenceUse.objects.count() == 1
    assert files_in(media) == [media / EvidenceVersion.objects.get().path]


def test_edits_of_many_are_one_edit_and_refusals(media: Path) -> None:
    alice: User = make_person("Alice Moreau")
    assessment = make_assessment(make_organization(alice), publish_framework(), alice)
    use = add_file(assessment, alice)
    seen = seen_of(use)

    def edit(number: int) -> bool:
        try:
            edit_use(
                assessment=assessment.pk,
                use=use.pk,
                shows=f"By {number}",
                level=None,
                seen=seen,
                by=alice,
            )
        except ChangedMeanwhile:
            return False
        return True

    assert sorted(at_once(edit)) == [False] * (PEOPLE - 1) + [True]
