"""Evidence comes in: once, with its file, for those who may, while the assessment is open."""

import errno
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404

from assessments.actions import add_evidence_link, add_version, use_evidence
from assessments.actions import evidence as evidence_actions
from assessments.actions.evidence import AlreadyAtItem, AlreadyHere, TooMuch
from assessments.evidence_files import remove_orphan_files
from assessments.models import Assessment, Evidence, EvidenceUse, EvidenceVersion
from assessments.permissions import Frozen
from assessments.queries import history_of
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from lhs_portal.audit.models import Event
from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import RefusedFile
from tests.assessments.evidence_factories import (
    DATED,
    SHOWS,
    accepted,
    add_file,
    add_link,
    files_in,
)
from tests.assessments.factories import make_assessment, sign_all, submit_all
from tests.assessments.rounds_factories import close, make_rater, open_for_rating


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def nothing_is_there(media: Path) -> bool:
    rows = (Evidence, EvidenceVersion, EvidenceUse)
    return not any(model.objects.exists() for model in rows) and not files_in(media)


def test_file_is_stored_with_its_rows_and_one_event(
    assessment: Assessment, bob: User, media: Path
) -> None:
    use = add_file(assessment, bob, content=b"first")
    version = use.version
    [file] = files_in(media)
    assert file == media / version.path
    assert file.read_bytes() == b"first"
    assert (version.number, version.kind, version.filename, version.size) == (
        1,
        "file",
        "minutes.txt",
        5,
    )
    assert (version.scan, version.dated, version.added_by) == ("not_scanned", DATED, bob)
    assert version.evidence.organization == assessment.organization
    event = history_of(assessment, code="safe.1").first()
    assert event is not None
    assert (event.verb, event.what, event.actor) == ("added evidence", "Minutes of May", bob)
    assert event.after == {
        "safe.1": {
            "title": "Minutes of May",
            "name": "minutes.txt",
            "version": 1,
            "dated": "2026-05-04",
            "shows": SHOWS,
            "level": 3,
        }
    }


def test_link_is_kept_and_never_opened(assessment: Assessment, bob: User, media: Path) -> None:
    version = add_link(assessment, bob).version
    assert (version.kind, version.scan, version.path) == ("link", "no_file", "")
    assert version.url == "https://intranet.example.org/policy"
    assert files_in(media) == []


def test_nobody_else_adds_anything(
    assessment: Assessment, rhea: User, charlie: User, adam: User, media: Path
) -> None:
    refusals: list[tuple[User, type[Exception]]] = [
        (rhea, PermissionDenied),
        (charlie, Http404),
        (adam, Http404),
    ]
    for person, refusal in refusals:
        with pytest.raises(refusal):
            add_file(assessment, person)
        with pytest.raises(refusal):
            add_link(assessment, person)
    assert nothing_is_there(media)


def test_item_of_another_framework_is_not_found(
    assessment: Assessment, bob: User, media: Path
) -> None:
    with pytest.raises(Http404):
        add_file(assessment, bob, item="nonsense.1")
    assert nothing_is_there(media)


def test_evidence_is_open_in_every_state_before_submission(
    preparing: Assessment, alice: User, bob: User
) -> None:
    make_rater(preparing, alice)
    add_file(preparing, bob, content=b"preparing")
    open_for_rating(preparing, alice)
    add_file(preparing, bob, content=b"rating")
    close(preparing, alice)
    use = add_file(preparing, bob, content=b"settling")
    assert use.assessment.settling
    assert preparing.evidence_uses.count() == 3


@pytest.mark.parametrize("end", [submit_all, sign_all])
def test_evidence_is_frozen_after_submission(
    assessment: Assessment, alice: User, bob: User, media: Path, end: Any
) -> None:
    use = add_file(assessment, bob)
    end(assessment, alice)
    for add in (
        lambda: add_file(assessment, bob, content=b"late"),
        lambda: add_link(assessment, bob),
        lambda: add_version(
            assessment=assessment,
            piece=use.version.evidence_id,
            source=accepted(b"late"),
            dated=DATED,
            by=bob,
        ),
        lambda: use_evidence(
            assessment=assessment, item="safe.2", version=use.version_id, shows="x", level=1, by=bob
        ),
    ):
        with pytest.raises(Frozen):
            add()
    assert len(files_in(media)) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceUse.objects.filter(pk=use.pk).update(shows="other")


