"""What happened to a release, in sentences."""

from datetime import datetime

from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, sentence_of
from reports.releases.models import Release


def load_history(release: Release) -> list[tuple[datetime, str]]:
    """The oldest first. One query."""
    events = Event.objects.filter(subject_type="release", subject_id=str(release.pk))
    told = list(events.select_related("actor").order_by("at", "id"))
    naming = Naming({event.actor.pk: event.actor.display_name for event in told if event.actor})
    return [(event.at, sentence_of(event, naming)) for event in told]
