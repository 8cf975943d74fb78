import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhs_portal.lib.uploads import policy, signatures, texts
from lhs_portal.lib.uploads.policy import RefusedFile
from lhs_portal.lib.uploads.signatures import claimed_extension, kind_of
from lhs_portal.lib.uploads.texts import examine_text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_without_controls_is_text(text: str) -> None:
    examine_text(io.BytesIO(text.encode()))


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x0b", "\x1b", "\x7f"])
def test_control_is_refused_wherever_it_stands(control: str) -> None:
    long = "é" * (1024 * 1024 + 7) + control
    with pytest.raises(RefusedFile) as refused:
        examine_text(io.BytesIO(long.encode()))
    assert refused.value.sentence == texts.NOT_TEXT


def test_character_cut_by_the_size_of_a_piece_is_read_whole() -> None:
    examine_text(io.BytesIO(b"a" + "é".encode() * 1024 * 1024))


@pytest.mark.parametrize("data", [b"\xc3", b"caf\xe9", b"\xed\xa0\x80", b"\xc0\xaf"])
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(RefusedFile) as refused:
        examine_text(io.BytesIO(data))
    assert refused.value.sentence == texts.NOT_UTF_8


@pytest.mark.parametrize(
    "head", [b"< 5 % of patients", b"<3", b"a < b", b"IDs of units", b"GIF", b"%"]
)
def test_text_that_looks_like_another_kind_only_at_first_is_text(head: bytes) -> None:
    assert kind_of(head, "") == policy.TEXT


@pytest.mark.parametrize(
    "head", [b" <html>", b"<!DOCTYPE html>", b"\n\t<?xml ?>", b"</textarea>", b"MIME-Version: 1.0"]
)
def test_markup_is_refused_as_text(head: bytes) -> None:
    with pytest.raises(RefusedFile) as refused:
        kind_of(head, ".txt")
    assert refused.value.sentence == signatures.MARKUP


@pytest.mark.parametrize(
    ("name", "claimed"),
    [("a.CSV", ".csv"), ("a.csv.exe", ""), ("csv", ""), ("", ""), ("a.jpeg", ".jpeg")],
)
def test_claimed_extension(name: str, claimed: str) -> None:
    assert claimed_extension(name) == claimed
