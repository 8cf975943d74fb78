"""A story from its draft to its withdrawal, through the product's own actions."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404

from lhs_portal.accounts.actions.organizations import edit_organization, withdraw_verification
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.queries import load_naming
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import is_told, sentence_of
from reports.hub.actions.moderating import accept_story, return_story, withdraw_published
from reports.hub.actions.moves import ChangedMeanwhile, NotNow
from reports.hub.actions.writing import (
    NotOpen,
    begin_story,
    offer_story,
    take_back_story,
    withdraw_story,
    write_story,
)
from reports.hub.content import StoryContent
from reports.hub.exports import organization_data
from reports.hub.models import Story, StoryVersion
from reports.hub.queries import load_published, load_stories_for
from reports.models import Report
from tests.cast import seen_by
from tests.reports.hub.factories import TEXT, ask, draft, offered, published


def content(**text: Any) -> StoryContent:
    return StoryContent(**{**TEXT, **text})


def test_the_whole_way(
    exemplar: Report,
    organization: Organization,
    alice: User,
    bob: User,
    cora: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    story = draft(organization, bob, barriers=("workforce-capacity",))
    where = {"organization": organization.pk, "story": story.pk}
    with pytest.raises(PermissionDenied):
        offer_story(**where, by=bob)
    text = offer_story(**where, by=alice)
    assert (text.organization_name, text.sector) == (organization.name, "care-delivery")
    with pytest.raises(NotNow):
        write_story(**where, content=content(did="Other"), seen=1, by=bob)
    with django_capture_on_commit_callbacks(execute=True):
        return_story(version=text.pk, reason="Say how long it took.", by=cora)
    assert [message.to for message in mail.outbox] == [[alice.email]]
    assert "Say how long" not in mail.outbox[0].body
    text = write_story(**where, content=content(did="It took a year."), seen=1, by=bob)
    assert (text.number, text.state, text.edits) == (1, "draft", 2)
    offer_story(**where, by=alice)
    accept_story(version=text.pk, by=cora)
    assert load_published(story.pk) == text

    newer = write_story(**where, content=content(title="Newer"), seen=0, by=bob)
    assert (newer.number, newer.state) == (2, "draft")
    offer_story(**where, by=alice)
    assert load_published(story.pk) == text  # the old text stays up meanwhile
    accept_story(version=newer.pk, by=cora)
    assert load_published(story.pk) == newer
    text.refresh_from_db()
    assert text.state == "replaced"
    assert load_stories_for(["S1"]) == [newer]

    withdraw_story(**where, by=alice)
    withdraw_story(**where, by=alice)
    assert load_published(story.pk) is None
    with pytest.raises(NotNow):
        write_story(**where, content=content(), seen=0, by=bob)
    events = Event.objects.filter(subject_type="story").order_by("pk")
    naming = load_naming(seen_by(alice, organization))
    assert all(is_told(event) for event in events)
    told = [sentence_of(event, naming) for event in events]
    assert told[0] == "Bob Okafor began the story “Huddles that act”."
    assert told[-1] == "Alice Moreau withdrew the story “Newer”."
    assert not any("Cora" in sentence for sentence in told)
    assert len(told) == 10


def test_only_a_high_standing_is_open(
    exemplar: Report, organization: Organization, alice: User, charlie: User, rhea: User
) -> None:
    where = {"organization": organization.pk, "content": content()}
    with pytest.raises(NotOpen):
        begin_story(**where, subject="F1", by=alice)
    with pytest.raises(NotOpen):
        begin_story(**where, subject="nothing", by=alice)
    with pytest.raises(PermissionDenied):
        begin_story(**where, subject="S1", by=rhea)
    with pytest.raises(Http404):
        begin_story(**where, subject="S1", by=charlie)


def test_sent_twice_it_is_one_story(
    exemplar: Report, organization: Organization, alice: User
) -> None:
    once = exemplar.pk  # any id will do
    made = [
        begin_story(
            organization=organization.pk, subject="S1", content=content(), once=once, by=alice
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert StoryVersion.objects.count() == 1


def test_a_release_needs_all_parts_and_a_confirmed_name(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    story = draft(organization, alice, cost="  ")
    where = {"organization": organization.pk, "story": story.pk}
    with pytest.raises(Refused, match="What it cost"):
        offer_story(**where, by=alice)
    write_story(**where, content=content(), seen=1, by=alice)
    withdraw_verification(organization, by=adam)
    with pytest.raises(Refused, match="confirm your organization"):
        offer_story(**where, by=alice)


def test_no_story_is_published_of_an_organization_that_is_not_verified_any_more(
    exemplar: Report, organization: Organization, alice: User, adam: User, cora: User
) -> None:
    text = offered(organization, alice)
    organization.refresh_from_db()
    withdraw_verification(organization, by=adam)
    with pytest.raises(Refused, match="not verified any more"):
        accept_story(version=text.pk, by=cora)
    text.refresh_from_db()
    assert text.state == "offered"


def test_two_people_on_one_draft_overwrite_nothing(
    exemplar: Report, organization: Organization, alice: User, bob: User
) -> None:
    story = draft(organization, alice)
    where = {"organization": organization.pk, "story": story.pk}
    write_story(**where, content=content(did="Alice’s."), seen=1, by=alice)
    with pytest.raises(ChangedMeanwhile) as changed:
        write_story(**where, content=content(did="Bob’s."), seen=1, by=bob)
    assert changed.value.version.did == "Alice’s."
    same = write_story(**where, content=content(did="Alice’s."), seen=1, by=bob)
    assert same.edits == 2


def test_a_name_that_changes_later_leaves_the_story_as_it_was_confirmed(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    text = published(organization, alice, admin=adam)
    edit_organization(organization, by=alice, name="Another Name", rurality="rural")
    text.refresh_from_db()
    assert (text.organization_name, text.rurality) == ("Mercy Valley Hospital", "mixed")


def test_moderators_decide_once_and_not_on_their_own(
    exemplar: Report, organization: Organization, alice: User, adam: User, cora: User
) -> None:
    text = offered(organization, alice)
    with pytest.raises(PermissionDenied):
        accept_story(version=text.pk, by=alice)
    with pytest.raises(Refused, match="Say why"):
        return_story(version=text.pk, reason=" \n", by=cora)
    accept_story(version=text.pk, by=cora)
    for again in (accept_story, lambda **more: return_story(reason="x", **more)):
        with pytest.raises(NotNow):
            again(version=text.pk, by=adam)
    organization.memberships.create(user=cora, role="reader")
    with pytest.raises(Refused, match="your own organization"):
        withdraw_published(version=text.pk, reason="x", by=cora)


def test_a_moderator_withdraws_with_a_reason_that_members_read(
    exemplar: Report, organization: Organization, alice: User, adam: User
) -> None:
    text = published(organization, alice, admin=adam)
    withdraw_published(version=text.pk, reason="A patient can be recognized.", by=adam)
    text.refresh_from_db()
    assert (text.state, text.withdrawn_by_moderator) == ("withdrawn", True)
    assert text.withdrawn_why == "A patient can be recognized."


def test_taken_back_it_is_a_draft_again(
    exemplar: Report, organization: Organization, alice: User
) -> None:
    text = offered(organization, alice)
    where = {"organization": organization.pk, "story": text.story_id}
    assert take_back_story(**where, by=alice).state == "draft"
    with pytest.raises(NotNow):
        take_back_story(**where, by=alice)


def test_export_and_deletion_take_stories_and_questions_along(
    exemplar: Report,
    organization: Organization,
    alice: User,
    adam: User,
    charlie: User,
    other_organization: Organization,
) -> None:
    text = published(organization, alice, admin=adam)
    ask(text, charlie, "How long did it take?")
    data = organization_data(seen_by(alice, organization))
    (story,) = data["stories"]
    assert story["texts"][0]["did"] == TEXT["did"]
    assert story["questions"][0]["message"] == "How long did it take?"
    assert story["questions"][0]["organization"] == "Prairie Health Plan"
    asked = organization_data(seen_by(charlie, other_organization))
    assert asked["questions_to_others"][0]["asked_by"] == "Charlie Nguyen"
    assert "@" not in str(data) + str(asked)
    organization.delete()
    assert not Story.objects.exists()
