"""A finished report as its explorers read it: from its own frozen row alone."""

import json
from typing import Any
from uuid import UUID

from reports.models import Report, State
from reports.presentation.reading import Reading
from reports.queries import load_report, load_spoken, spoken_to_reader


class NotReady(Exception):
    """Only a finished report has figures; its page says how far it is."""


def load_reading(user: Any, report_id: UUID) -> tuple[Report, Reading]:
    """Raises Http404, NotReady."""
    report = load_report(user, report_id)
    if report.state != State.READY:
        raise NotReady
    frozen = json.loads(report.frozen_input)
    spoken = spoken_to_reader(frozen["language"])
    return report, Reading(
        frozen,
        json.loads(report.score_card),
        load_spoken(report, frozen, spoken),
        report.frozen_digest,
        language=spoken,
    )
