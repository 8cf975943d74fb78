"""The report by which an organization stands high or not: its latest final one."""

from dataclasses import dataclass

from django.db.models import F

from assessments.models import Assessment
from assessments.scoring.card import read_card
from assessments.states import SIGNED
from commitments.definition import Definition, Subject
from commitments.models import FrameworkVersion
from commitments.queries import load_definition, load_spoken_definition
from lhs_portal.accounts.models import Organization
from reports.hub.standing import Standing, judge_standings
from reports.models import Kind, Report, State


@dataclass(frozen=True, slots=True)
class Basis:
    report: Report
    version: FrameworkVersion
    definition: Definition
    standings: tuple[Standing, ...]

    def standing_in(self, code: str) -> Standing | None:
        return next((each for each in self.standings if each.subject == code), None)

    def subject(self, code: str) -> Subject:
        return self.definition.subject_by_code[code]


def load_basis(organization: Organization, *, spoken: bool = False) -> Basis | None:
    """Of signed assessments; one of the whole organization comes before one of a unit.

    `spoken` is for what is only shown: in the language of its reader.
    """
    reports = Report.objects.filter(
        assessment__organization=organization,
        assessment__state=SIGNED,
        kind=Kind.FINAL,
        state=State.READY,
        # What was reopened and signed again no longer stands by its earlier reports.
        requested_at__gte=F("assessment__signed_at"),
    )
    latest = reports.select_related("assessment__framework_version").defer(
        "frozen_input", "assessment__framework_version__frame"
    )
    order = ("-assessment__signed_at", "-number")
    whole = Assessment.Scope.WHOLE
    report = (
        latest.filter(assessment__scope=whole).order_by(*order).first()
        or latest.order_by(*order).first()
    )
    if report is None:
        return None
    version = report.assessment.framework_version
    definition = load_spoken_definition(version) if spoken else load_definition(version)
    return Basis(report, version, definition, judge_standings(read_card(report.score_card)))
