"""Days as a calendar file (iCalendar, RFC 5545). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # in bytes, without its end


@dataclass(frozen=True, slots=True)
class Day:
    """`uid` stays the same when the day moves: calendars then move it too."""

    uid: str
    on: date
    summary: str
    description: str
    url: str


def calendar_file(days: Iterable[Day], *, now: datetime) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//LHS Portal//Assessments//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day.uid}",
            f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(day.summary)}",
            f"DESCRIPTION:{_escaped(day.description)}",
            f"URL:{day.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, escaped)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """Cut between characters: a continued line begins with one space, which counts."""
    folded, length = b"", 0
    for character in line:
        piece = character.encode()
        if length + len(piece) > LONGEST_LINE:
            folded, length = folded + b"\r\n ", 1
        folded, length = folded + piece, length + len(piece)
    return folded + b"\r\n"
