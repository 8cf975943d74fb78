"""Moderators read what is offered. They accept or return it, and change no word of it."""

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.wording import mark, say
from reports.hub.actions.moves import NotNow, lock_story, move, record, tell_leads
from reports.hub.actions.writing import withdraw_versions
from reports.hub.mailing import send_notices_about
from reports.hub.models import StoryVersion
from reports.hub.models.contact import About
from reports.hub.permissions import can_moderate
from reports.hub.states import OFFERED, PUBLISHED

NOT_VERIFIED = mark(
    "The organization is not verified any more, so its name cannot stand over a public text. "
    "Return it with this reason, or have the organization confirmed first. Nothing was "
    "changed."
)


@transaction.atomic
def accept_story(*, version: int, by: User) -> StoryVersion:
    """The text is public, and takes the place of an earlier one.

    Raises Http404, PermissionDenied, NotNow, Refused.
    """
    text = _load(version, OFFERED, by)
    if not text.story.organization.verified:
        raise Refused(say(NOT_VERIFIED))
    for earlier in text.story.versions.filter(state=PUBLISHED):
        move(earlier, "replace")
        earlier.save(update_fields=["state"])
    move(text, "accept")
    text.moderated_at = text.published_at = timezone.now()
    text.moderated_by, text.reason = by, ""
    text.save()
    return _told(text, "published", About.PUBLISHED, by=by)


@transaction.atomic
def return_story(*, version: int, reason: str, by: User) -> StoryVersion:
    """Raises Http404, PermissionDenied, NotNow, Refused."""
    text = _load(version, OFFERED, by)
    _check_reason(reason)
    move(text, "return")
    text.moderated_at, text.moderated_by, text.reason = timezone.now(), by, reason
    text.save()
    return _told(text, "returned", About.RETURNED, by=by)


@transaction.atomic
def withdraw_published(*, version: int, reason: str, by: User) -> StoryVersion:
    """The whole story, also a newer text that waits. Raises as `return_story`."""
    text = _load(version, PUBLISHED, by)
    _check_reason(reason)
    withdraw_versions(text.story, by=by, moderators_reason=reason)
    tell_leads(text, About.WITHDRAWN)
    transaction.on_commit(partial(send_notices_about, version=text.pk))
    return text


def _load(version: int, state: str, by: User) -> StoryVersion:
    """Under the lock of its story, in the state in which the moderator read it."""
    if not can_moderate(by):
        raise PermissionDenied(say("Only moderators of the portal can do this."))
    found = get_object_or_404(StoryVersion, pk=version)
    story = lock_story(UUID(str(found.story_id)))
    if story.organization.memberships.filter(user=by).exists():
        raise Refused(
            say("This is a story of your own organization: another moderator decides on it.")
        )
    text = story.versions.get(pk=version)
    text.story = story
    if text.state != state:
        raise NotNow(say("Somebody else decided on this text meanwhile, or it was taken back."))
    return text


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(say("Say why, so that the organization knows what to do."))


def _told(text: StoryVersion, verb: str, about: About, *, by: User) -> StoryVersion:
    record(text, verb, by=by, after={"number": text.number})
    tell_leads(text, about)
    transaction.on_commit(partial(send_notices_about, version=text.pk))
    return text
