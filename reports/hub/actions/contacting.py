"""Questions about a story go to its organization through the portal, and so do the answers."""

from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.hub.mailing import send_notices_about
from reports.hub.models import ContactRequest, Notice, Story
from reports.hub.models.contact import About, Answered
from reports.hub.permissions import can_ask
from reports.hub.states import PUBLISHED

# Against abuse: of one person, and to one organization.
MOST_OF_A_PERSON = 5
MOST_TO_AN_ORGANIZATION = 20
A_DAY = timedelta(days=1)


class ContactClosed(Refused):
    """The story takes no questions, or none any more."""


@transaction.atomic
def ask_about(
    *,
    story: UUID,
    message: str,
    organization: UUID | None,
    once: UUID | None = None,
    by: User,
) -> ContactRequest:
    """`organization` is the one of the asker's for which she asks, if any.

    Raises Http404, PermissionDenied, ContactClosed, Refused.
    """
    # Held, so that it is not withdrawn meanwhile: that closes the questions that are there.
    stories = Story.objects.select_for_update(of=("self",)).select_related("organization")
    row = stories.filter(pk=story).first()
    # `no_key`: notices to this person are written meanwhile, by those who ask her.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if once and (made := ContactRequest.objects.filter(pk=once, asker=by).first()):
        return made
    text = row.versions.filter(state=PUBLISHED).first() if row else None
    if row is None or text is None:
        raise Http404("There is no such story.")
    _check_asker(row, by)
    if not text.contact:
        raise ContactClosed(say("The organization takes no questions about this story."))
    _check_limits(row, by)
    own = _own_organization(organization, by)
    free = once if once and not ContactRequest.objects.filter(pk=once).exists() else uuid4()
    contact = ContactRequest.objects.create(
        id=free,
        story=row,
        asker=by,
        asker_organization=own,
        message=message,
        asked_at=timezone.now(),
    )
    # The asker belongs to no history but her own organization's, which this is not.
    record_event(
        "was asked about",
        row,
        by=None,
        organization=row.organization,
        what=f"“{text.title}”",
    )
    leads = row.organization.memberships.filter(role=Role.LEAD, user__is_active=True)
    _notify(contact, About.ASKED, leads.order_by("user_id").values_list("user_id", flat=True))
    return contact


@transaction.atomic
def answer_contact(*, organization: UUID, contact: UUID, answer: str, by: User) -> ContactRequest:
    """An empty answer declines: the asker sees that there will be none.

    Raises Http404, PermissionDenied, ContactClosed.
    """
    owner = load_organization(by, organization)
    check_lead(owner)
    row = get_object_or_404(
        ContactRequest.objects.select_for_update(of=("self",)).select_related("story"),
        pk=contact,
        story__organization=owner,
    )
    if not row.waiting:
        raise ContactClosed(
            say(
                "This question is not open any more: {state}.",
                state=row.get_state_display(),
            )
        )
    said = bool(answer.strip())
    row.state = Answered.ANSWERED if said else Answered.DECLINED
    row.answer = answer if said else ""
    row.answered_at, row.answered_by = timezone.now(), by
    row.save()
    newest = row.story.versions.exclude(published_at=None).first()
    record_event(
        "answered" if said else "declined",
        row.story,
        by=by,
        organization=owner,
        what=f"“{newest.title if newest else row.story.subject}”",
    )
    if row.asker_id:
        _notify(row, About.ANSWERED, [row.asker_id])
    return row


def close_contacts(story: Story) -> None:
    """Within the withdrawal of the story: what was not answered will not be."""
    story.contacts.filter(state=Answered.WAITING).update(state=Answered.CLOSED)


def _own_organization(organization: UUID | None, by: User) -> Organization | None:
    if organization is None:
        return None
    return Organization.objects.filter(memberships__user=by, pk=organization).first()


def _check_asker(story: Story, by: User) -> None:
    if not can_ask(by):
        raise PermissionDenied(
            say("Members of an organization on the portal, and of its working groups, can ask.")
        )
    if story.organization.memberships.filter(user=by).exists():
        raise Refused(say("This is a story of your own organization."))


def _check_limits(story: Story, by: User) -> None:
    since = timezone.now() - A_DAY
    if story.contacts.filter(asker=by, state=Answered.WAITING).exists():
        raise Refused(say("You have asked about this story already. Wait for the answer."))
    if ContactRequest.objects.filter(asker=by, asked_at__gt=since).count() >= MOST_OF_A_PERSON:
        raise Refused(
            say(
                "You have asked {most} questions today. Go on tomorrow.",
                most=MOST_OF_A_PERSON,
            )
        )
    to_owner = ContactRequest.objects.filter(story__organization=story.organization_id)
    if to_owner.filter(asked_at__gt=since).count() >= MOST_TO_AN_ORGANIZATION:
        raise Refused(say("The organization was asked much today. Please ask again tomorrow."))


def _notify(contact: ContactRequest, about: About, people: object) -> None:
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(about=about, person_id=person, contact=contact, made_at=now)
        for person in people  # type: ignore[attr-defined]
    )
    transaction.on_commit(partial(send_notices_about, contact=contact.pk))
