"""Files out of a draft and into one: round trips, faults, the difference, one batch of history."""

import io
import json
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from commitments.drafting.actions import discard_draft
from commitments.drafting.models import Draft, DraftState
from commitments.drafting.queries import load_document, load_draft_definition
from commitments.drafting.undo import undo_batch
from commitments.models import FrameworkVersion, PreparedImport
from lhs_portal.accounts.actions.portal_roles import revoke_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from tests.cast import client_of, make_person

NEW = reverse("drafting:import_new")
FORMS = ("yaml", "json", "xlsx")


@pytest.fixture
def client(erin: User) -> Client:
    return client_of(erin)


def page(draft: Draft, name: str, *arguments: object) -> str:
    return reverse(f"drafting:{name}", args=[draft.pk, *arguments])


def exported(client: Client, draft: Draft, form: str) -> bytes:
    response = client.get(page(draft, "export_file", form))
    assert response.status_code == 200
    assert f"lhs-framework-{draft.version}-draft.{form}" in response["Content-Disposition"]
    return response.content


def send(client: Client, url: str, data: bytes, name: str, **fields: object) -> Any:
    return client.post(url, {"file": SimpleUploadedFile(name, data), **fields})


def reworded(data: bytes, form: str, before: str, after: str) -> bytes:
    if form != "xlsx":
        assert before.encode() in data
        return data.replace(before.encode(), after.encode())
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book["items"].iter_rows():
        for cell in row:
            if cell.value == before:
                cell.value = after
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_file_as_it_was_changes_nothing(client: Client, copy: Draft, form: str) -> None:
    data = exported(client, copy, form)
    response = send(client, page(copy, "import"), data, f"a.{form}")
    assert "Nothing differs" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_export_import_export_is_equal_to_the_byte(
    client: Client, copy: Draft, erin: User, form: str
) -> None:
    data = exported(client, copy, form)
    discard_draft(draft=copy, by=erin)
    response = send(client, NEW, data, f"a.{form}", base=copy.base_id)
    made = client.post(response["Location"])
    draft = Draft.objects.get(state=DraftState.OPEN)
    assert made["Location"] == page(draft, "home")
    assert exported(client, draft, form) == data


@pytest.mark.parametrize("form", FORMS)
def test_changed_file_is_shown_and_then_brought_in_as_one_batch(
    client: Client, copy: Draft, erin: User, form: str
) -> None:
    before = load_document(copy)
    data = reworded(
        exported(client, copy, form), form, "How is safe.1 done?", "How do you do safe.1?"
    )
    address = send(client, page(copy, "import"), data, f"b.{form}")["Location"]
    shown = client.get(address).content.decode()
    assert "safe.1" in shown
    assert "Bring it into the draft" in shown
    assert load_document(copy) == before
    for _ in range(2):
        response = client.post(address, {"seen": copy.revision})
        assert response["Location"] == page(copy, "home")
    copy.refresh_from_db()
    item = load_draft_definition(copy).item_by_code["safe.1"]
    assert str(item.question) == "How do you do safe.1?"
    change = copy.changes.get()
    assert (change.section, change.code, change.by) == ("items", "safe.1", erin)
    assert "Imported from b" in change.why
    assert not PreparedImport.objects.exists()


@pytest.mark.parametrize(("said", "meaning"), [((), 2), (("asked-items-safe.1",), 1)])
@pytest.mark.parametrize("form", FORMS)
def test_new_question_has_a_new_meaning_unless_an_editor_says_otherwise(
    client: Client, copy: Draft, form: str, said: tuple[str, ...], meaning: int
) -> None:
    data = reworded(exported(client, copy, form), form, "How is safe.1 done?", "Who does safe.1?")
    address = send(client, page(copy, "import"), data, f"b.{form}")["Location"]
    assert 'value="asked-items-safe.1">' in client.get(address).content.decode()
    client.post(address, {"seen": copy.revision, "said": said})
    copy.refresh_from_db()
    assert load_draft_definition(copy).item_by_code["safe.1"].meaning == meaning


@pytest.mark.parametrize(
    ("said", "provenance"), [((), "local"), (("quoted-commitments-safe",), "verbatim")]
)
def test_new_quotation_is_none_until_an_editor_compared_it(
    client: Client, copy: Draft, said: tuple[str, ...], provenance: str
) -> None:
    data = reworded(
        exported(client, copy, "yaml"), "yaml", "What safe means", "What it is to be safe"
    )
    address = send(client, page(copy, "import"), data, "b.yaml")["Location"]
    assert "What it is to be safe" in client.get(address).content.decode()
    client.post(address, {"seen": copy.revision, "said": said})
    entry = copy.parts.get(section="commitments", code="safe").entry
    assert entry["definition"] == {"en": "What it is to be safe"}
    assert entry["provenance"] == provenance


