"""What the rules refuse although the person may ask for it."""


class Refused(Exception):
    """The rules of the portal do not allow this now; the message is a sentence for the person."""
