"""The demo's rounds: raters are invited, rate, and what they said is settled."""

from datetime import timedelta

from django.utils import timezone

from assessments.actions import (
    accept_rater_invitation,
    accept_uncontested,
    close_round,
    decide,
    invite_rater,
    open_round,
    save_ratings,
    write_dissent,
)
from assessments.actions.rating import finish_sections
from assessments.changes import AnswerChange
from assessments.merging import Seen
from assessments.models import Assessment
from assessments.queries import load_answers
from assessments.rater_sections import offered_sections
from commitments.queries import load_definition, load_rating_guide
from lhs_portal.accounts.models import User
from lhs_portal.site.demo.cast import Rating

OPEN_FOR = timedelta(days=12)


def make_round(
    assessment: Assessment, told: Rating, *, lead: User, people: dict[str, User]
) -> None:
    for email, role_group in told.raters.items():
        rated = told.ratings.get(email)
        sections = [
            code for code in offered_sections(assessment, role_group) if code in (rated or {})
        ]
        invitation = invite_rater(
            assessment=assessment,
            email=email,
            role_group=role_group,
            # Who has rated a part of her sections only is asked what her role group can know.
            sections=sections if told.closed else None,
            by=lead,
        )
        accept_rater_invitation(invitation, by=people[email])
    for email, role_group in told.invited.items():
        invite_rater(assessment=assessment, email=email, role_group=role_group, by=lead)
    if told.opened:
        closes_on = timezone.localdate() + OPEN_FOR
        open_round(assessment=assessment, closes_on=closes_on, by=lead)
        for email in told.ratings:
            _rate(assessment, told, people[email], email)
    if told.closed:
        close_round(assessment=assessment, by=lead)


def settle(assessment: Assessment, told: Rating, *, lead: User, people: dict[str, User]) -> None:
    if told.settled:
        accept_uncontested(assessment=assessment, by=lead)
    stored = load_answers(assessment)
    for decision in told.decisions:
        decide(
            assessment=assessment,
            item=decision.item,
            choice=decision.choice,
            reason=decision.reason,
            seen=stored[decision.item].seen,
            by=lead,
        )
    for dissent in told.dissent:
        write_dissent(
            assessment=assessment,
            item=dissent["item"],
            text=dissent["text"],
            by=people[dissent["by"]],
        )


def _rate(assessment: Assessment, told: Rating, rater: User, email: str) -> None:
    definition = load_definition(assessment.framework_version)
    guide = load_rating_guide(assessment.framework_version)
    sector = assessment.organization.sector
    notes = told.notes.get(email, {})
    changes = []
    for subject, choices in told.ratings[email].items():
        items = guide.items_asked(definition, subject, told.raters[email], sector)
        changes += [
            AnswerChange(item.code, Seen(0), choice, note=notes.get(item.code))
            for item, choice in zip(items, choices, strict=True)
        ]
    save_ratings(assessment=assessment, changes=changes, by=rater)
    finish_sections(assessment=assessment, subjects=told.ratings[email], by=rater)
