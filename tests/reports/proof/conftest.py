from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from lhs_portal.lib.signing_keys import make_private_key
from reports.documents import KINDS
from reports.jobs import making
from reports.models import Report, ReportFile


@pytest.fixture(autouse=True)
def _quick_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that take no process of their own."""
    quick = tuple(kind for kind in KINDS if kind.code in {"csv", "json", "manifest"})
    monkeypatch.setattr(making, "KINDS", quick)


@pytest.fixture(autouse=True)
def _own_key(settings: LazySettings) -> None:
    settings.SIGNING_KEY = make_private_key()
    settings.OLD_SIGNING_KEYS = []


@pytest.fixture
def made(report: Report) -> Report:
    """Alice's final report with its files."""
    making.make_report(report.pk)
    report.refresh_from_db()
    assert report.state == "ready"
    return report


@pytest.fixture
def file_of(made: Report, media: Path) -> Any:
    """(the row, its bytes) by kind."""

    def find(kind: str) -> tuple[ReportFile, bytes]:
        row = made.files.get(kind=kind)
        return row, (media / row.path).read_bytes()

    return find
