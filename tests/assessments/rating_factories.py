"""Raters who rate, through the product's own actions. Rounds and raters: rounds_factories."""

from collections.abc import Iterable, Mapping

from assessments.actions import finish_section, save_ratings
from assessments.actions.rating import SavedRatings
from assessments.changes import AnswerChange
from assessments.models import Rater
from assessments.own_ratings import load_asked, load_own
from assessments.rating_queries import load_rater


def fresh(rater: Rater) -> Rater:
    """As it stands in the database, with its assessment."""
    assert rater.user
    return load_rater(rater.user, rater.assessment_id)


def asked_items(rater: Rater, *sections: str) -> list[str]:
    """The codes of the items that the rater is asked, of these sections or of all."""
    asked = load_asked(fresh(rater))
    return [code for code, item in asked.items.items() if not sections or item.subject in sections]


def rate_items(
    rater: Rater, codes: Iterable[str], *, choice: str = "3", note: str | None = None
) -> SavedRatings:
    """`choice` is a level as text, or na, or dk. On what the rater has before her: no conflicts."""
    return rate_each(rater, dict.fromkeys(codes, choice), note=note)


def rate_each(rater: Rater, choices: Mapping[str, str], *, note: str | None = None) -> SavedRatings:
    assert rater.user
    now = fresh(rater)
    stored = load_own(now, load_asked(now), notes_of=choices).stored
    changes = [
        AnswerChange(code, stored[code].seen, choice, note=note) for code, choice in choices.items()
    ]
    return save_ratings(assessment=rater.assessment_id, changes=changes, by=rater.user)


def rate_all(rater: Rater, *, choice: str = "3", note: str | None = None) -> None:
    """Every item that is asked, and every section finished."""
    assert rater.user
    rate_items(rater, asked_items(rater), choice=choice, note=note)
    for section in load_asked(fresh(rater)).sections:
        finish_section(assessment=rater.assessment_id, subject=section.code, by=rater.user)
