"""What the rules refuse although the person may ask for it."""


class Refused(Exception):  # noqa: N818 -- what it is, in the words of the actions
    """The rules of the portal do not allow this now; the message is a sentence for the person."""
