from hypothesis import given
from hypothesis import strategies as st

from assessments.mentions import mentioned_in

NAMES = {1: "Ann Lee", 2: "Ann Leeds", 3: "Bob  Okafor", 4: "", 5: "Ann Lee"}


def test_a_full_name_after_the_mark_calls_in_any_case() -> None:
    assert mentioned_in("Please look, @BOB OKAFOR.", {3: "Bob Okafor"}) == {3}


def test_the_longer_of_two_names_is_meant() -> None:
    assert mentioned_in("@Ann Leeds, can you?", {1: "Ann Lee", 2: "Ann Leeds"}) == {2}
    assert mentioned_in("@Ann Lee, can you?", {1: "Ann Lee", 2: "Ann Leeds"}) == {1}


def test_two_people_of_one_name_are_both_called() -> None:
    assert mentioned_in("@Ann Lee", NAMES) == {1, 5}


def test_a_name_inside_a_longer_word_calls_nobody() -> None:
    assert mentioned_in("@Ann Leeward", {1: "Ann Lee"}) == frozenset()
    assert mentioned_in("Ann Lee", {1: "Ann Lee"}) == frozenset()


@given(st.text(), st.dictionaries(st.integers(), st.text(), max_size=4))
def test_whatever_the_text_only_known_people_are_called(text: str, names: dict[int, str]) -> None:
    called = mentioned_in(text, names)
    assert called <= names.keys()
    assert not called or "@" in text
