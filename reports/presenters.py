"""A finished report as a page of plain data. No figure is computed here: each is on the card."""

from collections.abc import Mapping
from typing import Any

from assessments.anonymity import hide_verdicts
from commitments.definition import Definition
from lhs_portal.lib.wording import say
from reports.charts.language import speaking
from reports.presentation import (
    charting,
    method,
    priorities,
    summary,
    team,
    through_line,
    through_line_charts,
)
from reports.presentation.change import present_change
from reports.presentation.crosswalks import present_crosswalks
from reports.presentation.evidence import present_evidence
from reports.presentation.foundations import present_indices, present_pillar
from reports.presentation.identity import present_identity
from reports.presentation.local import present_local
from reports.presentation.page import ReportPage
from reports.presentation.peers import present_peers
from reports.presentation.plan import present_plan
from reports.presentation.reading import Reading
from reports.presentation.role_gaps import chart_role_gaps


def present_report(
    frozen_input: Mapping[str, Any],
    card: Mapping[str, Any],
    definition: Definition,
    comparison: Mapping[str, Any] | None = None,
    *,
    digest: str,
    language: str = "",
) -> ReportPage:
    """`frozen_input` and `card` are the parsed JSON that the Report row holds; `comparison` is the
    document of its Comparison, where there is one; `digest` that of the frozen input. `language` is
    another one than the report's own; the definition then speaks it.

    Raises ValueError where card and definition are of different framework versions.
    """
    if card["framework"]["digest"] != definition.digest:
        raise ValueError("the score card was made with another framework version")
    shown = hide_verdicts(comparison) if comparison else None
    spoken = language or frozen_input["language"]
    reading = Reading(frozen_input, card, definition, digest, shown, spoken)
    with speaking(spoken):
        return _present(reading)


def _present(reading: Reading) -> ReportPage:
    definition = reading.definition
    commitments = tuple(
        through_line.present_commitment(reading, each) for each in definition.commitments
    )
    pillars = tuple(present_pillar(reading, pillar) for pillar in definition.pillars)
    ranked = priorities.present_priorities(reading)
    axis = charting.level_axis(reading)
    indices = present_indices(reading)
    peers = reading.frozen.get("peers")
    agreement = team.load_shown(reading)
    return ReportPage(
        identity=present_identity(reading),
        headline=summary.write_headline(reading),
        opening=summary.write_opening(reading),
        notices=summary.write_notices(reading),
        rests_on=summary.write_rests_on(reading),
        rests_on_detail=summary.write_rests_on_detail(reading),
        indices=indices,
        strengths=summary.present_strengths(reading),
        strengths_note=summary.note_strengths(reading),
        gaps=summary.present_gaps(reading),
        gaps_note=summary.note_gaps(reading),
        commitments=commitments,
        pillars=pillars,
        through_line=through_line.summarize_through_line(reading),
        through_line_note=say(through_line.THROUGH_LINE_NOTE),
        priorities=ranked,
        priorities_note=say(priorities.PRIORITIES_NOTE),
        not_ranked=priorities.name_not_ranked(reading),
        commitments_chart=charting.chart_commitments(axis, commitments),
        foundations_chart=charting.chart_foundations(axis, pillars),
        heat_table=through_line_charts.tabulate_heat(reading, commitments, pillars),
        heat_how=through_line.explain_cells(reading),
        lag_chart=through_line_charts.chart_lag(axis, commitments),
        priorities_chart=charting.chart_priorities(ranked, pillars),
        evidence=present_evidence(reading),
        raters=team.present_raters(reading, agreement),
        role_gap_chart=chart_role_gaps(reading, axis, agreement) if agreement else None,
        change=present_change(reading, axis),
        plan=present_plan(reading),
        peers=present_peers(peers, reading.frozen, axis, indices, commitments, pillars)
        if peers
        else None,
        local=present_local(reading),
        crosswalks=present_crosswalks(reading),
        radar=charting.chart_radar(axis, commitments),
        method=method.present_method(reading),
        sources=method.present_sources(reading),
        affiliation_note=say(method.AFFILIATION),
    )