def test_same_file_is_kept_once_in_an_organization(
    organization: Organization,
    framework: FrameworkVersion,
    assessment: Assessment,
    alice: User,
    bob: User,
    media: Path,
) -> None:
    first = add_file(assessment, bob)
    later = make_assessment(organization, framework, alice, title="Next cycle")
    for place, item in ((assessment, "safe.1"), (assessment, "safe.2"), (later, "safe.1")):
        with pytest.raises(AlreadyHere) as here:
            add_file(place, alice, item=item, title="Another name")
        assert here.value.version == first.version
        same_place = (place, item) == (assessment, "safe.1")
        assert here.value.use == (first if same_place else None)
    assert Evidence.objects.get().title == "Minutes of May"
    assert len(files_in(media)) == 1


def test_same_link_is_kept_once(assessment: Assessment, bob: User) -> None:
    first = add_link(assessment, bob)
    with pytest.raises(AlreadyHere) as here:
        add_link(assessment, bob, item="safe.2")
    assert here.value.version == first.version


def test_same_file_in_another_organization_is_its_own(
    assessment: Assessment,
    bob: User,
    other_organization: Organization,
    framework: FrameworkVersion,
    charlie: User,
    media: Path,
) -> None:
    add_file(assessment, bob)
    add_file(make_assessment(other_organization, framework, charlie), charlie)
    assert len(files_in(media)) == 2


def test_new_version_leaves_uses_as_they_were(assessment: Assessment, bob: User) -> None:
    use = add_file(assessment, bob)
    piece = use.version.evidence
    version = add_version(
        assessment=assessment,
        piece=piece.pk,
        source=accepted(b"second"),
        dated=date(2026, 6, 1),
        by=bob,
    )
    use.refresh_from_db()
    assert (version.number, use.version.number) == (2, 1)
    event = history_of(assessment).first()
    assert event is not None
    assert (event.verb, event.what) == ("added evidence version", "Minutes of May")
    link = add_version(
        assessment=assessment, piece=piece.pk, source="https://x.example", dated=DATED, by=bob
    )
    assert (link.number, link.kind) == (3, "link")


def test_version_that_is_here_already_is_refused(
    assessment: Assessment, bob: User, media: Path
) -> None:
    use = add_file(assessment, bob)
    other = add_file(assessment, bob, item="safe.2", content=b"other")
    for piece in (use.version.evidence_id, other.version.evidence_id):
        with pytest.raises(AlreadyHere) as here:
            add_version(assessment=assessment, piece=piece, source=accepted(), dated=DATED, by=bob)
        assert here.value.version == use.version
    assert EvidenceVersion.objects.count() == len(files_in(media)) == 2


def test_piece_is_used_at_other_items_and_in_the_next_cycle(
    organization: Organization,
    framework: FrameworkVersion,
    assessment: Assessment,
    alice: User,
    bob: User,
    media: Path,
) -> None:
    version = add_file(assessment, bob).version
    sign_all(assessment, alice)
    later = make_assessment(organization, framework, alice, title="Next cycle")
    for item in ("safe.1", "effective.2"):
        use = use_evidence(
            assessment=later, item=item, version=version.pk, shows="Again", level=None, by=bob
        )
        assert (use.version, use.level) == (version, None)
    assert len(files_in(media)) == 1
    event = history_of(later, code="safe.1").first()
    assert event is not None
    assert event.verb == "used evidence again"


