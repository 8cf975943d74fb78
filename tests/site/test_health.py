"""What the portal says of itself to process managers, load balancers and people."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from reports.jobs.sweeping import show_alive
from tests.brokers import broker_at
from tests.services import free_port

JSON = {"Accept": "application/json"}


def status() -> Any:
    return Client().get("/status", headers=JSON)


def break_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("lhs_portal.site.views.health.MigrationExecutor", refuse)
    monkeypatch.setattr("lhs_portal.site.views.health.load_condition", refuse)


def test_healthz_asks_nothing_of_the_database() -> None:
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_is_ready_where_every_migration_is_applied() -> None:
    response = Client().get("/readyz")
    assert (response.status_code, response.json()["ready"]) == (200, True)


@pytest.mark.django_db
def test_readyz_is_not_ready_while_a_migration_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "lhs_portal.site.views.health.MigrationExecutor.migration_plan", lambda *_: [("one", False)]
    )
    response = Client().get("/readyz")
    assert (response.status_code, response.json()["unapplied_migrations"]) == (503, 1)


def test_readyz_and_status_say_that_the_database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    break_database(monkeypatch)
    assert Client().get("/readyz").status_code == 503
    assert status().status_code == 503
    page = Client().get("/status")
    assert (page.status_code, b"saved before is safe" in page.content) == (503, True)


@pytest.mark.django_db
def test_status_is_degraded_without_a_worker() -> None:
    response = status()
    assert response.status_code == 200
    assert (response.json()["status"], response.json()["workers"]) == ("degraded", 0)
    assert b"Reports have to wait" in Client().get("/status").content


@pytest.mark.django_db
def test_status_is_ok_with_broker_and_worker_and_names_no_machine() -> None:
    show_alive("worker1@secret-host")
    response = status()
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "broker": "ok",
        "workers": 1,
        "jobs": {"waiting": 0, "running": 0},
    }
    page = Client().get("/status").content
    assert b"Everything works" in page
    assert b"secret-host" not in page


@pytest.mark.django_db
def test_status_is_degraded_without_a_broker() -> None:
    show_alive("worker1@here")
    with broker_at(f"redis://127.0.0.1:{free_port()}/0"):
        response = status()
    assert (response.status_code, response.json()["broker"]) == (200, "unreachable")
    assert response.json()["status"] == "degraded"