def test_ticks_are_kept_where_the_draft_changed_meanwhile(client: Client, copy: Draft) -> None:
    data = reworded(exported(client, copy, "yaml"), "yaml", "How is safe.1 done?", "Who does it?")
    address = send(client, page(copy, "import"), data, "b.yaml")["Location"]
    response = client.post(address, {"seen": copy.revision + 1, "said": "asked-items-safe.1"})
    assert response.status_code == 409
    assert 'value="asked-items-safe.1" checked>' in response.content.decode()


def test_new_draft_asks_for_new_questions_too(client: Client, copy: Draft, erin: User) -> None:
    data = reworded(exported(client, copy, "yaml"), "yaml", "How is safe.1 done?", "Who does it?")
    discard_draft(draft=copy, by=erin)
    address = send(client, NEW, data, "a.yaml", base=copy.base_id)["Location"]
    assert "asked-items-safe.1" in client.get(address).content.decode()
    client.post(address)
    draft = Draft.objects.get(state=DraftState.OPEN)
    assert load_draft_definition(draft).item_by_code["safe.1"].meaning == 2


def test_rows_that_are_gone_new_and_moved_are_one_batch(
    client: Client, copy: Draft, erin: User
) -> None:
    before = load_document(copy)
    document = json.loads(exported(client, copy, "json"))
    items = document["items"]
    gone = next(item for item in items if item["code"] == "safe.4")
    items.remove(gone)
    items.append({**gone, "code": "safe.5", "question": {"en": "How is safe.5 done?"}})
    items[0], items[1] = items[1], items[0]
    data = json.dumps(document).encode()
    address = send(client, page(copy, "import"), data, "c.json")["Location"]
    client.post(address, {"seen": copy.revision})
    copy.refresh_from_db()
    codes = [item["code"] for item in load_document(copy)["items"]]
    assert codes == [item["code"] for item in items]
    (batch,) = set(copy.changes.values_list("batch", flat=True))
    undo_batch(draft=copy, batch_id=batch, by=erin)
    assert load_document(copy) == before


def test_draft_that_changed_meanwhile_is_shown_again(
    client: Client, copy: Draft, evan: User
) -> None:
    data = reworded(exported(client, copy, "yaml"), "yaml", "How is safe.1", "Say how safe.1")
    address = send(client, page(copy, "import"), data, "a.yaml")["Location"]
    seen = copy.revision
    other = reworded(exported(client, copy, "yaml"), "yaml", "How is safe.2", "Say how safe.2")
    theirs = client_of(evan)
    there = send(theirs, page(copy, "import"), other, "b.yaml")["Location"]
    theirs.post(there, {"seen": seen})
    response = client.post(address, {"seen": seen})
    assert response.status_code == 409
    shown = response.content.decode()
    assert "The draft has changed meanwhile" in shown
    assert "safe.2" in shown
    copy.refresh_from_db()
    assert client.post(address, {"seen": copy.revision}).status_code == 302


def test_every_fault_is_named_by_its_cell(client: Client, copy: Draft) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(client, copy, "xlsx")))
    book["items"]["F2"] = None
    book["items"]["E3"] = -1
    book["descriptors"]["C4"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    response = send(client, page(copy, "import"), out.getvalue(), "a.xlsx")
    shown = response.content.decode()
    assert response.status_code == 422
    assert "The file has 3 faults" in shown
    for cell in ("items, cell F2", "items, cell E3", "descriptors, cell C4"):
        assert f"<b>{cell}:</b>" in shown
    assert not PreparedImport.objects.exists()


def test_fault_of_a_text_file_is_named_by_its_line(client: Client, copy: Draft) -> None:
    response = send(client, page(copy, "import"), b"version: 1\nitems: [\n", "a.yaml")
    assert response.status_code == 422
    assert "<b>line 3:</b>" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.yaml"),
        (b"PK\x03\x04", "a.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls"),
        (b"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "a.yaml"),
        (b"GIF89a", "a.json"),
        (b"{" * 100_000, "a.json"),
        (b"\xff\xfea\x00", "a.yaml"),
        (b"a: &a [*a]", "../../a.yaml"),
        (b"a" * 3_000_000, "a" * 300 + ".yaml"),
    ],
)
def test_hostile_file_is_refused_in_words(
    client: Client, copy: Draft, data: bytes, name: str
) -> None:
    for url, fields in ((page(copy, "import"), {}), (NEW, {"base": copy.base_id})):
        response = send(client, url, data, name, **fields)
        assert response.status_code == 422
        assert 'class="alert error"' in response.content.decode()


