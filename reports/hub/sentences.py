"""How the history tells what happens to stories and to questions about them.

Moderators are no members, and the history of an organization names nobody else.
"""

from lhs_portal.audit.sentences import tell
from lhs_portal.lib.wording import mark


def tell_all() -> None:
    tell("story", "began", mark("{who} began the story {what}."))
    tell("story", "wrote", mark("{who} wrote in the story {what}."))
    tell(
        "story",
        "offered",
        mark(
            "{who} released the story {what} under the organization’s name, for a moderator to "
            "read."
        ),
    )
    tell(
        "story",
        "took back",
        mark("{who} took the story {what} back before a moderator had read it."),
    )
    tell(
        "story",
        "published",
        mark("A moderator of the portal accepted the story {what}: it is public."),
    )
    tell(
        "story",
        "returned",
        mark("A moderator of the portal returned the story {what}, with a reason."),
    )
    tell("story", "withdrew", mark("{who} withdrew the story {what}."))
    tell("story", "was withdrawn", mark("A moderator of the portal withdrew the story {what}."))
    tell("story", "was asked about", mark("Somebody asked about the story {what}."))
    tell("story", "answered", mark("{who} answered a question about the story {what}."))
    tell(
        "story", "declined", mark("{who} left a question about the story {what} without an answer.")
    )
