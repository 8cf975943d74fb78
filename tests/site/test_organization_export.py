"""Export and deletion of an organization with everything that it has."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from assessments.models import Answer, Assessment, Target
from commitments.models import Commitment, FrameworkVersion, Item
from lhs_portal.accounts.models import Invitation, Membership, Organization
from lhs_portal.audit.models import Event
from reports.models import Report, ReportFile
from tests.cast import client_of

NOTE = '=1+1 {{7*7}} e\u0301 \u200d "quoted"\nsecond line'


@pytest.fixture
def report(alice, bob, organization, settings, tmp_path):
    """A ready report with one file, made row by row: the zip is what is looked at here."""
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    version = FrameworkVersion.objects.create(
        version="0.test", source_language="en", digest="0" * 64, frame={}
    )
    part = {"framework_version": version, "position": 1, "entry": {}}
    commitment = Commitment.objects.create(code="safe", **part)
    item = Item.objects.create(
        code="safe-1", commitment=commitment, meaning=1, essential=True, weight=1, **part
    )
    assessment = Assessment.objects.create(
        organization=organization,
        framework_version=version,
        title="Baseline",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
        scope="whole",
        started_by=alice,
    )
    Answer.objects.create(assessment=assessment, item=item, level=3, note=NOTE, updated_by=bob)
    Target.objects.create(assessment=assessment, commitment=commitment, level=4, updated_by=alice)
    report = Report.objects.create(
        assessment=assessment,
        number=1,
        kind="preliminary",
        requested_at=now,
        requested_by=alice,
        framework_version="0.test",
        framework_digest="0" * 64,
        frozen_input='{"answers": []}',
        state="ready",
        finished_at=now + timedelta(seconds=3),
        score_card='{"score": "2"}',
    )
    path = default_storage.save("reports/one.pdf", ContentFile(b"%PDF-1.7 bytes"))
    ReportFile.objects.create(
        report=report,
        kind="pdf",
        filename="report.pdf",
        media_type="application/pdf",
        path=path,
        sha256="0" * 64,
        size=14,
    )
    return report


def exported(person, organization):
    response = client_of(person).get(reverse("organization_export", args=[organization.pk]))
    assert response["Content-Type"] == "application/zip"
    assert "Mercy Valley Hospital.zip" in response["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_export_has_everything_of_every_app(alice, bob, organization, report):
    archive = exported(alice, organization)
    assert archive.testzip() is None
    pdf = f"reports/{report.assessment_id}/1/report.pdf"
    assert archive.namelist() == [
        "READ ME.txt",
        "organization.json",
        "assessments.json",
        "reports.json",
        "plans.json",
        "participation.json",
        "stories.json",
        pdf,
    ]
    assert archive.read(pdf) == b"%PDF-1.7 bytes"
    about = json.loads(archive.read("organization.json"))
    assert about["profile"]["name"] == "Mercy Valley Hospital"
    assert [member["name"] for member in about["members"]] == ["Alice Moreau", "Bob Okafor"]
    assert about["history"][0]["who"] == "Alice Moreau"
    [assessment] = json.loads(archive.read("assessments.json"))["assessments"]
    assert assessment["answers"][0]["note"] == NOTE
    assert assessment["answers"][0]["updated_by"] == "Bob Okafor"
    assert assessment["targets"][0]["level"] == 4
    [row] = json.loads(archive.read("reports.json"))["reports"]
    assert (row["input"], row["score_card"]) == ({"answers": []}, {"score": "2"})
    assert row["files"][0]["name"] == pdf


def test_export_names_a_file_that_is_missing_and_has_the_rest(alice, organization, report):
    default_storage.delete(report.files.get().path)
    archive = exported(alice, organization)
    assert f"reports/{report.assessment_id}/1/report.pdf" in archive.read("MISSING.txt").decode()
    assert "reports.json" in archive.namelist()


def test_export_has_no_one_elses_data(charlie, other_organization, organization, report):
    client = client_of(charlie)
    response = client.get(reverse("organization_export", args=[other_organization.pk]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "Prairie Health Plan" in text
    assert "Mercy" not in text
    assert "Alice" not in text


def test_delete_wants_the_name_typed(alice, organization, report):
    response = client_of(alice).post(
        reverse("organization_delete", args=[organization.pk]), {"typed": "mercy valley"}
    )
    page = response.content.decode()
    assert "This is not the same text." in page
    assert "1 assessment with all answers and notes, 1 report with its files" in page
    assert Organization.objects.filter(pk=organization.pk).exists()


def test_delete_takes_rows_and_files_and_leaves_one_event(
    alice, bob, organization, other_organization, report, django_capture_on_commit_callbacks
):
    [file] = report.files.all()
    with django_capture_on_commit_callbacks() as callbacks:
        response = client_of(alice).post(
            reverse("organization_delete", args=[organization.pk]),
            {"typed": " Mercy Valley Hospital "},
        )
    assert response.url == "/"
    assert default_storage.exists(file.path), "not before the commit"
    for callback in callbacks:
        callback()
    assert not default_storage.exists(file.path)
    for model in (Assessment, Answer, Target, Report, ReportFile):
        assert not model.objects.exists(), model
    assert not Membership.objects.filter(user=bob).exists()
    assert not Invitation.objects.exists()
    assert Organization.objects.get() == other_organization
    event = Event.objects.get(subject_id=str(organization.pk))
    assert (event.verb, event.actor, event.before) == ("deleted", alice, {"members": 2})
    assert "Mercy" not in str(list(Event.objects.values()))


def test_delete_goes_on_past_a_file_that_cannot_be_deleted(
    alice, organization, report, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def refuse(_self, _name):
        raise PermissionError

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.delete", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(alice).post(
            reverse("organization_delete", args=[organization.pk]), {"typed": str(organization)}
        )
    assert "file_not_deleted" in caplog.text
    assert not Organization.objects.exists()
