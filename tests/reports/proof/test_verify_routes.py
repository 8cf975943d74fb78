"""The addresses of verification × everybody: public, found by index, and hostile input."""

import hashlib
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lhs_portal.accounts.models import Organization, User
from lhs_portal.lib.signing_keys import make_private_key, read_private_key, write_public_key
from reports.actions import request_report
from reports.jobs.making import make_report
from reports.models import Kind, Report, State
from reports.proof import lookup
from reports.proof.asking import MOST_AT_ONCE
from reports.proof.lookup import load_known
from tests.cast import client_of

pytestmark = pytest.mark.django_db

VERIFY = "/verify/"
STRANGE = "5f" * 32


def upload(*files: tuple[str, bytes], client: Client | None = None, **fields: Any) -> Any:
    parts = [SimpleUploadedFile(name, content) for name, content in files]
    return (client or Client()).post(VERIFY, {"file": parts, **fields})


def titles(response: Any) -> list[str]:
    return [finding.title for finding in response.context["findings"]]


PEOPLE = ["nobody", "alice", "bob", "rhea", "charlie", "adam"]


@pytest.mark.parametrize("person", PEOPLE)
def test_every_route_answers_everybody_alike(
    made: Report, other_organization: Organization, person: str, request: pytest.FixtureRequest
) -> None:
    client = client_of(None if person == "nobody" else request.getfixturevalue(person))
    statuses = {
        (path, method): getattr(client, method)(path).status_code
        for path in (
            VERIFY,
            "/verify/keys.json",
            f"/verify/{made.frozen_digest}",
            f"/verify/{STRANGE}",
        )
        for method in ("get", "post", "put")
    }
    assert list(statuses.values()) == [200, 422, 405, 200, 405, 405, 200, 405, 405, 404, 405, 405]


@pytest.mark.parametrize("person", PEOPLE)
def test_report_is_opened_by_its_members_alone(
    made: Report, other_organization: Organization, person: str, request: pytest.FixtureRequest
) -> None:
    client = client_of(None if person == "nobody" else request.getfixturevalue(person))
    page = client.get(f"/verify/{made.frozen_digest}").content.decode()
    assert (f"/r/{made.pk}/" in page) is (person in {"alice", "bob", "rhea"})


def test_digest_of_a_report_says_what_it_is_and_who_signed(made: Report) -> None:
    response = Client().get(f"/verify/{made.frozen_digest}")
    page = response.content.decode()
    assert titles(response) == ["Authentic"]
    assert "Report 1 of Mercy Valley Hospital" in page
    assert json.loads(made.frozen_input)["sign_off"]["name"] in page
    for file in made.files.all():
        assert file.sha256 in page
        assert file.filename in page
    assert "Minutes of May 4." not in page


def test_pages_leave_no_trace_and_set_no_cookie(made: Report) -> None:
    for path in (VERIFY, f"/verify/{made.frozen_digest}", f"/verify/{STRANGE}"):
        response = Client().get(path)
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "private, no-store"
        assert not response.cookies


@pytest.mark.parametrize("kind", ["csv", "json", "manifest"])
def test_file_of_a_report_is_found_by_its_own_hash(
    made: Report, file_of: Callable[[str], Any], kind: str
) -> None:
    row, content = file_of(kind)
    assert titles(Client().get(f"/verify/{row.sha256}")) == ["Authentic"]
    response = upload(("any name.bin", content))
    assert titles(response) == ["Authentic"]
    assert "any name.bin" in response.content.decode()
    assert titles(Client().post(VERIFY, {"digest": row.sha256})) == ["Authentic"]


def test_changed_file_is_unknown_alone_and_altered_beside_its_manifest(
    made: Report, file_of: Callable[[str], Any]
) -> None:
    changed = file_of("csv")[1] + b" "
    manifest = file_of("manifest")[1]
    assert titles(upload(("r.csv", changed))) == ["Unknown"]
    assert titles(upload(("r.csv", changed), ("m.json", manifest))) == ["Altered", "Authentic"]
    spoiled = manifest.replace(b'"number":1', b'"number":2')
    assert titles(upload(("m.json", spoiled), ("r.csv", changed))) == ["Altered", "Unknown"]
    digests = [hashlib.sha256(each).hexdigest() for each in (spoiled, manifest, changed)]
    posted = Client().post(
        VERIFY, {"digest": digests, "manifest": digests[:2], "broken": digests[0]}
    )
    assert titles(posted) == ["Altered", "Authentic", "Altered"]


