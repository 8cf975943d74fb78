"""A workshop: a database with real transactions, a broker of the test's own, and a folder."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from reports.models import Report
from tests import services
from tests.cast import make_organization, make_person
from tests.faults.workers import Workshop
from tests.reports.factories import make_framework, make_signed


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[str]:
    """Of the kind that this run of the suite is for."""
    if "LHS_DATABASE_URL" not in os.environ:
        yield f"spool://{tmp_path}/spool"
        return
    port = services.free_port()
    with services.private_redis(tmp_path, port):
        yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture
def workshop(
    transactional_db: Any, tmp_path: Path, broker: str, settings: LazySettings
) -> Workshop:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Workshop(tmp_path, broker)


@pytest.fixture
def signed(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A final report that nobody has been told of: the sweeper has to find it."""
    monkeypatch.setattr("reports.actions.enqueue", lambda _id: False)
    alice = make_person("Alice Moreau")
    return make_signed(make_organization(alice), make_framework(), alice)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = "redis-server is not installed."
    for item in items:
        if item.get_closest_marker("redis") and not shutil.which("redis-server"):
            item.add_marker(pytest.mark.skip(reason=missing))
