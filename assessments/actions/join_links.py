"""Links that anyone who has them can join by: made with a limit, used, ended."""

from collections.abc import Iterable
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.actions.raters import check_collecting, lock_assessment, take_part
from assessments.actions.workflow import lock_for_lead
from assessments.models import Assessment, JoinLink, Rater
from assessments.rater_sections import sections_to_rate
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say

LIMIT = 30
MOST_AT_ONCE = 20
_signer = Signer(sep=".", salt="assessments.join_link")


def signed_id(link: JoinLink) -> str:
    """What stands in the link's address. It is kept nowhere."""
    return _signer.sign(str(link.pk))


def load_join_link(signed: str) -> JoinLink:
    """With assessment, organization and version. Raises Http404 for what we never signed."""
    try:
        pk = UUID(_signer.unsign(signed))
    except (BadSignature, ValueError) as fault:
        raise Http404("There is no such link.") from fault
    links = JoinLink.objects.select_related(
        "assessment__organization", "assessment__framework_version", "made_by"
    ).defer("assessment__framework_version__frame")
    link = links.filter(pk=pk).first()
    if link is None:
        raise Http404("There is no such link.")
    return link


@transaction.atomic
def make_join_link(
    *,
    assessment: Assessment | UUID,
    role_group: str = "",
    sections: Iterable[str] = (),
    limit: int = LIMIT,
    by: User,
) -> JoinLink:
    """Without a role group each person chooses her own; without sections it is what that can know.

    Raises Http404, PermissionDenied, Refused, KeyError for no such group.
    """
    row = lock_for_lead(assessment, by)
    check_collecting(row)
    if row.join_links.filter(ended_at=None).count() >= MOST_AT_ONCE:
        raise Refused(
            say(
                "There are {most_at_once} links already. End one that is not needed.",
                most_at_once=MOST_AT_ONCE,
            )
        )
    chosen = tuple(sections)
    if chosen and not role_group:
        raise Refused(say("Sections can be chosen for one role group alone. Choose the group."))
    if role_group:
        sections_to_rate(row, role_group, chosen or None)
    link = JoinLink.objects.create(
        assessment=row,
        role_group=role_group,
        sections=list(sections_to_rate(row, role_group, chosen)) if chosen else [],
        limit=limit,
        made_by=by,
    )
    record_event(
        "join link made", row, by=by, organization=row.organization, after={"limit": limit}
    )
    return link


@transaction.atomic
def end_join_link(link: JoinLink, *, by: User) -> None:
    """A second time it changes nothing. Raises Http404, PermissionDenied."""
    row = lock_for_lead(link.assessment_id, by)
    link = row.join_links.select_for_update().get(pk=link.pk)
    if link.ended_at:
        return
    link.ended_at = timezone.now()
    link.save(update_fields=["ended_at"])
    record_event(
        "join link ended", row, by=by, organization=row.organization, after={"used": link.used}
    )


@transaction.atomic
def join(link: JoinLink, *, role_group: str = "", by: User) -> Rater:
    """Gives `by` her part; whoever has one keeps it, and the link is not used up by her.

    `role_group` counts where the link leaves the choice. Raises Refused, and KeyError for no such
    group.
    """
    assessment = lock_assessment(link.assessment_id)
    link = JoinLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    earlier = Rater.objects.filter(assessment=assessment, user=by).first()
    if earlier and not earlier.removed_at:
        return earlier
    if earlier:
        raise Refused(
            say(
                "A lead of the organization has taken you off this rating. Ask for an invitation "
                "if you are to rate again."
            )
        )
    check_joinable(link, assessment)
    role_group = link.role_group or role_group
    sections = sections_to_rate(assessment, role_group, link.sections or None)
    rater, _ = take_part(assessment, role_group=role_group, sections=sections, by=by)
    link.used += 1
    link.save(update_fields=["used"])
    return rater


def check_joinable(link: JoinLink, assessment: Assessment) -> None:
    """Raises Refused."""
    if link.ended_at:
        raise Refused(
            say("This link has been ended. Ask a lead of the organization for a new one.")
        )
    check_collecting(assessment)
    if link.used >= link.limit:
        raise Refused(
            say(
                "This link was for {limit} people, and all of its places are taken. Ask a lead "
                "of the organization for an invitation.",
                limit=link.limit,
            )
        )