def test_digest_of_a_report_beside_its_own_manifest_is_of_this_report(
    made: Report, file_of: Callable[[str], Any]
) -> None:
    row, content = file_of("manifest")
    response = upload((row.filename, content), digest=made.frozen_digest)
    assert titles(response) == ["Authentic", "Authentic"]


def test_preliminary_report_says_that_nobody_signed_it(made: Report) -> None:
    frozen = {**json.loads(made.frozen_input), "kind": "preliminary"}
    del frozen["sign_off"]
    Report.objects.create(
        assessment=made.assessment, number=2, kind="preliminary", state=State.READY,
        requested_at=made.requested_at, finished_at=made.finished_at, score_card=made.score_card,
        framework_version=made.framework_version, framework_digest=made.framework_digest,
        frozen_input=json.dumps(frozen), frozen_digest=STRANGE,
    )  # fmt: skip
    page = Client().get(f"/verify/{STRANGE}").content.decode()
    assert "This is a preliminary report" in page
    assert "made before the portal wrote manifests" in page


def test_report_that_is_not_finished_is_unknown(report: Report) -> None:
    response = Client().get(f"/verify/{report.frozen_digest}")
    assert (response.status_code, titles(response)) == (404, ["Unknown"])


@pytest.mark.parametrize(
    "digest",
    [
        STRANGE,
        "a",
        "g" * 64,
        "%00" + "5" * 63,
        "%00",
        "é" * 64,
        "' OR 1=1 --",
        "..",
        "5f" * 500_000,
    ],
)
def test_what_is_unknown_looks_the_same_whatever_it_is(made: Report, digest: str) -> None:
    response = Client().get(f"/verify/{digest}")
    assert (response.status_code, titles(response)) == (404, ["Unknown"])
    assert response.context["findings"][0].sentence.startswith("The portal knows no report")


def test_near_miss_is_as_unknown_as_any_other(made: Report) -> None:
    seen, asked = [], []
    for digest in (STRANGE, made.frozen_digest[:-1] + "x", made.frozen_digest[:-1]):
        with CaptureQueriesContext(connection) as queries:
            page = Client().get(f"/verify/{digest}").content.decode()
        # The languages lead back to the address that was asked; all else is the same.
        seen.append(re.sub(r'[?]next=[^"]*"', "", page))
        asked.append(sum("reports_" in query["sql"] for query in queries))
    assert asked == [1, 1, 1]
    assert seen[1] == seen[2]
    assert "Mercy" not in "".join(seen)


@pytest.mark.parametrize(
    "shape",
    ["{}", "{}/", "upper", "spaced", "\u200b{}\u200b"],
)
def test_digest_is_taken_as_people_copy_it(made: Report, shape: str) -> None:
    digest = made.frozen_digest
    written = {"upper": digest.upper(), "spaced": f" {digest[:32]} {digest[32:]}%0A"}
    text = written.get(shape) or shape.format(digest)
    assert Client().get(f"/verify/{text}").status_code == 200


def test_digest_that_was_typed_leads_to_its_page(made: Report) -> None:
    address = f"https://portal.example.org/verify/{made.frozen_digest}/"
    response: Any = Client().get(VERIFY, {"digest": address})
    assert (response.status_code, response.url) == (302, f"/verify/{made.frozen_digest}")


def test_text_that_is_no_digest_comes_back_with_a_sentence(db: Any) -> None:
    response = Client().get(VERIFY, {"digest": '5f"><script>'})
    page = response.content.decode()
    assert response.status_code == 200
    assert "This is not a digest." in page
    assert 'value="5f&quot;&gt;&lt;script&gt;"' in page


def test_name_of_a_file_is_shown_as_text_without_what_is_no_character(db: Any) -> None:
    response = upload(("<img src=x>\x00\u202e.pdf", b"x"))
    page = response.content.decode()
    assert titles(response) == ["Unknown"]
    assert "&lt;img src=x&gt;.pdf" in page
    assert "<img" not in page


