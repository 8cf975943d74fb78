"""An organization writes a story, releases it by name, and takes it away again."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from assessments.presenters.wording import subject_in_words
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.permissions import check_contribute, check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.wording import say
from reports.hub.actions.contacting import close_contacts
from reports.hub.actions.moves import ChangedMeanwhile, NotNow, move, open_version, record
from reports.hub.basis import load_basis
from reports.hub.content import StoryContent, content_of, missing_parts
from reports.hub.models import Story, StoryBarrier, StoryVersion
from reports.hub.queries import load_story
from reports.hub.states import PUBLISHED, RETURNED, WITHDRAWN

# What a moderator has to read is made by anybody who leads: not without end.
MOST_STORIES = 40
FROZEN_OF_PROFILE = ("sector", "type", "size_band", "census_division", "rurality")


class NotOpen(Refused):
    """The latest report does not carry a story about this subject, or there is none."""


@transaction.atomic
def begin_story(
    *, organization: UUID, subject: str, content: StoryContent, once: UUID | None = None, by: User
) -> Story:
    """A draft. `once` is the id that it gets, unless another story has it.

    Raises Http404, PermissionDenied, NotOpen, Refused.
    """
    row = load_organization(by, organization)
    check_contribute(row)
    type(row).objects.select_for_update().get(pk=row.pk)
    if once and (made := Story.objects.filter(pk=once, organization=row).first()):
        return made
    if _standing_stories(row) >= MOST_STORIES:
        raise Refused(
            say(
                "Your organization has {most} stories. Withdraw one first.",
                most=MOST_STORIES,
            )
        )
    basis = load_basis(row)
    standing = basis.standing_in(subject) if basis else None
    if basis is None or standing is None:
        raise NotOpen(say("Your latest report says nothing about this subject."))
    if not standing.open:
        raise NotOpen(standing.why)
    of = basis.subject(subject)
    free = once if once and not Story.objects.filter(pk=once).exists() else uuid4()
    story = Story.objects.create(
        id=free,
        organization=row,
        framework_version=basis.version,
        kind=of.kind,
        subject=subject,
    )
    version = StoryVersion(story=story, number=1, subject_name=subject_in_words(of))
    _write(version, content, by=by)
    record(version, "began", by=by, after={"subject": subject})
    return story


@transaction.atomic
def write_story(
    *, organization: UUID, story: UUID, content: StoryContent, seen: int, by: User
) -> StoryVersion:
    """Into the draft, or into a new one: a published text stays up as it is meanwhile.

    `seen` counts the saves that the author saw. Saving the same again changes nothing.

    Raises Http404, PermissionDenied, NotNow, ChangedMeanwhile.
    """
    row = load_story(by, organization, story, lock=True)
    check_contribute(row)
    version = open_version(row)
    if version is None:
        version = _next_draft(row)
    elif content_of(version) == content:
        return version
    elif version.edits != seen:
        raise ChangedMeanwhile(version)
    else:
        version.edits += 1
    if version.state == RETURNED:
        move(version, "take up")
        version.save(update_fields=["state"])
    _check_draft(version)
    _write(version, content, by=by)
    record(version, "wrote", by=by, after={"number": version.number})
    return version


@transaction.atomic
def offer_story(*, organization: UUID, story: UUID, by: User) -> StoryVersion:
    """A lead releases the draft by name: from now on the text and the names are frozen.

    Raises Http404, PermissionDenied, NotNow, NotOpen, Refused.
    """
    row = load_story(by, organization, story, lock=True)
    check_lead(row)
    version = open_version(row)
    if version is None:
        raise NotNow(say("There is no draft to release."))
    move(version, "offer")
    owner = row.organization
    if not owner.verified:
        raise Refused(say("An administrator of the portal has yet to confirm your organization."))
    if missing := missing_parts(version):
        raise Refused(say("Write these parts first: {missing}.", missing=", ".join(missing)))
    basis = load_basis(owner)
    standing = basis.standing_in(row.subject) if basis else None
    if basis is None or standing is None or not standing.open:
        raise NotOpen(standing.why if standing else say("There is no signed report any more."))
    for field in FROZEN_OF_PROFILE:
        setattr(version, field, getattr(owner, field))
    version.organization_name = owner.name
    version.offered_at, version.offered_by = timezone.now(), by
    version.save()
    record(version, "offered", by=by, after={"name": owner.name, "report": str(basis.report.pk)})
    return version


@transaction.atomic
def take_back_story(*, organization: UUID, story: UUID, by: User) -> StoryVersion:
    """Raises Http404, PermissionDenied, NotNow."""
    row = load_story(by, organization, story, lock=True)
    check_lead(row)
    version = open_version(row)
    if version is None:
        raise NotNow(say("A moderator has read it already."))
    move(version, "take back")
    version.save(update_fields=["state"])
    record(version, "took back", by=by)
    return version


@transaction.atomic
def withdraw_story(*, organization: UUID, story: UUID, by: User) -> None:
    """All of it, published or not; twice changes nothing. Open questions about it are closed.

    Raises Http404, PermissionDenied.
    """
    row = load_story(by, organization, story, lock=True)
    check_lead(row)
    withdraw_versions(row, by=by)


def withdraw_versions(story: Story, *, by: User, moderators_reason: str = "") -> None:
    """The caller has locked the row and asked who may."""
    now, gone = timezone.now(), None
    for version in story.versions.all():
        if not (version.open or version.state == PUBLISHED):
            continue
        gone = gone or version
        move(version, "withdraw")
        version.withdrawn_at, version.withdrawn_by = now, by
        version.withdrawn_by_moderator = bool(moderators_reason)
        version.withdrawn_why = moderators_reason
        version.save()
    if gone:
        close_contacts(story)
        record(gone, "was withdrawn" if moderators_reason else "withdrew", by=by)


def _standing_stories(organization: Organization) -> int:
    stories = Story.objects.filter(organization=organization)
    return stories.exclude(versions__state=WITHDRAWN).count()


def _next_draft(story: Story) -> StoryVersion:
    newest = story.versions.first()
    if newest is None or newest.state != PUBLISHED:
        raise NotNow(say("This story was withdrawn. Begin another one instead."))
    return StoryVersion(
        story=story, number=newest.number + 1, subject_name=newest.subject_name, edits=1
    )


def _check_draft(version: StoryVersion) -> None:
    if version.state != "draft":
        raise NotNow(
            say(
                "A moderator is reading this text, so it cannot change now. A lead can take it "
                "back."
            )
        )


def _write(version: StoryVersion, content: StoryContent, *, by: User) -> None:
    for field, value in content.columns().items():
        setattr(version, field, value)
    version.changed_at, version.changed_by = timezone.now(), by
    version.save()
    version.barriers.all().delete()
    StoryBarrier.objects.bulk_create(
        StoryBarrier(version=version, code=code) for code in content.barriers
    )
