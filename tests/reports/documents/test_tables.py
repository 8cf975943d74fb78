"""The declared tables hold what they say, in every kind of report."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from reports.documents import Material
from reports.documents.tables import TABLES, Table
from reports.documents.tables.column import KINDS, WITHOUT
from tests.reports import rated_samples, samples
from tests.reports.documents import table_samples

ROWS_IN_WHOLE = {
    "report": 1,
    "summary": 6,
    "commitments": 10,
    "features": 12,
    "items": 88,
    "evidence": 3,
    "through_line": 40,
    "change_subjects": 22,
    "cycles": 88,
    "plan": 3,
    "plan_outcomes": 2,
}
BY_NAME = {table.name: table for table in TABLES}
TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "code": str,
    "level": int,
    "score": Decimal,
    "difference": Decimal,
    "steps": int,
    "leverage": Decimal,
    "weight": Decimal,
    "share": Decimal,
    "deviation": Decimal,
    "count": int,
    "flag": bool,
    "date": date,
    "moment": datetime,
}
SHEETS = {**samples.SHEETS, **rated_samples.SHEETS}
MAKERS: dict[str, Callable[[], Material]] = {
    "whole": table_samples.whole,
    **{
        name: lambda sheet=sheet: table_samples.material_of(sheet())
        for name, sheet in SHEETS.items()
    },
}


@cache
def material(name: str) -> Material:
    return MAKERS[name]()


def rows(table: Table[Any], material: Material) -> list[dict[str, Any]]:
    return [dict(zip(table.header, row, strict=True)) for row in table.values(material)]


def test_tables_have_names_of_their_own_and_columns_too() -> None:
    assert len({table.name for table in TABLES}) == len({t.title for t in TABLES}) == len(TABLES)
    for table in TABLES:
        assert len(set(table.header)) == len(table.columns)
        assert len({column.heading.lower() for column in table.columns}) == len(table.columns)
        assert len(table.title) <= 31
        assert table.fixed < len(table.columns)


@pytest.mark.parametrize("sheet", MAKERS)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_value_is_of_its_kind_and_absent_only_where_the_column_says_why(
    table: Table[Any], sheet: str
) -> None:
    for row in table.values(material(sheet)):
        for value, column in zip(row, table.columns, strict=True):
            if value is None:
                assert column.empty, (table.name, column.name)
                continue
            assert isinstance(value, TYPES[column.kind]), (table.name, column.name, value)
            assert isinstance(value, bool) is (column.kind == "flag")
            limits = dict(KINDS[column.kind].constraints)
            if limits and not isinstance(value, bool):
                assert limits["minimum"] <= value <= limits.get("maximum", 10**6)


@pytest.mark.parametrize("sheet", MAKERS)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_without_rows_says_why(table: Table[Any], sheet: str) -> None:
    if not list(table.rows(material(sheet))):
        assert table.why_empty
        page = material(sheet).page
        missing = {
            "change": page.change,
            "raters": page.raters,
            "plan": page.plan,
            "peers": page.peers,
        }
        if table.part and missing[table.part] is None:
            assert WITHOUT[table.part] in table.why_empty
        else:
            assert table.absent


@pytest.mark.parametrize(("name", "count"), ROWS_IN_WHOLE.items())
def test_tables_are_whole(name: str, count: int) -> None:
    assert len(rows(BY_NAME[name], material("whole"))) == count


def test_figures_are_those_of_the_score_card() -> None:
    card = json.loads(material("whole").score_card)
    for name, key in (("commitments", "commitment"), ("features", "feature")):
        for row in rows(BY_NAME[name], material("whole")):
            subject = card["subjects"][row[key]]
            assert f"{row['score']:.6f}" == subject["score"]
            assert row["attained_level"] == subject["attained"]
    for row in rows(BY_NAME["commitments"], material("whole")):
        strand, target = card["through_line"][row["commitment"]], card["targets"][row["commitment"]]
        assert (f"{row['lag']:.6f}", row["lag_state"]) == (strand["lag"], strand["state"])
        assert row["target_level"] == (target["target"] if target["declared"] else None)
    cells = {
        (row["commitment"], row["pillar"]): row["score"]
        for row in rows(BY_NAME["through_line"], material("whole"))
    }
    for (commitment, pillar), score in cells.items():
        shown = card["through_line"][commitment]["by_pillar"][pillar]
        assert shown == (None if score is None else f"{score:.6f}")


def test_through_line_says_why_there_is_no_figure() -> None:
    found = [row for row in rows(BY_NAME["through_line"], material("whole")) if not row["score"]]
    assert {row["why_no_score"] for row in found} == {"No link"}


def test_agreement_is_what_the_page_shows() -> None:
    page = material("whole").page
    assert page.raters is not None
    found = rows(BY_NAME["agreement"], material("whole"))
    assert [(row["subject"], f"{row['ad']:.2f}") for row in found] == [
        (row.code, row.ad) for row in page.raters.agreement
    ]
    for row, shown in zip(found, page.raters.agreement, strict=True):
        views = f"{row['views_low']:.2f} to {row['views_high']:.2f} ({row['views_kind']})"
        assert views == shown.views.replace("\N{NO-BREAK SPACE}", " ")


def test_two_raters_have_no_figure_in_any_table() -> None:
    material = table_samples.material_of(rated_samples.two_raters())
    assert rows(BY_NAME["agreement"], material) == []
    assert rows(BY_NAME["role_gaps"], material) == []
    figures = {"raters", "mean", "median", "r_wg", "ad"}
    found = [row[name] for row in rows(BY_NAME["items"], material) for name in figures]
    assert set(found) == {None}


def test_change_of_items_is_later_minus_earlier() -> None:
    document = json.loads(material("whole").comparison or b"{}")
    found = rows(BY_NAME["change_items"], material("whole"))
    assert {row["item"] for row in found} == set(document["items"])
    for row in found:
        levels = document["items"][row["item"]]
        assert row["delta"] == levels["later"] - levels["earlier"]
        assert row["question"]


def test_cycles_leave_open_what_cannot_be_compared() -> None:
    found = rows(BY_NAME["cycles"], material("whole"))
    assert [row["assessment"] for row in found[::22]] == [
        "Spring 2023", "Spring 2024", "Spring 2025", "Spring 2026",
    ]  # fmt: skip
    assert found[0]["period_start"] == date(2023, 1, 1)
    assert next(row for row in found if row["subject"] == "F2")["score"] is None


def test_plan_has_its_days_as_days() -> None:
    found = rows(BY_NAME["plan"], material("whole"))
    assert [row["due"] for row in found] == [date(2027, 3, 31), date(2026, 10, 1), None]
    assert [row["overdue"] for row in found] == [False, True, False]
    assert found[0]["barriers"] == "Limited resources; Two sites without a pharmacist."
    assert found[2]["owner"] is None


def test_report_that_leaves_notes_out_has_none_in_its_tables() -> None:
    frozen = {
        **rated_samples.rated(),
        "plan": table_samples.PLANNED,
        "leaves_out": ["notes", "evidence_names"],
    }
    frozen["answers"]["safe.1"]["note"] = "Said in confidence."
    found = table_samples.material_of(frozen)
    assert {row["note"] for row in rows(BY_NAME["items"], found)} == {None}
    assert {row["notes"] for row in rows(BY_NAME["plan"], found)} == {None}
    assert {row["evidence"] for row in rows(BY_NAME["plan"], found)} == {None}
    assert {row["source"] for row in rows(BY_NAME["evidence"], found)} == {None}
