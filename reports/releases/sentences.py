"""How the history tells what happens to a release."""

from collections.abc import Callable

from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell
from lhs_portal.lib.wording import mark, say


def _of_release(message: str) -> Callable[[Event, Naming], str]:
    return lambda event, naming: say(
        message, who=naming.person(event.actor_id), what=_name(event.what)
    )


def _name(kept: str) -> str:
    """The event keeps the name in English, with the number or, before it has one, the day."""
    day = kept.removeprefix("Release of ")
    number = kept.removeprefix("Release ")
    if day != kept:
        return say("Release of {day}", day=day)
    return say("Release {number}", number=number) if number != kept else kept


def tell_all() -> None:
    tell("release", "requested", _of_release(mark("{who} had a release prepared.")))
    tell("release", "prepared", _of_release(mark("{what} is prepared and waits for approval.")))
    tell("release", "approved", _of_release(mark("{who} approved {what}, and it was published.")))
    tell("release", "stopped", _of_release(mark("{what} was stopped.")))
    tell("release", "retried", _of_release(mark("{who} had {what} prepared once more.")))
    tell("release", "failed", _of_release(mark("{what} could not be computed.")))
