"""The data files: each column as the dictionary has it, each text as it was typed."""

import csv
import hashlib
import io
import json
import zipfile
from functools import cache
from typing import Any

import pytest

from lhs_portal.lib.spreadsheet_text import unprotect
from reports.documents import KIND_BY_CODE, Material, render_document
from reports.documents.data_bundle import render_data
from reports.documents.data_dictionary import HEADER
from reports.documents.tables import TABLES
from tests.reports import rated_samples, samples
from tests.reports.documents import table_samples
from tests.reports.documents.test_workbook import HOSTILE
from tests.reports.samples import answer, freeze, make_material


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def read(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@cache
def whole() -> dict[str, bytes]:
    return unpack(render_data(table_samples.whole()).content)


def test_bundle_has_every_table_and_what_one_needs_to_read_it() -> None:
    tables = {f"{table.name}.csv" for table in TABLES}
    assert set(whole()) == tables | {
        "README.txt",
        "comparison.json",
        "data-dictionary.csv",
        "data-dictionary.md",
        "datapackage.json",
        "schemas/comparison.json",
        "schemas/framework.json",
        "schemas/manifest.json",
        "schemas/scorecard.json",
        "scorecard.json",
    }


@pytest.mark.parametrize("make", [table_samples.whole, lambda: make_material(samples.empty())])
def test_columns_stand_as_the_dictionary_has_them(make: Any) -> None:
    files = unpack(render_data(make()).content)
    words = read(files["data-dictionary.csv"])
    assert tuple(words[0]) == HEADER
    for table in TABLES:
        name = f"{table.name}.csv"
        content = files[name].decode("utf-8-sig")
        header = next(csv.reader(io.StringIO(content, newline="")))
        said = [row for row in words if row["file"] == name]
        assert [row["column"] for row in said] == header
        assert [row["place"] for row in said] == [str(n) for n in range(1, len(header) + 1)]
        for row in said:
            assert row["meaning"].endswith(".")
            assert row["empty_means"].endswith(".")


def test_dictionary_to_read_says_the_same() -> None:
    text = whole()["data-dictionary.md"].decode()
    for table in TABLES:
        assert f"\n## {table.name}.csv\n\n{table.about}\n" in text
        for column in table.columns:
            assert f"| `{column.name}` | {column.meaning} |" in text


def test_data_package_says_the_same_to_programs() -> None:
    package = json.loads(whole()["datapackage.json"])
    assert package["id"] == samples.DIGEST
    for resource, table in zip(package["resources"], TABLES, strict=True):
        content = whole()[resource["path"]]
        assert resource["path"] == f"{table.name}.csv"
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(table.header)
        for row in read(content):
            for field in fields:
                _check(row[field["name"]], field)


def _check(value: str, field: dict[str, Any]) -> None:
    """As a program would that knows nothing but the package."""
    if not value:
        return
    if field["type"] == "boolean":
        assert value in field["trueValues"] + field["falseValues"]
    if field["type"] == "integer":
        assert value == str(int(value))
    for name, bound in field.get("constraints", {}).items():
        assert float(value) >= bound if name == "minimum" else float(value) <= bound


def test_figures_have_six_decimals_and_absent_ones_are_empty() -> None:
    scores = [row["score"] for row in read(whole()["commitments.csv"])]
    assert {len(score.partition(".")[2]) for score in scores} == {6}
    files = unpack(render_data(make_material(samples.empty())).content)
    assert {row["score"] for row in read(files["commitments.csv"])} == {""}
    assert {row["level"] for row in read(files["items.csv"])} == {""}
    assert read(files["plan.csv"]) == []
    assert "comparison.json" not in files


def test_days_and_times_are_iso() -> None:
    assert [row["due"] for row in read(whole()["plan.csv"])] == ["2027-03-31", "2026-10-01", ""]
    assert read(whole()["report.csv"])[0]["requested_at"] == "2026-11-22T10:00:00Z"


def test_hostile_texts_are_guarded_and_come_back_exactly() -> None:
    codes = [item.code for item in samples.framework().items]
    answers = {code: answer(2, note=text) for code, text in zip(codes, HOSTILE, strict=False)}
    frozen = freeze(answers, organization=HOSTILE[0])
    frozen["plan"] = [
        table_samples.action(number, title=text, notes=text)
        for number, text in enumerate(HOSTILE, 1)
    ]
    files = unpack(render_data(make_material(frozen)).content)
    notes = [row["note"] for row in read(files["items.csv"])]
    assert [unprotect(note) for note in notes if note] == list(HOSTILE)
    assert [unprotect(row["title"]) for row in read(files["plan.csv"])] == list(HOSTILE)
    for content in files.values():
        assert b',"=' not in content
        assert b'\n"=' not in content


def test_read_me_names_report_files_and_where_to_verify() -> None:
    text = whole()["README.txt"].decode()
    assert "Riverbend Community Hospital (fictional)" in text
    assert f"Verify this report: https://lhs.example/verify/{samples.DIGEST}" in text
    for table in TABLES:
        assert f"  {table.name}.csv" in text
    assert json.loads(whole()["schemas/scorecard.json"])["$id"] == (
        "https://lhs.example/schemas/scorecard.json"
    )


def test_bundle_is_byte_equal_with_times_of_the_report() -> None:
    material = table_samples.whole()
    content = render_data(material).content
    assert content == render_data(table_samples.whole()).content
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        entries = bundle.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(2026, 11, 22, 10, 0, 0)}


def test_bundle_holds_the_score_card_as_it_may_leave() -> None:
    material: Material = table_samples.material_of(rated_samples.two_raters())
    files = unpack(render_data(material).content)
    assert files["scorecard.json"] == material.score_card
    card = json.loads(files["scorecard.json"])
    assert {row["mean"] for row in card["items"].values()} == {None}


def test_bundle_is_a_file_of_the_report() -> None:
    document = render_document(KIND_BY_CODE["data"], make_material(samples.empty()))
    assert document is not None
    assert document.filename.endswith("-preliminary-report-3-data.zip")
    assert document.media_type == "application/zip"
