"""How the vote stands where one item is on the wall."""

from dataclasses import dataclass

from assessments.meeting_queries import Course
from lhs_portal.lib.wording import mark, say, say_count

NOT_HELD = mark("Not held yet on this item.")
ELSEWHERE = mark("On another item. Close it before you open one here.")


@dataclass(frozen=True, slots=True)
class VotePanel:
    """`stage` is none, open, elsewhere, closed or over. `said` is read out.

    `vote` is the one that is open, and `item` what it is about. Nothing here tells what was chosen.
    """

    stage: str
    head: str
    said: str
    vote: int = 0
    item: str = ""
    answered: int = 0


def present_panel(code: str, course: Course) -> VotePanel:
    """`code` is that of the item on the wall."""
    if course.open and course.open_item == code:
        said = _so_far(course.answered)
        return VotePanel("open", say("The vote is open"), said, course.open, code, course.answered)
    if course.open:
        head = say("A vote is open")
        return VotePanel("elsewhere", head, say(ELSEWHERE), course.open, course.open_item)
    if course.closed:
        said = (
            say_count("{count} answered.", "{count} answered.", course.counted)
            if course.counted
            else say("Nobody answered.")
        )
        return VotePanel("closed", say("The vote is closed"), said)
    return VotePanel("none", say("Vote"), say(NOT_HELD))


def present_over(why: str) -> VotePanel:
    return VotePanel("over", say("No votes are held now"), why)


def _so_far(count: int) -> str:
    if not count:
        return say("Nobody has answered yet")
    return say_count("{count} has answered", "{count} have answered", count)
