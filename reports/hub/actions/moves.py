"""What every write of a story needs: its row locked, a legal move, one event."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.hub.models import Notice, Story, StoryVersion
from reports.hub.models.contact import About
from reports.hub.states import STATES, IllegalMove, target_of


class NotNow(Refused):
    """The text is not in a state in which this can be done: somebody may have been faster."""


class ChangedMeanwhile(Refused):
    """Somebody else saved since the page was read: `version` is what stands there now."""

    def __init__(self, version: StoryVersion) -> None:
        super().__init__(say("Somebody changed this story while you were working on it."))
        self.version = version


def lock_story(story: UUID) -> Story:
    """Raises Story.DoesNotExist."""
    return Story.objects.select_for_update().select_related("organization").get(pk=story)


def open_version(story: Story) -> StoryVersion | None:
    return next((version for version in story.versions.all() if version.open), None)


def move(version: StoryVersion, name: str) -> None:
    """Sets the state; saving it is the caller's. Raises NotNow."""
    try:
        version.state = target_of(name, version.state)
    except IllegalMove as fault:
        raise NotNow(
            say("This cannot be done now. {state}.", state=say(STATES[version.state]))
        ) from fault


def record(version: StoryVersion, verb: str, *, by: User, after: Any = None) -> None:
    record_event(
        verb,
        version.story,
        by=by,
        organization=version.story.organization,
        what=f"“{version.title}”",
        after=after,
    )


def tell_leads(version: StoryVersion, about: About) -> None:
    """A mail to each lead of the story's organization, to be sent after the commit."""
    leads = version.story.organization.memberships.filter(role=Role.LEAD, user__is_active=True)
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(about=about, person_id=person, version=version, made_at=now)
        for person in leads.order_by("user_id").values_list("user_id", flat=True)
    )
