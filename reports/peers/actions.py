"""Keeping a group of peers with an assessment, so that its next reports show it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.wording import say
from reports.models import State
from reports.peers.queries import load_offer
from reports.queries import load_page, load_report
from reports.report_settings import save_peers_choice


class NotPublished(Refused):
    """Only a group of which figures are published can be kept."""


@transaction.atomic
def keep_peers(*, report: UUID, asked: Mapping[str, str], by: User) -> None:
    """`asked` as in `load_offer`; its `release` empty leaves peers out of reports again.

    Raises Http404, PermissionDenied for anyone but a lead, and NotPublished.
    """
    row = load_report(by, report)
    check_lead(row)
    release, attributes = None, ""
    if asked.get("release"):
        ready = row.state == State.READY
        offer = load_offer(row, load_page(row), asked) if ready else None
        if offer is None or offer.chosen is None:
            raise NotPublished(
                say(
                    "Nothing was saved: of these peers nothing is published. Choose among the "
                    "groups on this page."
                )
            )
        release, attributes = offer.release.number, offer.chosen.by
    save_peers_choice(assessment=row.assessment_id, release=release, attributes=attributes, by=by)
