from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from assessments.calendar_file import LONGEST_LINE, Day, calendar_file

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = Day("due.1@example.org", date(2026, 12, 31), "Due", "", "https://example.org/a/1/")


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_one_day_is_one_event_of_a_whole_day() -> None:
    assert unfolded(calendar_file([DAY], now=NOW)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//LHS Portal//Assessments//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:due.1@example.org",
        "DTSTAMP:20260302T093000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Due",
        "DESCRIPTION:",
        "URL:https://example.org/a/1/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def summary_of(text: str) -> str:
    day = Day(DAY.uid, DAY.on, text, "", DAY.url)
    [line] = [line for line in unfolded(calendar_file([day], now=NOW)) if line.startswith("SUMM")]
    return line.removeprefix("SUMMARY:")


def test_text_is_escaped() -> None:
    assert summary_of("a;b,c\\d\r\nEND:VEVENT\nx") == "a\\;b\\,c\\\\d\\nEND:VEVENT\\nx"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_text_comes_back_and_no_line_is_too_long(text: str) -> None:
    data = calendar_file([Day(DAY.uid, DAY.on, text, text, DAY.url)], now=NOW)
    assert all(len(line) <= LONGEST_LINE for line in data.split(b"\r\n"))
    assert data.decode().count("BEGIN:VEVENT\r\n") == 1
    read = summary_of(text).replace("\\\\", "\0").replace("\\n", "\n")
    assert read.replace("\\;", ";").replace("\\,", ",").replace("\0", "\\").split("\n") == (
        text.splitlines() or [""]
    )
