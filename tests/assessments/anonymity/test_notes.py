from assessments.anonymity import Note, show_notes
from tests.assessments.scoring.sheets import ratings_of

NOTES = [Note("We do.", "r1"), Note("We do not.", "r2"), Note("Who?", "r3"), Note("  ", "r4")]


def test_notes_of_three_raters_stand_without_names() -> None:
    shown = show_notes(NOTES, ratings_of(safe_1="3?n"))
    assert {note.text for note in shown} == {"We do.", "We do not.", "Who?"}
    assert {note.rater for note in shown} == {""}


def test_order_of_notes_says_nothing() -> None:
    ratings = ratings_of(safe_1="3?n")
    swapped = [Note("Who?", "r1"), Note("We do.", "r2"), Note("We do not.", "r3")]
    assert show_notes(NOTES, ratings) == show_notes(swapped, ratings)


def test_notes_of_two_raters_are_not_shown() -> None:
    assert show_notes(NOTES[:2], ratings_of(safe_1="33")) == ()


def test_two_raters_who_both_chose_it_are_shown_by_name() -> None:
    notes = NOTES[:2]
    ratings = ratings_of(safe_1="33")
    assert set(show_notes(notes, ratings, named=["r1", "r2"])) == set(notes)
    assert show_notes(notes, ratings, named=["r1"]) == ()


def test_name_stands_where_the_others_can_hide() -> None:
    notes = NOTES[:3]
    ratings = ratings_of(safe_1="3334")
    shown = show_notes(notes, ratings, named=["r1"])
    assert set(shown) == {notes[0], Note("We do not."), Note("Who?")}
    shown = show_notes(notes, ratings, named=["r1", "r2"])
    assert {note.rater for note in shown} == {""}


def test_note_without_a_rating_is_not_told_apart() -> None:
    notes = [Note("We do.", "r1"), Note("I cannot tell.", "r9")]
    ratings = ratings_of(safe_1="333")
    everyone = ["r1", "r2", "r3"]
    assert show_notes(notes, ratings, named=everyone) == (notes[0],)
    assert len(show_notes(notes, ratings)) == 2
