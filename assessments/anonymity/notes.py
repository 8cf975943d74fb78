"""What raters wrote at an item."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from assessments.anonymity.people import FEWEST, Rounds, known_by_name, people_of_item
from assessments.scoring.ratings import Rating


@dataclass(frozen=True, slots=True)
class Note:
    """`rater` is an id; in a note that is shown it is empty where the name is not."""

    text: str
    rater: str = ""


def show_notes(
    notes: Iterable[Note],
    ratings: Iterable[Rating],
    *,
    named: Collection[str] = (),
    rounds: Rounds | None = None,
) -> tuple[Note, ...]:
    """Of one item: without a level, and without a rater but where the item shows her name.

    Their order is that of a digest of the texts, which says nothing.
    """
    notes = [note for note in notes if note.text.strip()]
    people = people_of_item([rating for rating in ratings if rating.given], rounds)
    known = known_by_name(people, named)
    nameless = ({person.rater for person in people} | {note.rater for note in notes}) - known
    enough = len(people) >= FEWEST and len(nameless) >= FEWEST
    shown = [
        note if note.rater in known else Note(note.text)
        for note in notes
        if enough or note.rater in known
    ]
    return tuple(sorted(shown, key=lambda note: (sha256(note.text.encode()).digest(), note.rater)))
