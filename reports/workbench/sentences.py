"""How the history tells what a group saves, notes and builds. The words themselves stay out."""

from collections.abc import Callable

from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell
from lhs_portal.lib.wording import mark, say


def _of_group(message: str) -> Callable[[Event, Naming], str]:
    """The event keeps the group's English name."""
    return lambda event, naming: say(
        message, who=naming.person(event.actor_id), what=say(event.what)
    )


def tell_all() -> None:
    tell("savedview", "saved", _of_group(mark("{who} saved a view for {what}.")))
    tell("savedview", "renamed", _of_group(mark("{who} renamed a saved view of {what}.")))
    tell("savedview", "deleted", _of_group(mark("{who} deleted a saved view of {what}.")))
    tell("annotation", "wrote", _of_group(mark("{who} noted something beneath a view for {what}.")))
    tell("annotation", "changed", _of_group(mark("{who} changed a note for {what}.")))
    tell("annotation", "deleted", _of_group(mark("{who} deleted a note for {what}.")))
    tell("briefing", "made", _of_group(mark("{who} began a briefing for {what}.")))
    tell("briefing", "changed", _of_group(mark("{who} changed a briefing of {what}.")))
    tell("briefing", "deleted", _of_group(mark("{who} deleted a briefing of {what}.")))
