"""What the sponsor said at an item when returning the assessment."""

from dataclasses import dataclass

from assessments.presenters.wording import moment_in_words
from assessments.signing_queries import Returned


@dataclass(frozen=True, slots=True)
class RemarkView:
    """For `assessments/_remarks.html`."""

    by: str
    at: str
    text: str


def remark_at(returned: Returned | None, code: str) -> RemarkView | None:
    if returned is None or code not in returned.remarks:
        return None
    return RemarkView(returned.by, moment_in_words(returned.at), returned.remarks[code])
