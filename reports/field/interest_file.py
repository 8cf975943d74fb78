"""The answers to the interest form as CSV, in English whoever asks: programs read it."""

from collections.abc import Sequence

from lhs_portal.lib.languages import SOURCE, speaking
from lhs_portal.lib.spreadsheet_text import render_csv
from reports.field.forms.interest import QUESTION
from reports.field.models import Interest
from reports.field.presenting import present_interest

HEADER = (
    "Sent (UTC)", "State", "Answers", "Name", "E-mail", "Organization", "Sector",
    "Commitments that matter most", "What stands in the way", "In own words", "Wishes", QUESTION,
)  # fmt: skip


def render_interest_csv(interests: Sequence[Interest]) -> bytes:
    with speaking(SOURCE):
        rows = [
            (
                one.interest.sent_at.strftime("%Y-%m-%d %H:%M"),
                one.interest.get_state_display(),
                one.interest.get_kind_display(),
                one.interest.name,
                one.interest.email,
                one.interest.organization_name,
                str(one.interest.get_sector_display()),
                "; ".join(one.commitments),
                "; ".join(one.barriers),
                one.interest.barrier_words,
                "; ".join(one.wishes),
                one.interest.words,
            )
            for one in present_interest(interests)
        ]
    return render_csv(HEADER, rows)
