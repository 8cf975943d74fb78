"""What administrators did, in sentences, for administrators: with their names."""

from collections.abc import Iterable
from datetime import datetime

from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, sentence_of


def tell_events(events: Iterable[Event]) -> list[tuple[datetime, str]]:
    told = list(events)
    actors = {event.actor_id for event in told if event.actor_id}
    naming = Naming(dict(User.objects.filter(pk__in=actors).values_list("pk", "name")))
    return [(event.at, sentence_of(event, naming)) for event in told]
