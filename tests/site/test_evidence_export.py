"""Evidence in the export of its organization, and in its deletion."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.urls import reverse

from assessments.actions import add_version, remove_use
from assessments.models import Assessment, Evidence, EvidenceUse, EvidenceVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.evidence_factories import accepted, add_file, add_link, read
from tests.assessments.factories import make_assessment, publish_framework
from tests.cast import client_of


@pytest.fixture
def assessment(
    organization: Organization, alice: User, settings: LazySettings, tmp_path: Any
) -> Assessment:
    settings.MEDIA_ROOT = tmp_path
    return make_assessment(organization, publish_framework(), alice)


def exported(person: User, organization: Organization) -> zipfile.ZipFile:
    _, content = read(client_of(person).get(reverse("organization_export", args=[organization.pk])))
    return zipfile.ZipFile(io.BytesIO(content))


def test_export_has_evidence_with_its_files(
    assessment: Assessment, organization: Organization, alice: User, bob: User
) -> None:
    use = add_file(assessment, bob, content=b"first")
    add_version(
        assessment=assessment,
        piece=use.version.evidence_id,
        source=accepted(b"second", "later.txt"),
        dated=date(2026, 6, 1),
        by=bob,
    )
    add_link(assessment, alice)
    remove_use(assessment=assessment, use=use.pk, by=alice)
    archive = exported(alice, organization)
    folder = f"evidence/{use.version.evidence_id}"
    assert archive.read(f"{folder}/1/minutes.txt") == b"first"
    assert archive.read(f"{folder}/2/later.txt") == b"second"
    document = json.loads(archive.read("assessments.json"))
    file, link = sorted(document["evidence"], key=lambda piece: piece["title"])
    assert [version["number"] for version in file["versions"]] == [2, 1]
    assert file["versions"][1]["file"] == f"{folder}/1/minutes.txt"
    assert file["versions"][1]["sha256"] == use.version.sha256
    assert file["made_by"] == "Bob Okafor"
    [version] = link["versions"]
    assert (version["url"], version["file"]) == ("https://intranet.example.org/policy", "")
    removed, kept = document["assessments"][0]["evidence"]
    assert (removed["piece"], removed["version"]) == (file["id"], 1)
    assert removed["removed_by"] == "Alice Moreau"
    assert (kept["item"], kept["removed_at"], kept["removed_by"]) == ("safe.1", None, None)
    assert use.version.path not in archive.read("assessments.json").decode()


def test_export_names_a_missing_file_and_has_the_rest(
    assessment: Assessment, organization: Organization, alice: User
) -> None:
    use = add_file(assessment, alice)
    default_storage.delete(use.version.path)
    archive = exported(alice, organization)
    assert "minutes.txt" in archive.read("MISSING.txt").decode()
    assert "evidence" in json.loads(archive.read("assessments.json"))


def test_export_has_no_evidence_of_others(
    assessment: Assessment, other_organization: Organization, alice: User, charlie: User
) -> None:
    add_file(assessment, alice)
    archive = exported(charlie, other_organization)
    assert not [name for name in archive.namelist() if name.startswith("evidence/")]
    assert json.loads(archive.read("assessments.json"))["evidence"] == []


def test_deletion_takes_evidence_with_its_files(
    assessment: Assessment,
    organization: Organization,
    alice: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    use = add_file(assessment, alice)
    client = client_of(alice)
    address = reverse("organization_delete", args=[organization.pk])
    assert "1 piece of evidence with its files" in client.get(address).content.decode()
    assert default_storage.exists(use.version.path)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"typed": organization.name})
    assert not default_storage.exists(use.version.path)
    for model in (Evidence, EvidenceVersion, EvidenceUse):
        assert not model.objects.exists(), model
