import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from assessments.meeting_queries import Course, Seat
from assessments.presenters.meeting.joining import QUIET, present_joining
from assessments.presenters.meeting.phone import token_of
from assessments.presenters.meeting.screen import Known
from assessments.presenters.meeting.votes import present_panel

RUN = re.compile(r"M(\d+) (\d+)\.5h(\d+)")
numbers = st.integers(0, 10**9 - 1)


@pytest.mark.parametrize(
    "url", ["https://a.example/vote/", "https://portal.example.org/" + "x" * 80]
)
def test_drawn_code_has_the_modules_of_its_address(url: str) -> None:
    joining = present_joining("https://portal.example.org/vote/", url)
    drawn = {
        (int(x) + step, int(y))
        for x, y, length in RUN.findall(joining.path)
        for step in range(int(length))
    }
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(url)
    dark = {
        (x, y) for y, row in enumerate(code.get_matrix()) for x, module in enumerate(row) if module
    }
    assert drawn == dark
    assert RUN.sub("", joining.path) == ""
    # A margin of white all around, without which cameras do not find it.
    edges = range(QUIET, joining.size - QUIET)
    assert all(x in edges and y in edges for x, y in drawn)
    assert joining.address == "portal.example.org/vote"


@given(numbers, numbers, numbers, numbers, st.booleans())
def test_token_says_all_that_a_screen_shows(
    opened: int, closed: int, answered: int, version: int, settling: bool
) -> None:
    course = Course(opened, "safe.1" if opened else "", answered, closed)
    known = Known.of(course, version, settling=settling)
    assert Known.from_token(known.token) == known


@given(st.text(max_size=40))
def test_what_is_no_token_is_a_screen_that_shows_nothing(text: str) -> None:
    known = Known.from_token(text)
    assert known.token == text or known == Known("", -1, -1)


@given(st.text("0123456789-.over٣", max_size=12))
def test_what_looks_like_a_token_is_read_exactly(text: str) -> None:
    known = Known.from_token(text)
    assert known.vote == "" or re.sub(r"(?<=\.)0+(?=\d)", "", text) == known.token


def test_phone_knows_its_states_apart() -> None:
    seats = [Seat(False, 1, True), Seat(True, 0, False), Seat(True, 1, True), Seat(True, 1, False)]
    assert [token_of(seat) for seat in seats] == ["over", "waiting", "open-1", "closed-1"]


@pytest.mark.parametrize(
    ("course", "stage", "said"),
    [
        (Course(), "none", "Not held yet on this item."),
        (Course(7, "safe.1", 0), "open", "Nobody has answered yet"),
        (Course(7, "safe.1", 1), "open", "1 has answered"),
        (Course(7, "safe.1", 12, closed=3, counted=9), "open", "12 have answered"),
        (
            Course(7, "safe.2", 12),
            "elsewhere",
            "On another item. Close it before you open one here.",
        ),
        (Course(closed=3, counted=9), "closed", "9 answered."),
        (Course(closed=3), "closed", "Nobody answered."),
    ],
)
def test_panel_says_how_the_vote_stands(course: Course, stage: str, said: str) -> None:
    panel = present_panel("safe.1", course)
    assert (panel.stage, panel.said) == (stage, said)
    # How many answered elsewhere is shown there.
    assert panel.answered == (course.answered if stage == "open" else 0)
