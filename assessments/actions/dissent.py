"""A view that differs from what was settled, in the name of the person who holds it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Dissent
from assessments.permissions import check_settling
from assessments.settling_queries import Part, load_own, load_part, load_settled
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import say


class NothingToDissentFrom(Refused):
    """The item is not settled, or not by a decision that this person may read."""


def write_dissent(*, assessment: Assessment | UUID, item: str, text: str, by: User) -> Dissent:
    """One for each person and item: written again, it replaces what the person wrote.

    Raises Http404, PermissionDenied, Frozen, NothingToDissentFrom, and ValueError for a blank text.
    """
    if is_blank(text):
        raise ValueError("A dissent needs words.")
    with transaction.atomic():
        part = _locked(assessment, item, by)
        if load_settled(part) is None:
            raise NothingToDissentFrom(
                say(
                    "This item is not settled by a decision, so there is nothing to differ from "
                    "yet."
                )
            )
        old = load_own(part, by)
        if old and old.text == text:
            return old
        dissent = old or Dissent(assessment=part.assessment, item=part.item, author=by)
        before, dissent.text, dissent.written_at = dissent.text, text, timezone.now()
        dissent.save()
        _record("dissented", part, before, text, by=by)
    return dissent


def remove_dissent(*, assessment: Assessment | UUID, item: str, by: User) -> bool:
    """Take back one's own; the history keeps it. False where there is none. Raises as above."""
    with transaction.atomic():
        part = _locked(assessment, item, by)
        own = load_own(part, by)
        if own is None:
            return False
        own.delete()
        _record("dissent removed", part, own.text, "", by=by)
    return True


def _locked(assessment: Assessment | UUID, item: str, by: User) -> Part:
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    # The lock comes first: what is read after it is what counts.
    Assessment.objects.select_for_update().filter(pk=pk).first()
    part = load_part(by, pk, item)
    if not part.may_dissent:
        raise PermissionDenied(
            say("Leads, contributors and raters can write what they hold instead.")
        )
    check_settling(part.assessment)
    return part


def _record(verb: str, part: Part, before: str, after: str, *, by: User) -> None:
    record_event(
        verb,
        part.assessment,
        by=by,
        organization=part.assessment.organization,
        what=part.item.code,
        before={part.item.code: before},
        after={part.item.code: after},
    )
