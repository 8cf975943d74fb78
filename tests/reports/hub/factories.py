"""Stories in every state, through the product's own actions, on the small framework."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from assessments.scoring import score
from assessments.scoring.card import ScoreCard
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.actions.organizations import verify_organization
from lhs_portal.accounts.models import Organization, User
from reports.freezing import read_sheet
from reports.freezing_team import read_ratings
from reports.hub.actions.contacting import ask_about
from reports.hub.actions.moderating import accept_story
from reports.hub.actions.writing import begin_story, offer_story
from reports.hub.content import StoryContent
from reports.hub.models import ContactRequest, Story, StoryVersion
from reports.models import Report, State
from tests.reports.factories import make_signed

HIGH = (Decimal("3.400000"), 3, Decimal("3.400000"))
TEXT = {
    "title": "Huddles that act",
    "setting": "A hospital in the mountains.",
    "did": "We met each morning and wrote down near misses.",
    "cost": "Ten minutes a day of nine people.",
    "differently": "Begin with one ward.",
}


def card_of(report: Report, subjects: Mapping[str, tuple[Any, Any, Any]]) -> ScoreCard:
    """The report's own card, in which these subjects have (score, attained, evidenced)."""
    frozen = json.loads(report.frozen_input)
    definition = load_definition(report.assessment.framework_version)
    card = score(definition, read_sheet(frozen), read_ratings(frozen))
    changed = {
        code: replace(
            card.subjects[code], score=figures[0], attained=figures[1], evidenced=figures[2]
        )
        for code, figures in subjects.items()
    }
    return replace(card, subjects={**card.subjects, **changed})


def finish_high(report: Report, subjects: Mapping[str, tuple[Any, Any, Any]]) -> Report:
    """Ready, with such a card and without files."""
    Report.objects.filter(pk=report.pk).update(
        state=State.READY,
        finished_at=timezone.now(),
        score_card=card_of(report, subjects).to_json().decode(),
        scoring_version="1",
        input_digest="0" * 64,
    )
    report.refresh_from_db()
    return report


def make_exemplar(
    organization: Organization, framework: FrameworkVersion, by: User, *, admin: User
) -> Report:
    """Verified, with a finished report in which S1, S2 and safe stand high."""
    verify_organization(organization, by=admin, parent=None)
    report = make_signed(organization, framework, by)
    return finish_high(report, {"S1": HIGH, "S2": HIGH, "safe": HIGH})


def draft(organization: Organization, by: User, *, subject: str = "S1", **text: Any) -> Story:
    content = StoryContent(**{**TEXT, **text})
    return begin_story(organization=organization.pk, subject=subject, content=content, by=by)


def offered(organization: Organization, by: User, **text: Any) -> StoryVersion:
    story = draft(organization, by, **text)
    return offer_story(organization=organization.pk, story=story.pk, by=by)


def published(organization: Organization, by: User, *, admin: User, **text: Any) -> StoryVersion:
    return accept_story(version=offered(organization, by, **text).pk, by=admin)


def ask(text: StoryVersion, by: User, message: str = "How did you begin?") -> ContactRequest:
    own = by.memberships.values_list("organization_id", flat=True).first()
    return ask_about(story=text.story_id, message=message, organization=own, by=by)


def posted(**changes: Any) -> dict[str, Any]:
    return {**TEXT, "contact": "on", "barriers": ["workforce-capacity"], "links": "", **changes}