def test_piece_stands_at_an_item_once_in_whatever_version(
    assessment: Assessment, bob: User
) -> None:
    use = add_file(assessment, bob)
    newer = add_version(
        assessment=assessment,
        piece=use.version.evidence_id,
        source=accepted(b"second"),
        dated=DATED,
        by=bob,
    )
    for version in (use.version, newer):
        with pytest.raises(AlreadyAtItem) as there:
            use_evidence(
                assessment=assessment,
                item="safe.1",
                version=version.pk,
                shows="x",
                level=None,
                by=bob,
            )
        assert there.value.use == use


def test_piece_of_another_organization_is_not_found(
    assessment: Assessment,
    bob: User,
    other_organization: Organization,
    framework: FrameworkVersion,
    charlie: User,
) -> None:
    theirs = add_file(make_assessment(other_organization, framework, charlie), charlie)
    with pytest.raises(Http404):
        use_evidence(
            assessment=assessment,
            item="safe.1",
            version=theirs.version_id,
            shows="x",
            level=None,
            by=bob,
        )
    with pytest.raises(Http404):
        add_version(
            assessment=assessment,
            piece=theirs.version.evidence_id,
            source=accepted(b"mine"),
            dated=DATED,
            by=bob,
        )


def test_what_a_person_adds_in_a_day_has_an_end(
    assessment: Assessment, bob: User, alice: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_actions, "MOST_IN_A_DAY", 2)
    use = add_file(assessment, bob, content=b"1")
    add_link(assessment, bob)
    with pytest.raises(TooMuch, match="2 files and links today"):
        add_file(assessment, bob, content=b"3")
    with pytest.raises(TooMuch):
        add_version(
            assessment=assessment,
            piece=use.version.evidence_id,
            source=accepted(b"4"),
            dated=DATED,
            by=bob,
        )
    assert len(files_in(media)) == 1
    add_file(assessment, alice, content=b"5")


def test_item_has_room_for_so_many_pieces(
    assessment: Assessment, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_actions, "MOST_AT_AN_ITEM", 1)
    use = add_file(assessment, bob)
    with pytest.raises(TooMuch, match="Remove one"):
        add_link(assessment, bob)
    add_link(assessment, bob, item="safe.2")
    assert use.assessment.evidence_uses.count() == 2
    assert Evidence.objects.count() == 2


def test_full_disk_leaves_neither_row_nor_file(
    assessment: Assessment, bob: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lhs_portal.lib.durable_files.os.fsync", refuse)
    with pytest.raises(RefusedFile) as refused:
        add_file(assessment, bob)
    assert refused.value.sentence == policy.NO_ROOM
    assert nothing_is_there(media)
    assert not Event.objects.filter(verb="added evidence").exists()


def test_failed_transaction_takes_the_file_with_it(
    assessment: Assessment, bob: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        assert len(files_in(media)) == 1
        raise RuntimeError("broken")

    monkeypatch.setattr(evidence_actions, "record_event", fail)
    with pytest.raises(RuntimeError):
        add_file(assessment, bob)
    assert nothing_is_there(media)


def test_connection_lost_at_the_commit_leaves_the_file_to_the_orphans(
    assessment: Assessment, bob: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether there is a row nobody can say at that moment."""
    kept = add_file(assessment, bob, content=b"kept")

    def fail(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as patch:
        patch.setattr(evidence_actions, "record_event", fail)
        with pytest.raises(OperationalError):
            add_file(assessment, bob, content=b"lost")
    assert len(files_in(media)) == 2
    assert remove_orphan_files() == 0, "too young"
    assert remove_orphan_files(older_than=0) == 1
    assert files_in(media) == [media / kept.version.path]


def test_address_of_a_link_may_be_long(assessment: Assessment, bob: User) -> None:
    url = "https://x.example/" + "ä" * 1900
    assert add_link(assessment, bob, url=url).version.url == url


def test_add_by_id_reads_the_assessment_anew(assessment: Assessment, bob: User) -> None:
    use = add_evidence_link(
        assessment=assessment.pk,
        item="safe.1",
        url="https://x.example",
        title="x",
        shows="x",
        level=0,
        dated=DATED,
        by=bob,
    )
    assert (use.level, use.assessment) == (0, assessment)
