"""Files of a finished report in another language: asked for, made once, and proven as the others."""

import io
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.http import Http404
from django.urls import reverse

from commitments.models import FrameworkVersion
from commitments.translating.importing import add_edition
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from reports.jobs import files
from reports.jobs.making import make_report
from reports.jobs.renditions import make_rendition
from reports.models import Rendition, Report, State
from reports.proof.keys import load_public_keys
from reports.proof.manifest import read_manifest
from reports.queries import load_page
from reports.renditions import NotInThisLanguage, NotReady, request_rendition
from tests.cast import client_of

pytestmark = pytest.mark.django_db

PDF_ES = ["brief-es", "charts-es", "docx-es", "manifest-es", "pdf-es", "xlsx-es"]


@pytest.fixture
def translated(framework: FrameworkVersion) -> FrameworkVersion:
    texts = {f"commitments/{code}/name": f"Nombre {code}" for code in ("safe", "engaged")}
    add_edition(version=framework, language="es", state="draft", texts=texts, at_least=1, by=None)
    return framework


@pytest.fixture
def ready(translated: FrameworkVersion, report: Report) -> Report:
    make_report(report.pk)
    return Report.objects.get(pk=report.pk)


def digests(report: Report) -> dict[str, str]:
    return dict(report.files.values_list("kind", "sha256"))


def make(report: Report, by: User) -> Rendition:
    asked = request_rendition(report=report.pk, language="es", by=by)
    make_rendition(asked.pk)
    asked.refresh_from_db()
    return asked


def test_files_in_spanish_stand_beside_the_others_and_change_none(
    ready: Report, alice: User, media: Path
) -> None:
    before = digests(ready)
    made = make(ready, alice)
    assert (made.state, made.error, made.translation) == (State.READY, "", 1)
    after = digests(ready)
    assert {kind: after[kind] for kind in before} == before
    assert sorted(set(after) - set(before)) == PDF_ES
    pdf = ready.files.get(kind="pdf-es")
    assert pdf.filename.endswith("-report-1-es.pdf")
    content = (media / pdf.path).read_bytes()
    assert files.digest(content) == pdf.sha256
    text = pypdf.PdfReader(io.BytesIO(content)).pages[1].extract_text()
    assert "Resumen" in text
    assert "borrador (revisión 1)" in " ".join(text.split())


def test_asked_twice_there_is_one_and_made_twice_it_is_the_same(ready: Report, alice: User) -> None:
    first = make(ready, alice)
    after = digests(ready)
    assert request_rendition(report=ready.pk, language="es", by=alice).pk == first.pk
    make_rendition(first.pk)
    assert digests(ready) == after


def test_only_finished_reports_and_languages_of_the_portal(report: Report, alice: User) -> None:
    with pytest.raises(NotReady):
        request_rendition(report=report.pk, language="es", by=alice)
    make_report(report.pk)
    for language in ("fr", "en", ""):
        with pytest.raises(NotInThisLanguage):
            request_rendition(report=report.pk, language=language, by=alice)
    assert issubclass(NotReady, Refused)
    assert not Rendition.objects.exists()


def test_people_of_other_organizations_find_nothing(ready: Report, charlie: User) -> None:
    with pytest.raises(Http404):
        request_rendition(report=ready.pk, language="es", by=charlie)