def test_empty_file_and_no_file_and_wrong_types_are_answered(db: Any) -> None:
    assert titles(upload(("empty.pdf", b""))) == ["Unknown"]
    assert Client().post(VERIFY).status_code == 422
    assert Client().post(VERIFY, {"digest": ["x", ""]}).status_code == 422
    for content_type in ("application/json", "text/plain", "image/svg+xml", "x" * 500):
        response = Client().post(VERIFY, b'{"digest": "x"}', content_type=content_type)
        assert response.status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\nhalf a fi",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\x00b"\r\n\r\nz\r\n--x--',
        b"--y\r\n\r\n--y--",
        b"\x00" * 5000,
    ],
)
@pytest.mark.parametrize("boundary", ["; boundary=x", "", "; boundary=" + "x" * 300])
def test_broken_forms_are_no_fault_of_the_server(db: Any, body: bytes, boundary: str) -> None:
    client = Client(raise_request_exception=False)
    response = client.post(VERIFY, body, content_type=f"multipart/form-data{boundary}")
    assert response.status_code in {200, 400, 422}


def test_too_many_files_are_refused_with_a_sentence(db: Any) -> None:
    response = Client().post(VERIFY, {"digest": [STRANGE] * (MOST_AT_ONCE + 1)})
    assert response.status_code == 422
    assert f"at most {MOST_AT_ONCE}" in response.content.decode()


def test_huge_file_is_read_past_and_neither_kept_nor_held_in_memory(
    db: Any, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    small = ("small.bin", b"y" * 1024 * 1024)
    response = upload(("huge.bin", b"x" * (1024 * 1024 + 1)), small)
    assert "huge.bin: This file is larger than 1 MB" in response.content.decode()
    [finding] = response.context["findings"]
    assert (finding.name, finding.digest) == ("small.bin", hashlib.sha256(small[1]).hexdigest())
    assert list(tmp_path.iterdir()) == []


def test_asking_without_end_is_refused_for_a_while(db: Any) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    answers = [client.get(f"/verify/{STRANGE}").status_code for _ in range(61)]
    assert answers == [404] * 60 + [429]
    assert Client(REMOTE_ADDR="192.0.2.8").get(VERIFY).status_code == 200


def test_many_editions_with_one_file_in_common_hide_no_other_file(
    made: Report, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card of a new edition is that of the one before, byte for byte."""
    monkeypatch.setattr(lookup, "MOST_REPORTS", 2)
    for _ in range(3):
        edition = request_report(assessment=made.assessment, kind=Kind.FINAL, by=alice)
        make_report(edition.pk)
    own = {file.kind: file.sha256 for file in edition.files.all()}
    known = load_known({own["json"], own["manifest"]})
    assert [proven.report_id for proven in known[own["manifest"]]] == [edition.pk]
    assert made.pk in {proven.report_id for proven in known[own["json"]]}


def test_finding_takes_one_query_and_one_for_the_files(
    made: Report, alice: User, django_assert_num_queries: Callable[[int], Any]
) -> None:

    digests = {made.frozen_digest, STRANGE, *made.files.values_list("sha256", flat=True)}
    with django_assert_num_queries(2):
        known = load_known(digests)
    assert set(known) == digests - {STRANGE}
    with django_assert_num_queries(1):
        assert load_known({STRANGE}) == {}


def test_public_keys_are_published_with_the_old_ones(settings: LazySettings, db: Any) -> None:
    old, private = (read_private_key(make_private_key()).public_key() for _ in range(2))
    settings.OLD_SIGNING_KEYS = [write_public_key(old), write_public_key(private)]
    response = Client().get(reverse("reports:verify_keys"))
    keys = response.json()["keys"]
    assert [key["current"] for key in keys] == [True, False, False]
    assert keys[1]["public_key"] == write_public_key(old)
    assert "private" not in response.content.decode()


def test_manifest_of_before_a_rotation_still_verifies(
    made: Report, file_of: Callable[[str], Any], settings: LazySettings
) -> None:
    content = file_of("manifest")[1]
    old = read_private_key(settings.SIGNING_KEY).public_key()
    Report.objects.all().delete()
    assert titles(upload(("m.json", content))) == ["Authentic"]
    settings.SIGNING_KEY = make_private_key()
    assert titles(upload(("m.json", content))) == ["Unknown"]
    settings.OLD_SIGNING_KEYS = [write_public_key(old)]
    assert titles(upload(("m.json", content))) == ["Authentic"]


def test_report_page_and_footer_lead_to_the_verification(made: Report, alice: User) -> None:
    page = client_of(alice).get(f"/r/{made.pk}/").content.decode()
    address = f"/verify/{made.frozen_digest}"
    assert f'{address}">' in page
    assert f'<a href="{VERIFY}">Verify a document</a>' in page
    assert "The signed manifest" in page


def test_nothing_of_a_file_is_logged(db: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        upload(("secret-name.pdf", b"secret words"))
    assert "secret" not in caplog.text
