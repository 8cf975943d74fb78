"""The way of a release: prepared by one, approved by another, and never changed."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts import codes
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.models import Organization, ParentSystem, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from reports.field.models import FieldCycle, Participation
from reports.jobs import claims
from reports.proof.keys import load_public_keys
from reports.proof.manifest import OfARelease, read_manifest
from reports.releases import computing
from reports.releases.actions import (
    NEWER_CARD,
    ONE_PERSON,
    OTHER_SYSTEM,
    PUBLISHED_MEANWHILE,
    THRESHOLDS_CHANGED,
    WITHDRAWN,
    approve_release,
    prepare_release,
    retry_release,
    stop_release,
)
from reports.releases.core.thresholds import ThresholdsUnusable
from reports.releases.jobs import WORKER_STOPPED, make_release
from reports.releases.models import (
    CheckVerdict,
    Kind,
    Release,
    ReleaseCell,
    ReleaseFigure,
    ReleaseFile,
    ReleaseMeasure,
    ReleaseMember,
    ReleaseTable,
    State,
)
from tests.cast import client_of, make_person
from tests.reports.releases.factories import make_cycle, make_prepared, publish_rows
from tests.reports.releases.joined import add_report, join, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra(db: Any) -> User:
    return _manager("Petra Lindgren")


@pytest.fixture
def quentin(db: Any) -> User:
    return _manager("Quentin Abara")


def _manager(name: str) -> User:
    person = make_person(name)
    grant_role(person, role=codes.PortalRole.RELEASE_MANAGER, by=None)
    return person


@pytest.fixture
def cycle(framework: FrameworkVersion, monkeypatch: pytest.MonkeyPatch) -> FieldCycle:
    """14 organizations of one kind: the whole field may be shown, and nothing else."""
    monkeypatch.setattr("reports.releases.actions.enqueue", lambda _id: True)
    cycle = make_cycle(framework)
    for place in range(14):
        join(cycle, make_organization(f"Organization {place}"), level=place % 5)
    return cycle


@pytest.fixture
def prepared(cycle: FieldCycle, petra: User) -> Release:
    release = prepare_release(cycle, Kind.FIELD, petra)
    make_release(release.pk)
    release.refresh_from_db()
    return release


def test_two_people_publish_a_release(prepared: Release, petra: User, quentin: User) -> None:
    assert (prepared.state, prepared.n, prepared.error) == (State.PREPARED, 15, "")
    assert prepared.members.count() == 14
    with pytest.raises(Refused, match="Another release manager"):
        approve_release(prepared.pk, petra)
    release = approve_release(prepared.pk, quentin)
    assert (release.state, release.number) == (State.PUBLISHED, 1)
    assert release.approved_by_name == quentin.display_name
    with pytest.raises(Refused, match="published"):
        approve_release(prepared.pk, quentin)
    verbs = Event.objects.filter(subject_type="release").order_by("id").values_list("verb", "actor")
    assert list(verbs) == [
        ("requested", petra.pk), ("prepared", None), ("approved", quentin.pk),
    ]  # fmt: skip


def test_nobody_else_moves_a_release(prepared: Release, adam: User) -> None:
    for move in (
        lambda: prepare_release(prepared.cycle, Kind.FIELD, adam),
        lambda: approve_release(prepared.pk, adam),
        lambda: stop_release(prepared.pk, adam, "No."),
        lambda: retry_release(prepared.pk, adam),
    ):
        with pytest.raises(PermissionDenied):
            move()


def _withdraw(release: Release, *_: Any) -> None:
    one = Participation.objects.filter(cycle=release.cycle).first()
    Participation.objects.filter(pk=one.pk).update(consented_at=None, withdrawn_at=timezone.now())


def _unverify(release: Release, *_: Any) -> None:
    member = release.members.first()
    Organization.objects.filter(pk=member.organization).update(verified_at=None)


def _report_anew(release: Release, *_: Any) -> None:
    one = Participation.objects.filter(cycle=release.cycle).first()
    add_report(one.assessment, {}, level=1, number=2)


def _reopen_and_sign_again(release: Release, *_: Any) -> None:
    """The report of the new signature is not made yet."""
    one = Participation.objects.filter(cycle=release.cycle).first()
    Assessment.objects.filter(pk=one.assessment_id).update(
        signed_at=one.assessment.signed_at + timedelta(hours=1)
    )


def _join_a_system(release: Release, *_: Any) -> None:
    parent = ParentSystem.objects.create(name="Two Rivers Partners")
    one, other = release.members.all()[:2]
    Organization.objects.filter(pk__in=[one.organization, other.organization]).update(parent=parent)


def _withdraw_the_cycle_before(release: Release, *_: Any) -> None:
    """A member's change rests on a card whose lead no longer agrees."""
    before = Participation.objects.exclude(cycle=release.cycle).get()
    report = before.assessment.reports.get()
    member = release.members.first()
    release.members.filter(pk=member.pk).update(earlier_report=str(report.pk))
    Participation.objects.filter(pk=before.pk).update(consented_at=None)


