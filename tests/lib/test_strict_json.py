import pytest

from lhs_portal.lib.faults import FaultyDocument
from lhs_portal.lib.strict_json import OddNumber, parse_json


def test_repeated_keys_are_remembered_and_the_first_stays() -> None:
    parsed = parse_json(b'{"a": 1, "b": 2, "a": 3, "a": 4}')
    assert parsed == {"a": 1, "b": 2}
    assert parsed.repeated == ["a", "a"]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999", "1.0", "1E2"])
def test_numbers_that_are_no_integers_are_odd(text: str) -> None:
    assert parse_json(text.encode()) == OddNumber(text)


def test_integer_of_very_many_digits_is_odd() -> None:
    assert str(parse_json(b"1" * 5000)) == "11111111111111111111… (5000 digits)"


def test_nesting_is_counted_outside_of_texts() -> None:
    assert parse_json(b'["' + b"[" * 1000 + b'"]') == ["[" * 1000]
    with pytest.raises(FaultyDocument, match="line 2: Lists and objects are nested"):
        parse_json(b"\n" + b"[" * 21)


def test_twenty_levels_are_allowed() -> None:
    assert parse_json(b"[" * 20 + b"]" * 20)


def test_lists_and_objects_are_not_without_number() -> None:
    assert len(parse_json(b"[" + b"{}," * 99_998 + b"{}]")) == 99_999
    with pytest.raises(FaultyDocument, match="more than 100000 lists and objects"):
        parse_json(b"[" + b"{}," * 99_999 + b"{}]")
