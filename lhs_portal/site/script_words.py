"""What the scripts in static/js say. A page in another language brings the translations."""

from lhs_portal.lib.languages import SOURCE, language
from lhs_portal.lib.wording import mark, say

WORDS = (
    # autosave.js
    mark("Saving…"),
    mark("Saved {time}"),
    mark("Not saved: retrying"),
    mark("Not saved: choose which text to keep, above"),
    mark("Not saved: {reason}"),
    mark("Sign in again to save"),
    mark("your role does not allow changes. Copy what you typed."),
    mark("you cannot open this assessment any more. Copy what you typed."),
    mark("the text is too long. Shorten it."),
    mark("copy what you typed, and load the page again."),
    # copy.js
    mark("The link is copied."),
    mark("The link is selected. Copy it with your keyboard or menu."),
    mark("The text is selected. Copy it with your keyboard or menu."),
    # verify.js
    mark("A file is larger than {size} MB. Files of reports are smaller."),
    mark("Working out the digest…"),
    mark("No answer came from the portal. Wait a minute, and try again."),
)


def translated_words() -> dict[str, str]:
    """By the English text; empty in English, which the scripts hold themselves."""
    return {} if language() == SOURCE else {text: say(text) for text in WORDS}
