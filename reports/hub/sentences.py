"""How the history tells what happens to stories and to questions about them.

Moderators are no members, and the history of an organization names nobody else.
"""

from lhs_portal.audit.sentences import tell


def tell_all() -> None:
    tell("story", "began", "{who} began the story {what}.")
    tell("story", "wrote", "{who} wrote in the story {what}.")
    tell(
        "story",
        "offered",
        "{who} released the story {what} under the organization’s name, for a moderator to read.",
    )
    tell("story", "took back", "{who} took the story {what} back before a moderator had read it.")
    tell("story", "published", "A moderator of the portal accepted the story {what}: it is public.")
    tell("story", "returned", "A moderator of the portal returned the story {what}, with a reason.")
    tell("story", "withdrew", "{who} withdrew the story {what}.")
    tell("story", "was withdrawn", "A moderator of the portal withdrew the story {what}.")
    tell("story", "was asked about", "Somebody asked about the story {what}.")
    tell("story", "answered", "{who} answered a question about the story {what}.")
    tell("story", "declined", "{who} left a question about the story {what} without an answer.")
