"""The lasting page of a version, its citation, and taking it from new use."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from commitments.actions import publish, retire
from commitments.drafting.actions import create_draft
from commitments.drafting.models import Publication, Withdrawal
from commitments.drafting.publishing import approve
from commitments.drafting.withdrawing import reinstate_version, withdraw_version
from commitments.importing import import_definition
from commitments.models import FrameworkVersion, Status
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from tests.cast import client_of, make_person
from tests.commitments.drafting.conftest import make_editor
from tests.commitments.drafting.publishing_steps import NOTES, propose, reword
from tests.frameworks import make_definition

PAGE = "/framework/2025.1/version/"


@pytest.fixture
def erin(db: Any) -> User:
    return make_editor("Erin Castellanos")


@pytest.fixture
def newer(published: FrameworkVersion, erin: User) -> FrameworkVersion:
    draft = create_draft(version="2025.1", base=published, by=erin)
    reword(draft, erin)
    return approve(proposal=propose(draft, erin), by=make_editor("Evan Brandt"))


def read(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_tells_what_a_reader_needs(client: Client, newer: FrameworkVersion) -> None:
    page = read(client)
    assert NOTES in page
    assert newer.digest in page
    assert 'href="/framework/compare/2024.12/2025.1/"' in page
    assert "two framework editors" in page
    assert "Castellanos" not in page
    assert "Version 2025.1. Published " in page
    assert 'href="/framework/2025.1/framework.yaml"' in page
    # The one that it follows leads to it.
    assert f'href="{PAGE}"' in read(client, "/framework/2024.12/version/")


def test_editors_read_who_published_it(newer: FrameworkVersion, erin: User) -> None:
    page = read(client_of(erin))
    assert "Erin Castellanos proposed it, Evan Brandt approved it" in page
    erin.delete()
    assert Publication.objects.get().proposed_by is None
    assert "Evan Brandt" not in read(client_of())


def test_a_loaded_version_has_no_notes(client: Client, published: FrameworkVersion) -> None:
    page = read(client, "/framework/2024.12/version/")
    assert "loaded by an administrator" in page


def test_unpublished_versions_have_no_page(client: Client, draft: FrameworkVersion) -> None:
    editor = client_of(make_editor("Elsa Marchetti"))
    for route in ("", "citation.bib", "citation.ris", "withdraw/", "reinstate/"):
        address = f"/framework/{draft.version}/version/{route}"
        assert editor.get(address).status_code == 404


def test_citations_are_files(client: Client, newer: FrameworkVersion) -> None:
    bibtex = client.get(f"{PAGE}citation.bib")
    assert bibtex["Content-Disposition"] == 'attachment; filename="lhs-framework-2025.1.bib"'
    assert newer.digest in bibtex.content.decode()
    ris = client.get(f"{PAGE}citation.ris").content.decode()
    assert ris.startswith("TY  - ")
    assert ris.endswith("ER  - \r\n")


def test_the_page_asks_few_queries(
    client: Client, newer: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    read(client)
    with django_assert_num_queries(4):
        read(client)


def test_an_editor_withdraws_a_version_and_gives_it_back(
    client: Client, newer: FrameworkVersion, erin: User
) -> None:
    editor = client_of(erin)
    assert "Nobody can start an assessment" in read(editor, f"{PAGE}withdraw/")
    sent = {"reason": "Two levels of safe.1 cannot be told apart.", "sure": "on"}
    assert editor.post(f"{PAGE}withdraw/", sent).status_code == 302
    newer.refresh_from_db()
    assert newer.status == Status.RETIRED
    for address in (PAGE, "/framework/2025.1/"):
        assert "withdrawn" in read(client, address).lower() or "retired" in read(client, address)
    page = read(client)
    assert "Two levels of safe.1 cannot be told apart." in page
    assert "Withdraw it from new use" not in page
    assert "Give version 2025.1 back" in read(editor, f"{PAGE}reinstate/")
    assert editor.post(f"{PAGE}reinstate/").status_code == 302
    newer.refresh_from_db()
    assert newer.status == Status.PUBLISHED
    row = Withdrawal.objects.get()
    assert (row.withdrawn_by, row.reinstated_by) == (erin, erin)
    assert "Two levels of safe.1" in read(client)
    verbs = Event.objects.filter(actor=erin).values_list("verb", flat=True)
    assert {"framework retired", "framework reinstated"} <= set(verbs)


@pytest.mark.parametrize("sent", [{}, {"reason": "Why."}, {"sure": "on"}, {"reason": " ", "sure": "on"}])  # fmt: skip
def test_a_withdrawal_needs_a_reason_and_a_confirmation(
    newer: FrameworkVersion, erin: User, sent: dict[str, str]
) -> None:
    response = client_of(erin).post(f"{PAGE}withdraw/", sent)
    assert response.status_code == 422
    assert sent.get("reason", "") in response.content.decode()
    newer.refresh_from_db()
    assert newer.status == Status.PUBLISHED


def test_a_second_withdrawal_keeps_its_reason(newer: FrameworkVersion, erin: User) -> None:
    retire(version=newer)
    sent = {"reason": "A reason that nobody else gave.", "sure": "on"}
    response = client_of(erin).post(f"{PAGE}withdraw/", sent)
    assert response.status_code == 409
    assert "A reason that nobody else gave." in response.content.decode()


@pytest.mark.parametrize("route", ["withdraw/", "reinstate/"])
def test_only_editors_withdraw(newer: FrameworkVersion, route: str) -> None:
    assert client_of().get(PAGE + route).status_code == 302
    person = client_of(make_person("Ada Keller"))
    assert person.get(PAGE + route).status_code == 404
    assert person.post(PAGE + route, {"reason": "x", "sure": "on"}).status_code == 404
    newer.refresh_from_db()
    assert newer.status == Status.PUBLISHED


def test_the_list_tells_the_state_of_each(
    client: Client, newer: FrameworkVersion, published: FrameworkVersion
) -> None:
    retire(version=published)
    page = read(client, "/framework/versions/")
    assert page.count("In use") == 1
    assert page.count("Retired from new use") == 1
    assert 'href="/framework/compare/"' in page
    assert f'href="{PAGE}"' in page


def test_what_the_publication_record_names_is_another_version(published: FrameworkVersion) -> None:
    version = publish(version=import_definition(make_definition(version="2026.1"))[0])
    assert not Publication.objects.filter(framework_version=version).exists()


def test_what_was_said_of_a_withdrawal_stays(newer: FrameworkVersion, erin: User) -> None:
    withdraw_version(version=newer, reason="First.", by=erin)
    rows = Withdrawal.objects.all()
    for change in ({"reason": "Other."}, {"withdrawn_at": newer.published_at}):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        rows._raw_delete("default")
    reinstate_version(version=newer, by=erin)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        rows.update(reinstated_at=newer.published_at)
    # Withdrawn again, it says both reasons.
    withdraw_version(version=newer, reason="Second.", by=erin)
    page = read(client_of())
    assert "First." in page
    assert page.count("Second.") == 2
