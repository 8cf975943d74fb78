"""Findings in words, and the reports that they are about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lhs_portal.lib.wording import mark, say
from reports.documents.languages import label_of, place_of
from reports.presentation.wording import moment_in_words
from reports.proof.manifest import Statement
from reports.proof.verdicts import Finding, Proven, Verdict

LOOKS = {
    Verdict.AUTHENTIC: ("ok", mark("Authentic")),
    Verdict.OTHER: ("warn", mark("Authentic, but of another report")),
    Verdict.ALTERED: ("error", mark("Altered")),
    Verdict.UNKNOWN: ("warn", mark("Unknown")),
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """`release` and `address` are of the release that the file belongs to, or empty."""

    look: str
    title: str
    name: str
    digest: str
    sentence: str
    release: str
    address: str


@dataclass(frozen=True, slots=True)
class FileView:
    label: str
    name: str
    size: int
    sha256: str
    asked_for: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """`report_id` is None where the reader may not open the report."""

    title: str
    organization: str
    preliminary: bool
    facts: tuple[tuple[str, str], ...]
    digests: tuple[tuple[str, str], ...]
    files: tuple[FileView, ...]
    has_manifest: bool
    report_id: UUID | None


def present_finding(finding: Finding) -> FindingView:
    look, title = LOOKS[finding.verdict]
    asked = finding.asked
    release = finding.release["release"] if finding.release else None
    named = ""
    if release:
        named = say("Release {number}, {cycle}", number=release["number"], cycle=release["cycle"])
    address = release["address"] if release else ""
    sentence = say(finding.sentence)
    return FindingView(look, say(title), asked.name, asked.digest, sentence, named, address)


def present_reports(findings: Iterable[Finding], openable: set[UUID]) -> list[ReportView]:
    """Each report once, in the order of the findings."""
    findings = list(findings)
    asked = {finding.asked.digest for finding in findings}
    reports = {
        proven.statement["frozen_digest"]: proven
        for finding in findings
        for proven in finding.proven
    }
    return [_present_report(proven, asked, openable) for proven in reports.values()]


def _present_report(proven: Proven, asked: set[str], openable: set[UUID]) -> ReportView:
    statement = proven.statement
    preliminary = statement["report"]["kind"] == "preliminary"
    kind = say("Preliminary report") if preliminary else say("Report")
    kinds = {file["kind"] for file in statement["files"]}
    return ReportView(
        title=f"{kind} {statement['report']['number']}",
        organization=statement["organization"],
        preliminary=preliminary,
        facts=tuple(_facts(statement)),
        digests=tuple(_digests(statement)),
        files=tuple(
            _present_file(file, asked)
            for file in sorted(statement["files"], key=lambda file: place_of(file["kind"]))
        ),
        has_manifest="manifest" in kinds or proven.report_id is None,
        report_id=proven.report_id if proven.report_id in openable else None,
    )


def _facts(statement: Statement) -> Iterator[tuple[str, str]]:
    yield say("Organization"), statement["organization"]
    yield say("Assessment"), statement["assessment"]
    yield say("As of"), moment_in_words(statement["requested_at"])
    signed = statement["signed"]
    if signed:
        at = moment_in_words(signed["at"])
        yield say("Signed by"), f"{signed['name']}, {signed['role']}, {at}"
    else:
        yield say("Signed by"), say("Nobody")
    yield say("Framework"), statement["framework"]["version"]
    yield (
        say("Rules of scoring"),
        say("Version {scoring_version}", scoring_version=statement["scoring_version"]),
    )


def _digests(statement: Statement) -> Iterator[tuple[str, str]]:
    yield say("What the report was made from"), statement["frozen_digest"]
    if statement["signed"]:
        yield say("What was signed"), statement["signed"]["digest"]
    if statement["comparison_digest"]:
        yield say("The comparison with the report before"), statement["comparison_digest"]
    yield say("The framework"), statement["framework"]["digest"]


def _present_file(file: dict[str, Any], asked: set[str]) -> FileView:
    return FileView(
        label=label_of(file["kind"]),
        name=file["name"],
        size=file["size"],
        sha256=file["sha256"],
        asked_for=file["sha256"] in asked,
    )
