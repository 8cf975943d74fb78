"""An answer to the public form comes, is dealt with, leads to an organization, is erased."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from lhs_portal.accounts.actions.organizations import register_organization
from lhs_portal.accounts.languages import language_known
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.languages import language
from lhs_portal.lib.wording import mark, say
from reports.field.interest_codes import (
    DECLINED,
    HANDLED,
    INVITED,
    OPEN,
    REGISTERED,
    REMOVED,
    STATES,
)
from reports.field.mailing import send_interest_invitation
from reports.field.models import CycleInvitation, FieldCycle, Interest

KEPT_FOR = timedelta(days=365)
LIFETIME = timedelta(days=30)
# Anyone may send the form: not without end, from however many networks.
MOST_IN_A_DAY = 500
PAUSE = timedelta(minutes=2)
ERASED = mark("This answer was erased.")


@transaction.atomic
def send_interest(*, once: UUID | None = None, **content: Any) -> Interest:
    """`once` is the id that it gets: sent twice, it is there once. Raises Refused."""
    if once and (made := Interest.objects.filter(pk=once).first()):
        return made
    since = timezone.now() - timedelta(days=1)
    if Interest.objects.filter(sent_at__gt=since).count() >= MOST_IN_A_DAY:
        raise Refused(
            say(
                "The portal takes no more answers today. Nothing that you typed is lost: keep "
                "this page open, and send it again tomorrow."
            )
        )
    # Two presses at once: the second one waits for the first, and finds what it made.
    interest, new = Interest.objects.get_or_create(
        id=once or uuid4(), defaults={**content, "language": language_known(language())}
    )
    if new:
        record_event("sent interest", interest, by=None)
    return interest


@transaction.atomic
def invite_from_interest(
    interest: Interest, *, cycle: FieldCycle | None = None, by: User
) -> Interest:
    """A mail with a link to register what was typed, and to a cycle; again sends a new link.

    Raises Refused for what is erased or registered, and within two minutes of the last mail.
    """
    row = _lock(interest)
    now = timezone.now()
    if row.state == REGISTERED:
        raise Refused(say("The organization is registered already."))
    if row.mailed_at and row.mailed_at > now - PAUSE:
        raise Refused(say("This invitation was sent a moment ago. Wait two minutes."))
    row.state, row.handled_at, row.handled_by = INVITED, now, by
    row.cycle, row.expires_at = cycle, now + LIFETIME
    row.mailed_at, row.mail_error, row.token_digest = None, "", None
    row.save()
    record_event("invited from interest", row, by=by)
    transaction.on_commit(partial(send_interest_invitation, row.pk))
    return row


@transaction.atomic
def mark_interest(interest: Interest, *, state: str, by: User) -> Interest:
    """As handled, declined, or open again. The link of an invitation ends with it.

    Raises Refused for what is erased or registered, and KeyError for any other state.
    """
    row = _lock(interest)
    if state not in (OPEN, HANDLED, DECLINED):
        raise KeyError(state)
    if row.state == REGISTERED:
        raise Refused(say("The organization is registered: this answer is dealt with."))
    if row.state == state:
        return row
    row.state, row.token_digest, row.expires_at = state, None, None
    row.handled_at, row.handled_by = (None, None) if state == OPEN else (timezone.now(), by)
    row.save()
    record_event("marked interest", row, by=by, what=STATES[state].lower())
    return row


@transaction.atomic
def erase_interest(interest: Interest, *, by: User | None) -> Interest:
    """Name, address and words go for good. Erased twice is as once."""
    row = Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    if row.removed:
        return row
    row.state = REMOVED
    row.name = row.email = row.organization_name = row.barrier_words = row.words = ""
    row.token_digest = row.expires_at = None
    row.mail_error = ""
    row.save()
    record_event("erased interest", row, by=by)
    return row


def erase_old_interest(now: datetime) -> int:
    """Those that came a year ago, whatever became of them. Returns how many."""
    old = Interest.objects.filter(sent_at__lt=now - KEPT_FOR).exclude(state=REMOVED)
    return len([erase_interest(interest, by=None) for interest in old])


@transaction.atomic
def register_from_interest(
    interest: Interest, *, by: User, once: UUID | None = None, **profile: str
) -> Organization:
    """Whoever has the link registers, as anyone could without it. Raises Refused."""
    row = _lock(interest)
    if row.state == REGISTERED and row.organization and row.registered_by_id == by.pk:
        return row.organization
    if not row.link_open:
        raise Refused(
            say("This invitation has ended. You can register your organization without it.")
        )
    organization = register_organization(by=by, once=once, **profile)
    row.state, row.organization, row.registered_by = REGISTERED, organization, by
    row.save(update_fields=["state", "organization", "registered_by"])
    if row.cycle:
        CycleInvitation.objects.get_or_create(
            cycle=row.cycle,
            organization=organization,
            defaults={"invited_by": row.handled_by, "mailed_at": row.mailed_at},
        )
    record_event("registered from interest", row, by=by)
    return organization


def _lock(interest: Interest) -> Interest:
    rows = Interest.objects.select_for_update(of=("self",))
    row = rows.select_related("cycle", "organization").get(pk=interest.pk)
    if row.removed:
        raise Refused(say(ERASED))
    return row
