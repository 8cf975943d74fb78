"""Stories read for pages, in few queries whatever the number of stories."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from lhs_portal.accounts.models import Organization, User
from reports.hub.models import ContactRequest, Story, StoryVersion
from reports.hub.states import OFFERED, PUBLISHED


def load_story(user: User, organization: UUID, story: UUID, *, lock: bool = False) -> Story:
    """Of the person's organization, with `viewer_role`. Raises Http404."""
    stories = Story.objects.visible_to(user)
    if lock:
        stories = stories.select_for_update(of=("self",))
    return get_object_or_404(
        stories.select_related("organization", "framework_version").defer(
            "framework_version__frame"
        ),
        pk=story,
        organization=organization,
    )


def load_versions(story: Story) -> list[StoryVersion]:
    """The newest first, with their barriers."""
    return list(story.versions.prefetch_related("barriers"))


def load_stories_of(organization: Organization) -> QuerySet[Story]:
    """Each with its versions, the newest first."""
    return Story.objects.filter(organization=organization).prefetch_related("versions")


def published_texts() -> QuerySet[StoryVersion]:
    """What anybody can read, each with its story; the newest first."""
    return (
        StoryVersion.objects.filter(state=PUBLISHED)
        .select_related("story__framework_version")
        .defer("story__framework_version__frame")
        .order_by("-published_at", "pk")
    )


def load_published(story: UUID) -> StoryVersion | None:
    return published_texts().prefetch_related("barriers").filter(story=story).first()


def load_stories_for(
    subjects: Collection[str], *, leaving_out: Organization | None = None
) -> list[StoryVersion]:
    """The published texts about any of these subjects, with their barriers: 2 queries."""
    texts = published_texts().filter(story__subject__in=subjects)
    if leaving_out:
        texts = texts.exclude(story__organization=leaving_out)
    return list(texts.prefetch_related("barriers"))


def load_offered() -> list[StoryVersion]:
    """What waits for a moderator, the longest waiting first."""
    offered = StoryVersion.objects.filter(state=OFFERED).select_related("story")
    return list(offered.order_by("offered_at", "pk"))


def load_for_moderator(version: int) -> StoryVersion:
    """Offered or published, and nothing else of the organization. Raises Http404."""
    texts = StoryVersion.objects.select_related(
        "story__framework_version", "story__organization"
    ).defer("story__framework_version__frame")
    return get_object_or_404(
        texts.prefetch_related("barriers"), pk=version, state__in=(OFFERED, PUBLISHED)
    )


def load_contacts_of(organization: Organization) -> QuerySet[ContactRequest]:
    """Questions to the organization, each with asker and the newest text of its story."""
    return _with_title(ContactRequest.objects.filter(story__organization=organization))


def load_questions_of(person: User) -> QuerySet[ContactRequest]:
    return _with_title(ContactRequest.objects.filter(asker=person))


def _with_title(contacts: QuerySet[ContactRequest]) -> QuerySet[ContactRequest]:
    told = StoryVersion.objects.exclude(published_at=None).only(
        "story_id", "title", "organization_name", "number", "state"
    )
    return (
        contacts.select_related("story", "asker", "asker_organization")
        .prefetch_related(Prefetch("story__versions", told, to_attr="told"))
        .order_by("-asked_at", "pk")
    )
