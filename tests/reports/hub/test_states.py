"""The table of moves, and the database that refuses every other."""

import pytest
from django.db import IntegrityError, transaction

from lhs_portal.accounts.models import Organization, User
from reports.hub.models import StoryBarrier, StoryVersion
from reports.hub.states import (
    DRAFT,
    FIRST,
    MOVES,
    PUBLISHED,
    STATES,
    IllegalMove,
    target_of,
)
from reports.models import Report
from tests.reports.hub.factories import draft, offered, published

LEGAL = {(move.source, move.target) for move in MOVES}


def test_every_state_is_reached_and_ends_somewhere() -> None:
    reached, news = {FIRST}, {FIRST}
    while news:
        news = {target for source, target in LEGAL if source in news} - reached
        reached |= news
    assert reached == set(STATES)
    assert {"replaced", "withdrawn"} == set(STATES) - {source for source, _ in LEGAL}


def test_a_move_from_another_state_is_refused() -> None:
    assert target_of("offer", DRAFT) == "offered"
    with pytest.raises(IllegalMove, match="Draft"):
        target_of("accept", DRAFT)


def test_the_database_refuses_what_the_table_does_not_have(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    up = published(organization, alice, admin=adam)
    waiting = offered(organization, alice, subject="S2")
    begun = draft(organization, alice, subject="safe").versions.get()
    for text in (up, waiting, begun):
        for target in STATES:
            if target == text.state or (text.state, target) in LEGAL:
                continue
            with pytest.raises(IntegrityError), transaction.atomic():
                StoryVersion.objects.filter(pk=text.pk).update(state=target)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryVersion.objects.create(
            story=begun.story, number=9, state=PUBLISHED, title="x", changed_at=up.published_at
        )


def test_what_was_offered_is_frozen_in_the_database(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    text = offered(organization, alice)
    changes = {"title": "Other", "did": "Other", "links": ["https://a.example"], "sector": "x"}
    for column, value in changes.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            StoryVersion.objects.filter(pk=text.pk).update(**{column: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryBarrier.objects.create(version=text, code="limited-resources")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(text.story).objects.filter(pk=text.story_id).update(subject="S2")


def test_one_open_and_one_published_text_at_most(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    text = published(organization, alice, admin=adam)
    fields = {"title": "x", "subject_name": "x", "changed_at": text.changed_at}
    StoryVersion.objects.create(story=text.story, number=2, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryVersion.objects.create(story=text.story, number=3, **fields)
