"""The translator's pages: who gets in, what they cost, and that no text is lost."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from commitments.models import (
    FrameworkVersion,
    PreparedImport,
    TranslatedText,
    TranslationEdition,
)
from commitments.translating.queries import load_translation
from lhs_portal.accounts.models import User
from tests.cast import client_of, make_person
from tests.commitments.translating.conftest import add_spanish

ONE = {"version": "2024.12", "language": "es"}
LIST = reverse("translating:list")
HOME = reverse("translating:translation", kwargs=ONE)
TEXTS = reverse("translating:texts", kwargs=ONE)
PUBLISH = reverse("translating:publish", kwargs=ONE)
YAML = reverse("translating:yaml", kwargs=ONE)
WORKBOOK = reverse("translating:workbook", kwargs=ONE)
IMPORT = reverse("translating:import", kwargs=ONE)
QUESTION = "items/safe.1/question"
GETS = (LIST, HOME, TEXTS, YAML, WORKBOOK, IMPORT)


@pytest.fixture
def client(erin: User, published: FrameworkVersion, spanish: TranslationEdition) -> Client:
    return client_of(erin)


def text_now(path: str = QUESTION) -> str:
    version = FrameworkVersion.objects.get(version="2024.12")
    return next(e.text for e in load_translation(version, "es").entries if e.path == path)


@pytest.mark.parametrize("url", GETS)
def test_pages_are_for_editors_alone(client: Client, url: str) -> None:
    assert client.get(url).status_code == 200
    assert client_of(make_person("Otto Lind")).get(url).status_code == 404
    signed_out = client_of().get(url)
    assert signed_out.status_code == 302
    assert "/accounts/login/" in signed_out["Location"]


@pytest.mark.parametrize("url", [TEXTS, PUBLISH, IMPORT])
def test_posts_are_for_editors_alone(client: Client, url: str) -> None:
    assert client_of(make_person("Otto Lind")).post(url, {"a": "b"}).status_code == 404
    assert client_of().post(url, {"text-x": "A text that shall not be lost"}).status_code in (
        302,
        401,
    )


@pytest.mark.parametrize(
    "url",
    [
        "/framework/translations/2024.12/en/",
        "/framework/translations/2024.12/fr/",
        "/framework/translations/2025.1/es/",
        "/framework/translations/2024.12/es/texts/",
    ],
)
def test_only_published_versions_are_translated(
    erin: User, draft: FrameworkVersion, url: str
) -> None:
    assert client_of(erin).get(url).status_code == 404


@pytest.mark.parametrize(("url", "queries"), [(LIST, 5), (HOME, 7), (TEXTS, 7), (IMPORT, 7)])
def test_pages_cost_few_queries(
    client: Client, url: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)
    with django_assert_num_queries(queries):
        client.get(f"{url}?group=items.safe&show=missing")


def test_list_names_versions_and_their_state(client: Client) -> None:
    page = client.get(LIST).content.decode()
    assert "Version 2024.12 in Spanish" in page
    assert "Revision 1" in page


def test_overview_counts_what_is_missing(erin: User, published: FrameworkVersion) -> None:
    add_spanish(published, but={QUESTION: ""})
    page = client_of(erin).get(HOME).content.decode()
    assert f"{TEXTS}?group=items.safe&amp;show=missing" in page
    assert "Publish revision 2" in page


def test_texts_stand_beside_texts(client: Client) -> None:
    page = client.get(f"{TEXTS}?group=items.safe").content.decode()
    assert "How is safe.1 done?</p>" in page
    assert "es: How is safe.1 done?</textarea>" in page
    assert 'lang="es"' in page


@pytest.mark.parametrize(("show", "count"), [("", 2), ("missing", 1), ("outdated", 0), ("x", 2)])
def test_texts_are_filtered(erin: User, published: FrameworkVersion, show: str, count: int) -> None:
    add_spanish(published, but={"title": "", "definition/text": ""})
    page = client_of(erin).get(f"{TEXTS}?group=frame&show={show}").content.decode()
    assert page.count("<textarea") == min(count, 1)


def test_texts_save_and_say_how_many(client: Client) -> None:
    url = f"{TEXTS}?group=items.safe"
    sent = {f"text-{QUESTION}": "¿Cómo se hace?\r\n", f"seen-{QUESTION}": "e1"}
    response = client.post(url, sent, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "1 text saved." in response.content.decode()
    assert text_now() == "¿Cómo se hace?"
    assert "Nothing was changed." in client.post(url, sent, follow=True).content.decode()


def test_texts_in_conflict_show_both_and_save_the_rest(client: Client, evan: User) -> None:
    other = "items/safe.2/question"
    client_of(evan).post(TEXTS, {f"text-{QUESTION}": "de Evan", f"seen-{QUESTION}": "e1"})
    mine = {
        f"text-{QUESTION}": "de Erin",
        f"seen-{QUESTION}": "e1",
        f"text-{other}": "otra de Erin",
        f"seen-{other}": "e1",
    }
    response = client.post(TEXTS, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Evan Brandt wrote meanwhile" in page
    assert "de Evan" in page
    assert "de Erin</textarea>" in page
    assert (text_now(), text_now(other)) == ("de Evan", "otra de Erin")
    client.post(TEXTS, {**mine, f"seen-{QUESTION}": "w1", f"seen-{other}": "w1"})
    assert text_now() == "de Erin"


@pytest.mark.parametrize("text", ["x" * 10_001, "a\x0bb", "a\u202eb"])
def test_texts_that_cannot_be_stored_stay_in_the_form(client: Client, text: str) -> None:
    other = {"text-items/safe.2/question": "otra", "seen-items/safe.2/question": "e1"}
    response = client.post(TEXTS, {f"text-{QUESTION}": text, f"seen-{QUESTION}": "e1", **other})
    assert response.status_code == 422
    assert "otra</textarea>" in response.content.decode()
    assert not TranslatedText.objects.exists()


def test_publish_makes_the_next_revision_once(client: Client) -> None:
    client.post(TEXTS, {f"text-{QUESTION}": "¿Cómo?", f"seen-{QUESTION}": "e1"})
    for _ in range(2):
        response = client.post(PUBLISH, {"state": "reviewed", "seen": "1"}, follow=True)
        assert "Revision 2 is published" in response.content.decode()
    assert TranslationEdition.objects.count() == 2
    response = client.post(PUBLISH, {"state": "reviewed", "seen": "2"}, follow=True)
    assert "Nothing has changed" in response.content.decode()
    assert client.post(PUBLISH, {"state": "final", "seen": "2"}).status_code == 422


def upload(client: Client, data: bytes, name: str) -> str:
    """The address to which the upload leads; empty where the file is refused."""
    response = client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    return response["Location"] if response.status_code == 302 else ""


def changed_workbook(client: Client, **cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(client.get(WORKBOOK).content))
    for place, value in cells.items():
        book["texts"][place].value = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def row_of(client: Client, path: str) -> int:
    book = openpyxl.load_workbook(io.BytesIO(client.get(WORKBOOK).content))
    return next(row[0].row for row in book["texts"].iter_rows() if row[0].value == path)


def test_workbook_comes_back_after_a_look(client: Client) -> None:
    row = row_of(client, QUESTION)
    address = upload(client, changed_workbook(client, **{f"D{row}": "¿Cómo?"}), "es.xlsx")
    page = client.get(address).content.decode()
    assert "1 text of es.xlsx differs" in page
    assert "safe.1 · question" in page
    assert text_now() == "es: How is safe.1 done?"
    assert "1 text saved." in client.post(address, follow=True).content.decode()
    assert text_now() == "¿Cómo?"
    assert "was carried out already" in client.post(address, follow=True).content.decode()
    assert not PreparedImport.objects.exists()


def test_workbook_unchanged_differs_in_nothing(client: Client) -> None:
    address = upload(client, client.get(WORKBOOK).content, "es.xlsx")
    assert "Nothing differs" in client.get(address).content.decode()


def test_workbook_names_every_fault_by_its_cell(client: Client) -> None:
    data = changed_workbook(
        client, A2="items/none.1/question", C3="Another source", D4="=1+1", A5=None, D6="a\u202eb"
    )
    response = client.post(IMPORT, {"file": SimpleUploadedFile("es.xlsx", data)})
    page = response.content.decode()
    assert response.status_code == 422
    for cell in ("A2", "C3", "D4", "A5", "D6"):
        assert f"texts, cell {cell}" in page
    assert not PreparedImport.objects.exists()


def test_yaml_comes_back(client: Client) -> None:
    data = client.get(YAML).content
    assert b"revision: 1\n" in data
    changed = data.replace(b'"es: How is safe.1 done?"', '"¿Cómo?"'.encode())
    client.post(upload(client, changed, "2024.12.es.yaml"))
    assert text_now() == "¿Cómo?"
    assert b"revision: 2\n" in client.get(YAML).content


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.yaml", "empty"),
        (b"a: [", "a.yaml", "This is not YAML"),
        (b"%PDF-1.4", "a.pdf", "damaged"),
        (b"<html>", "a.yaml", "This is no workbook"),
        (b"a\x00b", "a.yaml", "This is no workbook"),
        (b"PK\x03\x04rubbish", "a.xlsx", "damaged"),
    ],
)
def test_other_file_is_refused_in_words(
    client: Client, data: bytes, name: str, sentence: str
) -> None:
    response = client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_import_of_somebody_else_is_not_found(client: Client, evan: User) -> None:
    address = upload(client, client.get(WORKBOOK).content, "es.xlsx")
    assert client_of(evan).get(address)["Location"] == HOME
    PreparedImport.objects.update(made_at="2020-01-01T00:00:00Z")
    assert client.get(address)["Location"] == HOME


def test_import_leaves_what_was_changed_meanwhile(client: Client, evan: User) -> None:
    row = row_of(client, QUESTION)
    address = upload(client, changed_workbook(client, **{f"D{row}": "del libro"}), "es.xlsx")
    client_of(evan).post(TEXTS, {f"text-{QUESTION}": "de Evan", f"seen-{QUESTION}": "e1"})
    page = client.post(address, follow=True).content.decode()
    assert "left as they are: safe.1 · question" in page
    assert text_now() == "de Evan"
