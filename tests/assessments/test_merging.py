import pytest

from assessments.merging import Outcome, Seen, merge

OLD = {"level": 2, "note": "old"}
MINE = {"level": 3, "note": "mine"}
THEIRS = {"level": 1, "note": "theirs"}


def outcome(*, stored: object, version: int, mine: object, seen: Seen) -> Outcome:
    return merge(stored=stored, stored_version=version, posted=mine, mine=mine, seen=seen)


def test_merge_saves_what_was_typed_over_what_was_seen() -> None:
    assert outcome(stored=OLD, version=4, mine=MINE, seen=Seen.of(4, OLD)) is Outcome.SAVE


def test_merge_hands_back_what_collides() -> None:
    assert outcome(stored=THEIRS, version=5, mine=MINE, seen=Seen.of(4, OLD)) is Outcome.CONFLICT


def test_merge_leaves_an_untouched_entry_to_the_colleague() -> None:
    assert outcome(stored=THEIRS, version=5, mine=OLD, seen=Seen.of(4, OLD)) is Outcome.UNCHANGED


def test_merge_takes_equal_content_as_saved_whatever_was_seen() -> None:
    assert outcome(stored=MINE, version=5, mine=MINE, seen=Seen(4)) is Outcome.UNCHANGED


def test_merge_saves_where_nothing_is_stored_yet() -> None:
    assert outcome(stored={}, version=0, mine=MINE, seen=Seen(-1)) is Outcome.SAVE


def test_token_comes_back_as_it_was() -> None:
    seen = Seen.of(17, OLD)
    assert Seen.from_token(seen.token) == seen
    assert Seen.from_token("17") == Seen(17)


@pytest.mark.parametrize("token", ["", "x", "-1", "1:zz", "1:", "٣", "9" * 20, "1:0123456789ab\n"])
def test_token_that_is_none_counts_as_never_seen(token: str) -> None:
    assert Seen.from_token(token).version == -1
