"""What stands at an item is said anew, moved, taken off; nothing of it is lost."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.actions import add_version, edit_use, move_use, remove_use, use_evidence
from assessments.actions.evidence_uses import ChangedMeanwhile, TakenOff, seen_of
from assessments.models import Assessment, EvidenceUse
from assessments.permissions import Frozen
from assessments.queries import history_of
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from tests.assessments.evidence_factories import SHOWS, accepted, add_file, files_in
from tests.assessments.factories import sign_all


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def use(assessment: Assessment, bob: User) -> EvidenceUse:
    return add_file(assessment, bob)


def newest_event(assessment: Assessment) -> Event:
    event = history_of(assessment).first()
    assert event is not None
    return event


def test_edit_changes_what_it_shows_and_says_from_and_to(
    assessment: Assessment, use: EvidenceUse, alice: User
) -> None:
    edited = edit_use(
        assessment=assessment, use=use.pk, shows=SHOWS, level=None, seen=seen_of(use), by=alice
    )
    assert (edited.shows, edited.level) == (SHOWS, None)
    event = newest_event(assessment)
    assert (event.verb, event.what) == ("changed evidence", "Minutes of May")
    assert (event.before, event.after) == ({"safe.1": {"level": 3}}, {"safe.1": {"level": None}})


def test_edit_without_a_change_writes_nothing(
    assessment: Assessment, use: EvidenceUse, bob: User
) -> None:
    edit_use(assessment=assessment, use=use.pk, shows=SHOWS, level=3, seen="", by=bob)
    assert newest_event(assessment).verb == "added evidence"


def test_edit_overwrites_nothing_that_its_author_has_not_seen(
    assessment: Assessment, use: EvidenceUse, alice: User, bob: User
) -> None:
    seen = seen_of(use)
    edit_use(assessment=assessment, use=use.pk, shows="Alice’s", level=2, seen=seen, by=alice)
    with pytest.raises(ChangedMeanwhile) as changed:
        edit_use(assessment=assessment, use=use.pk, shows="Bob’s", level=3, seen=seen, by=bob)
    assert changed.value.use.shows == "Alice’s"
    again = seen_of(changed.value.use)
    edit_use(assessment=assessment, use=use.pk, shows="Bob’s", level=3, seen=again, by=bob)
    use.refresh_from_db()
    assert use.shows == "Bob’s"


def test_move_brings_a_use_to_the_newest_version(
    assessment: Assessment, use: EvidenceUse, bob: User
) -> None:
    piece = use.version.evidence_id
    for number, content in enumerate((b"second", b"third"), start=2):
        version = add_version(
            assessment=assessment,
            piece=piece,
            source=accepted(content),
            dated=date(2026, number, 1),
            by=bob,
        )
    moved = move_use(assessment=assessment, use=use.pk, by=bob)
    assert moved.version == version
    event = newest_event(assessment)
    assert event.verb == "moved evidence"
    assert (event.before["safe.1"]["version"], event.after["safe.1"]["version"]) == (1, 3)
    count = Event.objects.count()
    move_use(assessment=assessment, use=use.pk, by=bob)
    assert Event.objects.count() == count


def test_removed_use_is_kept_in_the_history_and_the_file_too(
    assessment: Assessment, use: EvidenceUse, bob: User, media: Path
) -> None:
    remove_use(assessment=assessment, use=use.pk, by=bob)
    use.refresh_from_db()
    assert use.removed_by == bob
    assert use.removed_at
    assert len(files_in(media)) == 1
    event = newest_event(assessment)
    assert event.verb == "removed evidence"
    assert event.before["safe.1"]["shows"] == SHOWS
    count = Event.objects.count()
    remove_use(assessment=assessment, use=use.pk, by=bob)
    assert Event.objects.count() == count


def test_removed_use_is_no_longer_edited_or_moved_but_can_be_used_again(
    assessment: Assessment, use: EvidenceUse, bob: User
) -> None:
    remove_use(assessment=assessment, use=use.pk, by=bob)
    with pytest.raises(TakenOff):
        edit_use(assessment=assessment, use=use.pk, shows="x", level=1, seen=seen_of(use), by=bob)
    with pytest.raises(TakenOff):
        move_use(assessment=assessment, use=use.pk, by=bob)
    again = use_evidence(
        assessment=assessment, item="safe.1", version=use.version_id, shows="x", level=1, by=bob
    )
    assert again.pk != use.pk


def test_reader_stranger_and_signed_assessment_are_refused(
    assessment: Assessment, use: EvidenceUse, alice: User, rhea: User, charlie: User
) -> None:
    def edit(by: User) -> None:
        edit_use(assessment=assessment, use=use.pk, shows="x", level=1, seen=seen_of(use), by=by)

    def move(by: User) -> None:
        move_use(assessment=assessment, use=use.pk, by=by)

    def remove(by: User) -> None:
        remove_use(assessment=assessment, use=use.pk, by=by)

    for change in (edit, move, remove):
        with pytest.raises(PermissionDenied):
            change(rhea)
        with pytest.raises(Http404):
            change(charlie)
    sign_all(assessment, alice)
    for change in (edit, move, remove):
        with pytest.raises(Frozen):
            change(alice)
