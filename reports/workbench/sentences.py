"""How the history tells what a group saves, notes and builds. The words themselves stay out."""

from lhs_portal.audit.sentences import tell


def tell_all() -> None:
    tell("savedview", "saved", "{who} saved a view for {what}.")
    tell("savedview", "renamed", "{who} renamed a saved view of {what}.")
    tell("savedview", "deleted", "{who} deleted a saved view of {what}.")
    tell("annotation", "wrote", "{who} noted something beneath a view for {what}.")
    tell("annotation", "changed", "{who} changed a note for {what}.")
    tell("annotation", "deleted", "{who} deleted a note for {what}.")
    tell("briefing", "made", "{who} began a briefing for {what}.")
    tell("briefing", "changed", "{who} changed a briefing of {what}.")
    tell("briefing", "deleted", "{who} deleted a briefing of {what}.")
