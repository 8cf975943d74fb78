"""Signed assessments one after the other, each with its final report, waiting for a worker."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization, User
from reports.documents import KIND_BY_CODE
from reports.jobs import making
from reports.models import Report
from tests.assessments.factories import (
    answer_items,
    item_codes,
    make_assessment,
    sign_answered,
)
from tests.assessments.settling_factories import make_settling
from tests.assessments.signing_factories import settle_all


def period_of(year: int) -> dict[str, Any]:
    return {
        "title": f"Cycle {year}",
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
    }


def start_cycle(
    organization: Organization, version: FrameworkVersion, by: User, year: int, **details: Any
) -> Assessment:
    return make_assessment(organization, version, by, **{**period_of(year), **details})


def report_of(assessment: Assessment) -> Report:
    return Report.objects.filter(assessment=assessment).latest("number")


def sign_cycle(
    organization: Organization,
    version: FrameworkVersion,
    by: User,
    year: int,
    *,
    choice: str = "2",
    choices: Mapping[str, str] | None = None,
    **details: Any,
) -> Report:
    """Answered together, all with one level but for the `choices`, by item."""
    assessment = start_cycle(organization, version, by, year, **details)
    said = {**dict.fromkeys(item_codes(assessment), choice), **(choices or {})}
    for value in sorted(set(said.values())):
        codes = [code for code, chosen in said.items() if chosen == value]
        answer_items(assessment, by, codes, choice=value)
    return report_of(sign_answered(assessment, by))


def sign_rated_cycle(
    organization: Organization,
    version: FrameworkVersion,
    by: User,
    year: int,
    *,
    said: str,
    ratings: Mapping[str, str] | None = None,
) -> Report:
    """Rated apart: of every item `said`, but for the `ratings`. What needs talk is decided as 3."""
    codes = [item.code for item in load_definition(version).items]
    rows = {**dict.fromkeys(codes, said), **(ratings or {})}
    assessment = make_settling(organization, version, by, rows, **period_of(year))
    settle_all(assessment, by)
    return report_of(sign_answered(assessment, by))


def only_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are made without their heavy files."""
    monkeypatch.setattr(making, "KINDS", (KIND_BY_CODE["json"], KIND_BY_CODE["change"]))


def earlier_of(report: Report) -> list[str]:
    return [row["report"] for row in json.loads(report.frozen_input)["earlier"]]
