"""The stories that fit a report: its gaps and priorities, its plan's barriers, its setting."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.presenters.wording import subject_in_words
from assessments.scoring.card import ScoreCard, read_card
from commitments.definition import Definition
from lhs_portal.accounts.codes import Sector, SizeBand
from lhs_portal.accounts.models import Organization
from lhs_portal.lib.languages import language
from lhs_portal.lib.wording import say
from reports.hub.matching import Candidate, Match, Need, Reader, Setting, match_stories
from reports.hub.models import StoryVersion
from reports.hub.queries import load_stories_for
from reports.models import Report
from reports.plans.models import Barrier
from reports.queries import load_spoken
from reports.releases.profile import REGION_OF


@dataclass(frozen=True, slots=True)
class Matched:
    text: StoryVersion
    match: Match

    @property
    def reasons(self) -> str:
        return " · ".join(self.match.reasons)


@dataclass(frozen=True, slots=True)
class MatchedSubject:
    """What fits one need; `name` as the report has it."""

    need: Need
    stories: tuple[Matched, ...]


def load_matches(report: Report) -> tuple[MatchedSubject, ...]:
    """Of a report that is ready, loaded with its organization. Never the organization's own."""
    organization = report.assessment.organization
    card = read_card(report.score_card)
    definition = load_spoken(report, json.loads(report.frozen_input), language())
    needs = list(_needs(card, definition))
    texts = load_stories_for([need.subject for need in needs], leaving_out=organization)
    barriers = Barrier.objects.filter(action__assessment=report.assessment_id)
    reader = Reader(
        setting=_setting_of(organization),
        needs=needs,
        barriers=frozenset(barriers.values_list("code", flat=True)),
        sizes=SizeBand.values,
        sectors={str(code): say(str(name)) for code, name in Sector.choices},
    )
    by_story = {text.story_id: text for text in texts}
    matches = match_stories(reader, map(_candidate, texts))
    return tuple(
        MatchedSubject(
            need,
            tuple(
                Matched(by_story[match.story], match)
                for match in matches
                if match.subject == need.subject
            ),
        )
        for need in needs
        if any(match.subject == need.subject for match in matches)
    )


def _needs(card: ScoreCard, definition: Definition) -> Iterator[Need]:
    """Gaps first, as the report has them, then the priorities; each subject once."""
    why = dict.fromkeys(card.gaps, say("a gap of your report"))
    for priority in card.priorities:
        why.setdefault(priority.feature, say("a priority of your report"))
    for code, words in why.items():
        subject = definition.subject_by_code[code]
        name = subject_in_words(subject)
        shown = f"{code} {name}" if subject.kind == "feature" else name
        yield Need(code, subject.kind, shown, words)


def _candidate(text: StoryVersion) -> Candidate:
    if text.published_at is None:
        raise ValueError("only a published text is a candidate")
    return Candidate(
        story=text.story_id,
        subject=text.story.subject,
        setting=_setting_of(text),
        barriers=text.barrier_codes,
        published_at=text.published_at,
    )


def _setting_of(one: Organization | StoryVersion) -> Setting:
    return Setting(
        sector=one.sector,
        type=one.type,
        size_band=one.size_band,
        region=REGION_OF[one.census_division],
        rurality=one.rurality,
    )
