"""The manifest that a report gets: of its own files, equal for equal input."""

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reports.jobs.making import make_report
from reports.models import Report
from reports.proof.keys import load_public_keys
from reports.proof.manifest import read_manifest
from tests.reports.proof.test_manifest import SCHEMA

pytestmark = pytest.mark.django_db


def test_made_manifest_names_every_other_file_and_who_signed(made: Report, file_of: Any) -> None:
    _, content = file_of("manifest")
    jsonschema.validate(json.loads(content), SCHEMA, jsonschema.Draft202012Validator)
    statement = read_manifest(content, load_public_keys())
    others = made.files.exclude(kind="manifest")
    assert {file["kind"]: file["sha256"] for file in statement["files"]} == {
        file.kind: hashlib.sha256(file_of(file.kind)[1]).hexdigest() for file in others
    }
    assert statement["organization"] == "Mercy Valley Hospital"
    assert statement["frozen_digest"] == made.frozen_digest
    assert statement["input_digest"] == made.input_digest
    assert statement["signed"]["name"] == json.loads(made.frozen_input)["sign_off"]["name"]


def test_made_manifest_is_equal_for_equal_input(made: Report, file_of: Any, media: Path) -> None:
    again = Report.objects.get(pk=made.pk)
    again.pk, again.number, again.state = Report._meta.pk.get_default(), 2, "queued"
    again.token = again.finished_at = None
    again.score_card, again.attempts = "", 0
    again._state.adding = True
    again.save()
    make_report(again.pk)
    copy = again.files.get(kind="manifest")
    row, content = file_of("manifest")
    assert (copy.sha256, copy.size) == (row.sha256, len(content))