def test_failed_files_leave_the_report_and_are_tried_again(
    ready: Report, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports.jobs import renditions

    before = digests(ready)
    asked = request_rendition(report=ready.pk, language="es", by=alice)
    with monkeypatch.context() as broken:
        broken.setattr(renditions, "present_report", lambda *_a, **_k: 1 / 0)
        for _ in range(3):
            Rendition.objects.filter(pk=asked.pk).update(not_before=None)
            make_rendition(asked.pk)
    asked.refresh_from_db()
    assert asked.state == State.FAILED
    assert asked.error
    assert digests(ready) == before
    again = make(ready, alice)
    assert (again.pk, again.state, again.error) == (asked.pk, State.READY, "")


def test_its_files_are_kept_by_the_sweeper_and_go_with_the_report(
    ready: Report, alice: User, media: Path
) -> None:
    make(ready, alice)
    kept = sorted(path for path in media.rglob("*") if path.is_file())
    assert files.remove_orphans(older_than=0) == 0
    assert sorted(path for path in media.rglob("*") if path.is_file()) == kept
    Report.objects.filter(pk=ready.pk).delete()
    assert files.remove_orphans(older_than=0) == 2
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_manifest_of_the_language_names_its_files_and_verifies(
    ready: Report, alice: User, media: Path
) -> None:
    make(ready, alice)
    row = ready.files.get(kind="manifest-es")
    statement = read_manifest((media / row.path).read_bytes(), load_public_keys())
    assert statement["frozen_digest"] == ready.frozen_digest
    assert {each["kind"] for each in statement["files"]} == set(PDF_ES) - {"manifest-es"}
    schema = json.loads(
        (Path(files.__file__).parents[1] / "proof/manifest.schema.json").read_text()
    )
    import jsonschema

    jsonschema.validate(json.loads((media / row.path).read_bytes()), schema)


def test_spanish_pdf_is_authentic_also_beside_the_manifest_of_the_others(
    ready: Report, alice: User, media: Path
) -> None:
    make(ready, alice)
    pdf = ready.files.get(kind="pdf-es")
    page = client_of().get(reverse("reports:verify_digest", args=[pdf.sha256])).content.decode()
    assert "Authentic" in page
    assert "The report as PDF (Español)" in page
    opened = [
        (media / ready.files.get(kind=kind).path).open("rb") for kind in ("pdf-es", "manifest")
    ]
    answer = client_of().post(reverse("reports:verify"), {"file": opened}).content.decode()
    for each in opened:
        each.close()
    assert "of another report" not in answer
    assert answer.count("Authentic") >= 2


def reading(report: Report, person: User, **headers: str) -> str:
    url = reverse("reports:detail", args=[report.pk])
    return str(client_of(person).get(url, headers=headers).content.decode())


def test_reader_of_spanish_reads_the_page_in_spanish(ready: Report, alice: User) -> None:
    page = reading(ready, alice, **{"accept-language": "es"})
    assert '<html lang="es"' in page
    for words in ("Fortalezas", "Brechas", "Nombre safe", "borrador (revisión 1)"):
        assert words in page
    assert "Crear los archivos en este idioma (Español)" in page
    assert "Strengths" not in page
    english = reading(ready, alice)
    assert "Strengths" in english
    assert "Crear los archivos" not in english


def test_address_can_ask_for_the_other_language(ready: Report, alice: User) -> None:
    url = reverse("reports:detail", args=[ready.pk])
    client = client_of(alice)
    assert "Fortalezas" in client.get(f"{url}?language=es").content.decode()
    assert "Strengths" in client.get(f"{url}?language=xx").content.decode()


def test_page_offers_the_files_of_its_language(ready: Report, alice: User) -> None:
    make(ready, alice)
    spanish = reading(ready, alice, **{"accept-language": "es"})
    assert 'href="pdf-es/"' in spanish
    assert 'href="pdf/"' not in spanish
    assert "Crear los archivos" not in spanish
    english = reading(ready, alice)
    assert 'href="pdf/"' in english
    assert 'href="pdf-es/"' not in english
    file = client_of(alice).get(reverse("reports:file", args=[ready.pk, "pdf-es"]))
    assert file.content.startswith(b"%PDF")


def test_page_says_how_far_its_files_are(ready: Report, alice: User) -> None:
    client, url = client_of(alice), reverse("reports:rendition", args=[ready.pk, "es"])
    assert client.get(url).status_code == 404
    answer = client.post(url)
    assert answer.headers["Location"] == reverse("reports:detail", args=[ready.pk])
    asked = Rendition.objects.get()
    Rendition.objects.filter(pk=asked.pk).update(state=State.QUEUED)
    page = client.get(f"{answer.headers['Location']}?language=es").content.decode()
    assert "Los archivos en este idioma" in page
    assert client.get(url).status_code == 302
    assert b"rendition" in client.get(url, headers={"hx-request": "true"}).content
    Rendition.objects.filter(pk=asked.pk).update(
        state=State.READY, finished_at=asked.requested_at, lease_until=None
    )
    assert client.get(url, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(("who", "status"), [("alice", 302), ("charlie", 404), ("nobody", 302)])
def test_routes_are_for_those_who_may_read_the_report(
    ready: Report, request: pytest.FixtureRequest, who: str, status: int
) -> None:
    client = client_of(None if who == "nobody" else request.getfixturevalue(who))
    url = reverse("reports:rendition", args=[ready.pk, "es"])
    assert client.post(url).status_code == status
    assert Rendition.objects.exists() == (who == "alice")


def test_report_freezes_the_revision_that_it_speaks(
    ready: Report, translated: FrameworkVersion, alice: User
) -> None:
    frozen: Any = json.loads(ready.frozen_input)
    assert frozen["translations"]["es"]["revision"] == 1
    texts = {"commitments/safe/name": "Otra"}
    add_edition(
        version=translated, language="es", state="reviewed", texts=texts, at_least=1, by=None
    )
    names = [each.subject.name for each in load_page(ready, "es").commitments]
    assert "Nombre safe" in names
    assert "Otra" not in names
    assert make(ready, alice).translation == 1


def test_input_without_translations_is_frozen_as_before(report: Report) -> None:
    assert "translations" not in json.loads(report.frozen_input)
