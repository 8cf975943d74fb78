"""What a report shows, as frozen data: the page and the PDF read these and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from reports.charts.specification import (
    Chart,
    DotPlot,
    Dumbbell,
    HeatTable,
    LagChart,
    Radar,
    Shape,
    State,
)
from reports.presentation.page_change import ChangeView
from reports.presentation.page_crosswalk import CrosswalkView
from reports.presentation.page_evidence import EvidenceView, PieceView
from reports.presentation.page_local import LocalQuestionsView
from reports.presentation.page_peers import PeersView
from reports.presentation.page_plan import PlanView
from reports.presentation.page_raters import RatersView, SettledView
from reports.presentation.wording import between, figure

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """A figure of the card on 0 to 4, or the words that say why there is none.

    `how` is "How this was scored", a sentence a line. `low` and `high` are what the missing
    answers could still make of it, given only where they differ.
    """

    value: Decimal | None
    shown: str
    of_hundred: int | None
    absent_because: str
    how: tuple[str, ...]
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def bounds(self) -> str:
        if self.low is None or self.high is None:
            return ""
        return between(self.low, self.high)


@dataclass(frozen=True, slots=True)
class ItemView:
    """`state`: answered, not-applicable, dont-know or unanswered. Levels are None unless answered;
    the next level is None at 4 and where there is no level. `settled` is None where the answers
    were given together; `unproven` is a level 3 or 4 without evidence, where that is collected."""

    code: str
    question: str
    why: str
    essential: bool
    weight: str
    state: str
    state_shown: str
    level: int | None
    level_name: str
    descriptor: str
    next_level: int | None
    next_level_name: str
    next_descriptor: str
    reason: str
    note: str
    holds_back: bool
    settled: SettledView | None
    evidence: tuple[PieceView, ...]
    unproven: bool


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An essential item that keeps its subject from the next level, and what it would take.

    `next_level` is None where it has no level yet.
    """

    code: str
    question: str
    now: str
    needs: str
    next_level: int | None = None


@dataclass(frozen=True, slots=True)
class SubjectView:
    code: str
    kind: str
    name: str
    full_name: str
    definition: str
    source: str
    provisional: bool
    applicable: bool
    score: Score
    evidenced: Decimal | None
    answered_shown: str
    attained: int | None
    attained_shown: str
    attained_note: str
    held_back_lead: str
    held_back_by: tuple[HeldBack, ...]
    items: tuple[ItemView, ...]
    original: str = ""  # the quotation in its own words, where the definition is a translation

    @property
    def evidenced_shown(self) -> str:
        return "" if self.evidenced is None else figure(self.evidenced)


@dataclass(frozen=True, slots=True)
class CommitmentView:
    subject: SubjectView
    target: int
    target_declared: bool
    target_shown: str
    statement: str
    gap: Decimal | None
    gap_shown: str
    gap_how: str
    enabling: Decimal | None
    enabling_shown: str
    lag: Decimal | None
    lag_shown: str
    state: State | None
    state_shown: str
    through_line: str
    through_line_how: tuple[str, ...]

    @property
    def how(self) -> tuple[str, ...]:
        return (*self.subject.score.how, self.gap_how, *self.through_line_how)


@dataclass(frozen=True, slots=True)
class PillarView:
    code: str
    name: str
    shape: Shape
    statement: str
    source: str
    applicable: bool
    score: Score
    attained: int | None
    attained_shown: str
    features: tuple[SubjectView, ...]
    original: str = ""  # as of a subject


@dataclass(frozen=True, slots=True)
class IndexView:
    code: str
    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class Highlight:
    """A strength or a gap. The lead opens the list of what holds it back; strengths have none."""

    code: str
    name: str
    figure: str
    sentence: str
    held_back_lead: str
    held_back_by: tuple[HeldBack, ...]


@dataclass(frozen=True, slots=True)
class PriorityView:
    rank: int
    code: str
    name: str
    full_name: str
    pillar: str
    shape: Shape
    score_shown: str
    leverage: Decimal
    leverage_shown: str
    leverage_how: str
    lifts: str
    protects: str
    held_back_by: tuple[HeldBack, ...]
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    code: str
    citation: str
    url: str


@dataclass(frozen=True, slots=True)
class Signature:
    """`lead` says whether the author signed."""

    lead: str
    name_and_role: str
    at_shown: str
    digest: str


@dataclass(frozen=True, slots=True)
class Identity:
    number: int
    preliminary: bool
    title: str
    kind_shown: str
    requested_at: datetime
    requested_at_shown: str
    requested_by: str
    language: str
    organization: str
    organization_facts: tuple[Fact, ...]
    assessment: str
    period: str
    scope: str
    framework_title: str
    framework_version: str
    framework_digest: str
    scoring_version: str
    input_digest: str
    frozen_digest: str  # the SHA-256 of the frozen input, by which the portal verifies a paper
    verify_url: str
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    identity: Identity
    headline: str
    opening: tuple[str, ...]
    notices: tuple[str, ...]
    rests_on: str
    rests_on_detail: str
    indices: tuple[IndexView, ...]
    strengths: tuple[Highlight, ...]
    strengths_note: str
    gaps: tuple[Highlight, ...]
    gaps_note: str
    commitments: tuple[CommitmentView, ...]
    pillars: tuple[PillarView, ...]
    through_line: tuple[str, ...]
    through_line_note: str
    priorities: tuple[PriorityView, ...]
    priorities_note: str
    not_ranked: tuple[str, ...]
    commitments_chart: DotPlot
    foundations_chart: DotPlot
    heat_table: HeatTable
    heat_how: tuple[str, ...]
    lag_chart: LagChart
    priorities_chart: Chart | None
    radar: Radar
    evidence: EvidenceView | None
    raters: RatersView | None
    role_gap_chart: Dumbbell | None
    change: ChangeView | None
    plan: PlanView | None
    peers: PeersView | None
    local: LocalQuestionsView | None
    crosswalks: tuple[CrosswalkView, ...]
    method: tuple[Note, ...]
    sources: tuple[SourceView, ...]
    affiliation_note: str

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart, in page order; codes are unique and stable."""
        charts = (
            self.commitments_chart,
            self.radar,
            self.foundations_chart,
            self.heat_table,
            self.lag_chart,
            self.priorities_chart,
            self.role_gap_chart,
            *(self.change.charts if self.change else ()),
            *(self.peers.charts if self.peers else ()),
        )
        return tuple(chart for chart in charts if chart is not None)

    def chart(self, code: str) -> Chart | None:
        return next((chart for chart in self.charts if chart.code == code), None)

    @property
    def subjects(self) -> tuple[SubjectView, ...]:
        """Commitments first, then features: the order in which people answer."""
        commitments = tuple(commitment.subject for commitment in self.commitments)
        return commitments + tuple(f for pillar in self.pillars for f in pillar.features)
