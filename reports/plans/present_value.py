"""What the value case of one feature shows, as frozen data."""

from dataclasses import dataclass

from assessments.models import Assessment
from commitments.definition import Definition, Feature
from lhs_portal.lib.wording import say
from reports.models import Report
from reports.plans.models import ValueLine
from reports.plans.presenting import priorities_of
from reports.plans.value_arithmetic import explain
from reports.plans.value_texts import ValueText, value_text
from reports.presentation.page import PriorityView


@dataclass(frozen=True, slots=True)
class ShownLine:
    line: ValueLine
    arithmetic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueCase:
    """`priority` is its row in the report, where it is one; `text` those of the sector."""

    code: str
    name: str
    provisional: bool
    summary: str
    sector: str
    text: ValueText | None
    priority: PriorityView | None
    others: tuple[tuple[str, str], ...]  # the other priorities, codes and names
    lines: tuple[ShownLine, ...]


def present_value_case(
    assessment: Assessment,
    definition: Definition,
    feature: Feature,
    report: Report | None,
    lines: list[ValueLine],
) -> ValueCase:
    """`report` is the one from which the plan starts."""
    organization = assessment.organization
    priorities = priorities_of(report, definition)
    return ValueCase(
        code=feature.code,
        name=f"{feature.code} {feature.name}",
        provisional=feature.provisional,
        summary=str(feature.summary),
        sector=say(str(organization.get_sector_display())),
        text=value_text(feature.code, organization.sector),
        priority=next((row for row in priorities if row.code == feature.code), None),
        others=tuple((row.code, row.full_name) for row in priorities if row.code != feature.code),
        lines=tuple(ShownLine(line, explain(line.figures)) for line in lines),
    )
