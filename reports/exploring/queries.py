"""A finished report as its explorers read it: from its own frozen row alone."""

import json
from typing import Any
from uuid import UUID

from reports.models import Report, State
from reports.presentation.reading import Reading
from reports.queries import load_frozen_definition, load_report


class NotReady(Exception):
    """Only a finished report has figures; its page says how far it is."""


def load_reading(user: Any, report_id: UUID) -> tuple[Report, Reading]:
    """Raises Http404, NotReady."""
    report = load_report(user, report_id)
    if report.state != State.READY:
        raise NotReady
    return report, Reading(
        json.loads(report.frozen_input),
        json.loads(report.score_card),
        load_frozen_definition(report),
        report.frozen_digest,
    )