def _change_thresholds(_release: Release, settings: LazySettings, folder: Path) -> None:
    text = settings.DISCLOSURE_FILE.read_text()
    settings.DISCLOSURE_FILE = folder / "disclosure.yaml"
    settings.DISCLOSURE_FILE.write_text(text.replace("organizations: 11", "organizations: 12"))


def _lose_a_threshold(_release: Release, settings: LazySettings, folder: Path) -> None:
    text = settings.DISCLOSURE_FILE.read_text()
    settings.DISCLOSURE_FILE = folder / "disclosure.yaml"
    settings.DISCLOSURE_FILE.write_text(text.replace("organizations: 11", ""))


def _lose_the_thresholds(_release: Release, settings: LazySettings, folder: Path) -> None:
    settings.DISCLOSURE_FILE = folder / "disclosure.yaml"


NO_FILE = (
    "The thresholds of disclosure control cannot be read from disclosure.yaml: FileNotFoundError. "
    "Put back the file that the portal ships."
)
CHANGES: dict[str, tuple[Callable[..., None], str]] = {
    "consent withdrawn": (_withdraw, WITHDRAWN["no-consent"]),
    "verification withdrawn": (_unverify, WITHDRAWN["not-verified"]),
    "newer report": (_report_anew, NEWER_CARD),
    "signed again": (_reopen_and_sign_again, WITHDRAWN[""]),
    "parent system": (_join_a_system, OTHER_SYSTEM),
    "consent of the cycle before": (_withdraw_the_cycle_before, WITHDRAWN["no-consent"]),
    "thresholds changed": (_change_thresholds, THRESHOLDS_CHANGED),
    "a threshold lost": (_lose_a_threshold, "organizations is missing."),
    "the file of thresholds lost": (_lose_the_thresholds, NO_FILE),
}


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_a_change_before_the_approval_stops_the_release(
    prepared: Release, quentin: User, settings: LazySettings, tmp_path: Path, change: str
) -> None:
    make, why = CHANGES[change]
    if change == "consent of the cycle before":
        join(make_cycle(prepared.cycle.framework_version, "Before"), make_organization("Before"))
    make(prepared, settings, tmp_path)
    page = client_of(quentin).post(reverse("reports:release_approve", args=[prepared.pk]))
    assert page.status_code == 302
    prepared.refresh_from_db()
    assert (prepared.state, prepared.stopped_why, prepared.number) == (State.STOPPED, why, None)
    shown = client_of(quentin).get(reverse("reports:release_manage", args=[prepared.pk]))
    assert why in shown.content.decode()
    assert client_of().get("/releases/1/").status_code == 404


