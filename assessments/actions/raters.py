"""Taking part in the rating: by an invitation, by a link, and no longer.

Every action here locks the assessment first, then what it changes.
"""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from assessments import states
from assessments.actions.workflow import lock_for_lead
from assessments.mailing import SECONDS_IN_A_REQUEST, Delivery, deliver
from assessments.models import Assessment, Rater, RaterSection, Rating
from assessments.reminders import possible_reminders
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say

COLLECTING = (states.PREPARING, states.RATING)


def lock_assessment(pk: UUID) -> Assessment:
    """Also for those who are no members: the caller checks what the person may do."""
    rows = Assessment.objects.select_for_update(of=("self",)).defer("framework_version__frame")
    return rows.select_related("organization", "framework_version").get(pk=pk)


def check_collecting(assessment: Assessment) -> None:
    """Raises Refused unless raters can still come."""
    if not assessment.independent:
        raise Refused(say("This assessment is answered together: it has no raters."))
    if assessment.state not in COLLECTING:
        raise Refused(
            say(
                "The rating is closed. A lead of the organization can open it again for late "
                "ratings."
            )
        )


def take_part(
    assessment: Assessment, *, role_group: str, sections: Iterable[str], by: User
) -> tuple[Rater, bool]:
    """The person's one part in it, and whether it is new. The caller holds the assessment's lock.

    Whoever comes back after a removal finds what she typed; the sections are the new ones.
    """
    earlier = Rater.objects.filter(assessment=assessment, user=by).first()
    if earlier and not earlier.removed_at:
        return earlier, False
    if earlier:
        earlier.user = None
        earlier.save(update_fields=["user"])
    keys = Rater.objects.filter(
        user=by, assessment__organization=assessment.organization_id
    ).values_list("key", flat=True)
    rater = Rater.objects.create(
        assessment=assessment,
        user=by,
        role_group=role_group,
        key=keys.first() or uuid4(),
    )
    RaterSection.objects.bulk_create(
        RaterSection(rater=rater, subject=subject, position=position)
        for position, subject in enumerate(sections, start=1)
    )
    if earlier:
        Rating.objects.filter(rater=earlier).update(rater=rater)
    record_event(
        "rater joined",
        assessment,
        by=by,
        organization=assessment.organization,
        after={"user": by.pk},
    )
    return rater, True


@transaction.atomic
def remove_rater(rater: Rater, *, by: User) -> None:
    """The ratings are kept, and enter no figures. A second time it changes nothing.

    Raises Http404, PermissionDenied, and Refused for a rater whose ratings are in the figures.
    """
    assessment = lock_for_lead(rater.assessment_id, by)
    rater = Rater.objects.select_for_update().get(pk=rater.pk, assessment=assessment)
    if rater.removed_at:
        return
    if assessment.state not in (*COLLECTING, states.SETTLING):
        raise Refused(say("This assessment is submitted: its raters stay as they are."))
    if rater.ratings.filter(in_figures=True).exists():
        raise Refused(
            say(
                "Ratings of this person are in the figures since a round was closed: they stay, "
                "and so does the person’s part."
            )
        )
    rater.removed_at, rater.removed_by = timezone.now(), by
    rater.save(update_fields=["removed_at", "removed_by"])
    record_event(
        "rater removed",
        assessment,
        by=by,
        organization=assessment.organization,
        before={"user": rater.user_id},
    )


def remind_raters(*, assessment: Assessment | UUID, by: User) -> Delivery:
    """Those who have not finished, and open invitations; nobody twice in three days.

    The mails leave after the commit. Raises Http404, PermissionDenied, and Refused where nobody is
    to be reminded now.
    """
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        if not row.rating:
            raise Refused(say("Nobody is reminded while no round is open."))
        mails = possible_reminders(row, timezone.now())
        if not mails:
            raise Refused(
                say(
                    "Nobody is to be reminded now: all have finished, or had mail in the last "
                    "three days."
                )
            )
        record_event("raters reminded", row, by=by, organization=row.organization)
    return deliver(mails, seconds=SECONDS_IN_A_REQUEST)
