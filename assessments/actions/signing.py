"""The sponsor's verdict: sign, which freezes everything and starts the report, or return."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments import states
from assessments.actions.workflow import check_sponsor, lock_for_lead, unfreeze
from assessments.models import Assessment, Remark, SignOff
from assessments.queries import load_assessment
from assessments.signals import assessment_finalized
from assessments.signed_content import digest_of_content
from assessments.signing_mail import ask_to_sign, tell_verdict
from commitments.models import Item
from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import can_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say


class ReadSomethingElse(Refused):
    """What the sponsor read is not what stands there now."""


def can_sign(assessment: Assessment, person: User) -> bool:
    """The sponsor alone; where none is needed, the lead who submitted it."""
    if not assessment.awaiting:
        return False
    if assessment.sponsor_id:
        return assessment.sponsor_id == person.pk
    return (
        assessment.organization.author_may_sign
        and can_lead(assessment)
        and assessment.submitted_by_id == person.pk
    )


def sign(*, assessment: Assessment | UUID, role: str, digest: str, by: User) -> Assessment:
    """`digest` is of what was shown to the signer. The report is asked for in this transaction.

    Raises Http404, PermissionDenied, IllegalMove, ReadSomethingElse, and ValueError without a role.
    """
    if not role.strip():
        raise ValueError("Signing needs a role.")
    with transaction.atomic():
        row = _locked(assessment, by)
        state = states.target_of("sign", mode=row.mode, state=row.state)
        _check(row, by)
        if digest != digest_of_content(row):
            raise ReadSomethingElse(
                say(
                    "What you read has changed since. Nothing was signed. Read it again, then sign."
                )
            )
        now = timezone.now()
        sign_off = SignOff.objects.create(
            assessment=row,
            verdict=SignOff.Verdict.SIGNED,
            at=now,
            by=by,
            name=by.display_name,
            role=role,
            as_author=row.sponsor_id is None,
            digest=digest,
        )
        row.state, row.signed_at = state, now
        row.save(update_fields=["state", "signed_at"])
        record_event(
            "signed",
            row,
            by=by,
            organization=row.organization,
            after={"role": role, "digest": digest, "as_author": sign_off.as_author},
        )
        assessment_finalized.send(sender=Assessment, assessment=row, by=by)
        transaction.on_commit(partial(tell_verdict, sign_off.pk), robust=True)
    return row


def return_it(
    *, assessment: Assessment | UUID, remark: str, remarks: Mapping[str, str], by: User
) -> Assessment:
    """Send it back with remarks, those at items by item code.

    Raises Http404, PermissionDenied, IllegalMove, Refused to an author who needs no sponsor, and
    ValueError where nothing is said at all, or at an item that the framework does not have.
    """
    said = {code: text for code, text in remarks.items() if text.strip()}
    if not remark.strip() and not said:
        raise ValueError("Returning needs a remark.")
    with transaction.atomic():
        row = _locked(assessment, by)
        state = states.target_of("return", mode=row.mode, state=row.state)
        _check(row, by)
        if row.sponsor_id is None:
            raise Refused(say("You submitted it yourself: take it back instead of returning it."))
        items = dict(
            Item.objects.filter(
                framework_version_id=row.framework_version_id, code__in=said
            ).values_list("code", "pk")
        )
        if unknown := said.keys() - items.keys():
            raise ValueError(f"There is no item {', '.join(sorted(unknown))}.")
        sign_off = SignOff.objects.create(
            assessment=row,
            verdict=SignOff.Verdict.RETURNED,
            at=timezone.now(),
            by=by,
            name=by.display_name,
            digest=digest_of_content(row),
            remark=remark,
        )
        Remark.objects.bulk_create(
            Remark(sign_off=sign_off, item_id=items[code], text=text) for code, text in said.items()
        )
        row.state = state
        unfreeze(row)
        record_event(
            "returned",
            row,
            by=by,
            organization=row.organization,
            after={"remark": remark, "remarks": said},
        )
        transaction.on_commit(partial(tell_verdict, sign_off.pk), robust=True)
    return row


def change_sponsor(*, assessment: Assessment | UUID, sponsor: User | None, by: User) -> Assessment:
    """Ask somebody else to sign; None is the author, where an administrator allows it.

    Raises Http404, PermissionDenied, NoSponsor, and IllegalMove where nothing awaits a signature.
    """
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        if not row.awaiting:
            raise states.IllegalMove(say("It does not await a signature now."))
        check_sponsor(row, sponsor, by=by)
        before = row.sponsor_id
        if sponsor is not None and sponsor.pk == before:
            return row
        row.sponsor = sponsor
        row.save(update_fields=["sponsor"])
        record_event(
            "sponsor changed",
            row,
            by=by,
            organization=row.organization,
            before={"user": before},
            after={"user": sponsor.pk if sponsor else None},
        )
        transaction.on_commit(partial(ask_to_sign, row.pk), robust=True)
    return row


def _locked(assessment: Assessment | UUID, by: User) -> Assessment:
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    return load_assessment(by, pk, lock=True)


def _check(row: Assessment, by: User) -> None:
    if not can_sign(row, by):
        raise PermissionDenied(say("Only the sponsor who was named at submission can do this."))