def test_a_release_published_meanwhile_stops_it(
    prepared: Release, framework: FrameworkVersion, quentin: User
) -> None:
    other = make_prepared(make_cycle(framework, "Autumn 2026"))
    Release.objects.filter(pk=prepared.pk).update(
        prepared_at=publish_rows(other).published_at - timedelta(days=1)
    )
    assert approve_release(prepared.pk, quentin).stopped_why == PUBLISHED_MEANWHILE


@pytest.mark.parametrize("lost", ["a threshold lost", "the file of thresholds lost"])
def test_a_missing_threshold_stops_the_preparation(
    cycle: FieldCycle, petra: User, settings: LazySettings, tmp_path: Path, lost: str
) -> None:
    lose, why = CHANGES[lost]
    release = prepare_release(cycle, Kind.FIELD, petra)
    lose(release, settings, tmp_path)
    make_release(release.pk)
    release.refresh_from_db()
    assert (release.state, release.stopped_why) == (State.STOPPED, why)
    with pytest.raises(ThresholdsUnusable):
        prepare_release(cycle, Kind.FIELD, petra)
    page = client_of(petra).post(
        reverse("reports:release_prepare"), {"cycle": cycle.pk, "kind": Kind.FIELD}
    )
    assert page.status_code == 422
    assert why in page.content.decode()


