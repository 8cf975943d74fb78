"""A queued report becomes a finished one, once."""

import json
from pathlib import Path

import pytest
from django.core import mail

from reports.jobs.making import make_report
from reports.models import Report, State


@pytest.mark.django_db
def test_make_report_finishes_card_files_and_mail(report: Report, media: Path) -> None:
    make_report(report.pk)

    report.refresh_from_db()
    assert (report.state, report.error, report.progress) == (State.READY, "", 100)
    assert json.loads(report.score_card)["input_digest"] == report.input_digest
    kinds = {file.kind: media / file.path for file in report.files.all()}
    assert kinds["pdf"].read_bytes().startswith(b"%PDF")
    assert kinds["json"].read_text() == report.score_card
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]
    assert str(report.pk) in mail.outbox[0].body