def test_new_draft_takes_the_name_that_is_typed(client: Client, copy: Draft) -> None:
    data = exported(client, copy, "yaml")
    taken = send(client, NEW, data, "a.yaml", base=copy.base_id)
    assert taken.status_code == 422
    assert "2025.1 is taken" in taken.content.decode()
    address = send(client, NEW, data, "a.yaml", base=copy.base_id, version="2025.2")["Location"]
    assert "2025.2" in client.get(address).content.decode()
    for _ in range(2):
        response = client.post(address)
    draft = Draft.objects.get(version="2025.2")
    assert response["Location"] == page(draft, "home")
    assert load_draft_definition(draft).items == load_draft_definition(copy).items
    assert send(client, NEW, data, "a.yaml", base=copy.base_id, version="a/b").status_code == 422


@pytest.mark.parametrize("name", ["export", "import"])
def test_pages_are_for_editors_alone(copy: Draft, client: Client, name: str) -> None:
    url = page(copy, name)
    assert client.get(url).status_code == 200
    assert client_of(make_person("Otto Lind")).get(url).status_code == 404
    assert "/accounts/login/" in client_of().get(url)["Location"]


def test_files_are_for_editors_alone(copy: Draft, client: Client) -> None:
    for form in FORMS:
        url = page(copy, "export_file", form)
        assert client_of(make_person(f"Otto{form} Lind")).get(url).status_code == 404
    assert client.get(page(copy, "export_file", "exe")).status_code == 404
    assert client_of(make_person("Olga Lind")).get(NEW).status_code == 404


def test_import_of_somebody_else_is_not_found(copy: Draft, client: Client, evan: User) -> None:
    data = exported(client, copy, "yaml")
    address = send(client, page(copy, "import"), data, "a.yaml")["Location"]
    assert client_of(evan).get(address)["Location"] == page(copy, "home")
    PreparedImport.objects.update(made_at="2020-01-01T00:00:00Z")
    assert client.post(address, {"seen": 1})["Location"] == page(copy, "home")


def test_editor_who_loses_the_role_brings_nothing_in(
    copy: Draft, client: Client, erin: User
) -> None:
    data = reworded(exported(client, copy, "yaml"), "yaml", "How is safe.1", "Say how safe.1")
    address = send(client, page(copy, "import"), data, "a.yaml")["Location"]
    revoke_role(erin, role=PortalRole.FRAMEWORK_EDITOR, by=make_person("Ada Adler"))
    assert client.post(address, {"seen": copy.revision}).status_code == 404
    assert not copy.changes.exists()


def test_closed_draft_takes_no_file(copy: Draft, client: Client, erin: User) -> None:
    data = reworded(exported(client, copy, "yaml"), "yaml", "How is safe.1", "Say how safe.1")
    address = send(client, page(copy, "import"), data, "a.yaml")["Location"]
    discard_draft(draft=copy, by=erin)
    response = client.post(address, {"seen": copy.revision})
    assert response.status_code == 409
    assert "is closed" in response.content.decode()


@pytest.mark.parametrize(("name", "queries"), [("export", 4), ("import", 4)])
def test_pages_cost_few_queries(
    client: Client,
    copy: Draft,
    name: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(queries):
        client.get(page(copy, name))


def test_difference_costs_few_queries(
    client: Client, copy: Draft, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    data = exported(client, copy, "yaml")
    address = send(client, page(copy, "import"), data, "a.yaml")["Location"]
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)


def test_published_version_is_a_workbook_for_everyone(
    published: FrameworkVersion, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    response = client_of().get("/framework/2024.12/framework.xlsx")
    assert response.status_code == 200
    assert "lhs-framework-2024.12.xlsx" in response["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book["version"]["B2"].value == "2024.12"
    assert client_of().get("/framework/2024.12/framework.xlsx").content == response.content
    assert len(list(tmp_path.glob("workbooks/*.xlsx"))) == 1


def test_schema_of_the_framework_is_published(client: Client, db: None) -> None:
    schema = client.get("/schemas/framework.json").json()
    assert schema["title"].startswith("A version of the Learning Health System framework")