def test_a_worker_that_fails_leaves_nothing_but_verdicts(
    cycle: FieldCycle, petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = prepare_release(cycle, Kind.FIELD, petra)
    with monkeypatch.context() as patch:
        patch.setattr(computing, "compute_figures", lambda *_: 1 / 0)
        make_release(release.pk)
    release.refresh_from_db()
    assert release.state == State.QUEUED
    assert "Nothing was published" in release.error
    assert not ReleaseMember.objects.exists()
    verdicts = set(CheckVerdict.objects.values_list("key", flat=True))
    Release.objects.filter(pk=release.pk).update(not_before=None)
    make_release(release.pk)
    release.refresh_from_db()
    assert release.state == State.PREPARED
    assert set(CheckVerdict.objects.values_list("key", flat=True)) == verdicts


def test_a_claim_that_was_lost_stores_nothing(
    cycle: FieldCycle, petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = prepare_release(cycle, Kind.FIELD, petra)
    store = computing.store_release

    def stop_first(*arguments: Any) -> None:
        stop_release(release.pk, petra, "Too early.")
        store(*arguments)

    monkeypatch.setattr(computing, "store_release", stop_first)
    make_release(release.pk)
    release.refresh_from_db()
    assert (release.state, release.stopped_why) == (State.STOPPED, "Too early.")
    assert not ReleaseTable.objects.exists()


def test_a_lost_worker_ends_in_a_sentence_and_can_be_tried_again(
    cycle: FieldCycle, petra: User
) -> None:
    release = prepare_release(cycle, Kind.FIELD, petra)
    for _ in range(claims.MAX_ATTEMPTS):
        assert claims.take(Release, release.pk)
        Release.objects.filter(pk=release.pk).update(
            lease_until=timezone.now() - timedelta(seconds=1)
        )
    assert claims.fail_exhausted() == 1
    release.refresh_from_db()
    assert (release.state, release.error) == (State.FAILED, WORKER_STOPPED)
    retry_release(release.pk, petra)
    make_release(release.pk)
    release.refresh_from_db()
    assert release.state == State.PREPARED


def test_one_release_of_a_cycle_at_a_time(prepared: Release, petra: User) -> None:
    with pytest.raises(Refused, match="under way"):
        prepare_release(prepared.cycle, Kind.FIELD, petra)
    stop_release(prepared.pk, petra, "Again.")
    assert prepare_release(prepared.cycle, Kind.FIELD, petra).state == State.QUEUED


def test_the_database_wants_two_people(prepared: Release, petra: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=prepared.pk).update(approved_by=petra)


def test_nothing_published_ever_changes(prepared: Release, quentin: User) -> None:
    release = approve_release(prepared.pk, quentin)
    table = release.tables.get()
    cell = table.cells.get()
    rows = (ReleaseMember, ReleaseMeasure, ReleaseTable, ReleaseCell, ReleaseFigure, ReleaseFile)
    changes: list[Callable[[], Any]] = [
        lambda: Release.objects.filter(pk=release.pk).update(note="Other."),
        lambda: Release.objects.filter(pk=release.pk).update(state=State.STOPPED),
        lambda: ReleaseMember.objects.update(system="other"),
        lambda: ReleaseMeasure.objects.update(tables=""),
        lambda: ReleaseTable.objects.update(position=9),
        lambda: ReleaseCell.objects.update(n=20),
        lambda: ReleaseFigure.objects.update(n=20),
        lambda: ReleaseFile.objects.update(size=1),
        lambda: ReleaseTable.objects.create(release=release, position=9, attributes="x", groupings=[]),
        lambda: ReleaseCell.objects.create(table=table, position=9, key="x", n=15),
        lambda: ReleaseFigure.objects.create(cell=cell, measure="x", n=15),
        *(lambda model=model: model.objects.all()._raw_delete("default") for model in rows),
        lambda: Release.objects.filter(pk=release.pk)._raw_delete("default"),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()
    # A person's account may go.
    Release.objects.filter(pk=release.pk).update(approved_by=None)


def test_the_bundle_is_whole_signed_and_the_same_again(prepared: Release, quentin: User) -> None:
    approve_release(prepared.pk, quentin)
    first, again = (client_of(quentin).get("/releases/1/bundle.zip").content for _ in range(2))
    assert first == again
    archive = zipfile.ZipFile(io.BytesIO(first))
    manifest = archive.read("manifest.json")
    assert manifest == client_of().get("/releases/1/manifest.json").content
    with pytest.raises(OfARelease):
        read_manifest(manifest, load_public_keys())
    listed = {one["name"]: one["sha256"] for one in json.loads(manifest)["files"]}
    assert listed == {
        name: hashlib.sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name != "manifest.json"
    }
    facts = json.loads(archive.read("release.json"))
    assert (facts["number"], facts["organizations"]) == (1, 15)
    assert len(facts["figures"]) == ReleaseFigure.objects.count()


def test_anyone_verifies_the_bundle_its_manifest_and_the_files_that_it_names(
    prepared: Release, quentin: User
) -> None:
    approve_release(prepared.pk, quentin)
    packed = client_of(quentin).get("/releases/1/bundle.zip").content
    archive = zipfile.ZipFile(io.BytesIO(packed))
    files = {name: archive.read(name) for name in archive.namelist()}
    digest = hashlib.sha256(packed).hexdigest()

    page = client_of().get(reverse("reports:verify_digest", args=[digest]))
    assert page.status_code == 200
    assert f"{settings.SITE_URL}/releases/1/" in page.content.decode()
    assert verify({"bundle.zip": packed, **files}) == ["Authentic"] * 7
    changed = files["figures.csv"].replace(b"1", b"2")
    assert verify({"figures.csv": changed, "m.json": files["manifest.json"]}) == [
        "Altered", "Authentic"
    ]  # fmt: skip
    # Alone it is in no list that the portal keeps.
    assert verify({"figures.csv": files["figures.csv"]}) == ["Unknown"]


def verify(files: dict[str, bytes]) -> list[str]:
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    page = client_of().post(reverse("reports:verify"), {"file": sent}).content.decode()
    return re.findall(r'finding"><h2>([^<]*)</h2>', page)


def test_the_method_of_a_release_stays_as_it_was(
    prepared: Release, quentin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve_release(prepared.pk, quentin)
    monkeypatch.setattr("reports.releases.bundle.method_of", lambda _kind: "Title\n\nOther rules.")
    page = client_of().get("/releases/1/method/").content.decode()
    assert "agreed that aggregates may use theirs" in page
    assert "Other rules." not in page


def test_a_correction_is_told_in_both_releases(
    prepared: Release, petra: User, quentin: User
) -> None:
    first = approve_release(prepared.pk, quentin)
    with pytest.raises(Refused, match="what was wrong"):
        prepare_release(first.cycle, Kind.FIELD, petra, corrects=first)
    second = prepare_release(first.cycle, Kind.FIELD, petra, first, "One sector was wrong.")
    make_release(second.pk)
    approve_release(second.pk, quentin)
    pages = [client_of().get(f"/releases/{number}/").content.decode() for number in (1, 2)]
    assert all("One sector was wrong." in page for page in pages)


def test_who_reaches_which_page(prepared: Release, quentin: User, adam: User, alice: User) -> None:
    pk = prepared.pk
    approve_release(pk, quentin)
    public = ["/releases/", "/releases/1/", "/releases/1/method/", "/releases/1/manifest.json"]
    managed = [
        reverse("reports:release_manage_list"),
        reverse("reports:release_prepare"),
        reverse("reports:release_manage", args=[pk]),
        reverse("reports:release_stop", args=[pk]),
    ]
    posted = [reverse(f"reports:release_{name}", args=[pk]) for name in ("approve", "retry")]
    bundle = "/releases/1/bundle.zip"
    for person, expected in ((quentin, (200, 200)), (adam, (200, 404)), (alice, (404, 404)), (None, (302, 302))):  # fmt: skip
        client = client_of(person)
        assert {client.get(address).status_code for address in public} == {200}
        assert client.get(bundle).status_code == expected[0]
        assert {client.get(address).status_code for address in managed} == {expected[1]}
        sent = {client.post(address).status_code for address in posted}
        assert sent == {302 if person in {quentin, None} else 404}
    assert client_of().get("/releases/2/").status_code == 404


def test_a_page_that_waits_shows_its_step(cycle: FieldCycle, petra: User) -> None:
    release = prepare_release(cycle, Kind.FIELD, petra)
    client, address = client_of(petra), reverse("reports:release_manage", args=[release.pk])
    claim = claims.take(Release, release.pk)
    assert claim
    claims.advance(claim, "Checking", 30)
    shown = client.get(address).content.decode()
    assert 'hx-trigger="every 3s"' in shown
    assert "Checking which tables may be shown" in shown
    stop_release(release.pk, petra, "Enough.")
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_the_preparer_reads_why_she_cannot_approve(prepared: Release, petra: User) -> None:
    client = client_of(petra)
    shown = client.get(reverse("reports:release_manage", args=[prepared.pk])).content.decode()
    assert ONE_PERSON.split(".")[0] in shown
    assert "Approve and publish" not in shown
    page = client.post(reverse("reports:release_approve", args=[prepared.pk]), follow=True)
    assert ONE_PERSON in page.content.decode()


def test_the_checklist_counts_what_stands_in_the_rows(prepared: Release) -> None:
    stored = json.loads(prepared.checklist)
    (table,) = stored["tables"]
    measures = ReleaseFigure.objects.values("measure").distinct().count()
    assert (table["cells"], table["measures"]) == (1, measures)
    assert table["figures"] == ReleaseFigure.objects.count() == stored["attack"]["figures"]
    assert (stored["attack"]["solved"], stored["attack"]["solved_with_two"]) == (0, 0)
    withheld = sum(one["times"] for one in stored["refused"] if one["of_measures"])
    assert table["measures"] + table["withheld"] == prepared.measures.count()
    assert withheld == table["withheld"]


@pytest.mark.parametrize(
    ("address", "most"), [("/releases/", 4), ("/releases/1/", 6), ("/releases/1/method/", 4)]
)
def test_pages_take_the_same_queries_at_any_size(
    framework: FrameworkVersion,
    quentin: User,
    django_assert_max_num_queries: Any,
    address: str,
    most: int,
) -> None:
    cycle = make_cycle(framework)
    client = client_of(quentin)
    for number in range(1, 6):
        publish_rows(make_prepared(cycle), number)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
