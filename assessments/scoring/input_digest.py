"""What a score card rests on, as a digest.

The digest is the SHA-256 of the canonical JSON of `{"answers": …, "ratings": …, "targets": …}` in
the form that `manage.py score` reads. What equals a default is left out: a key of an answer or a
rating that is null, false or an empty text, an answer with no keys left, a rating that says
nothing, and an empty `answers`, `ratings` or `targets`. A declared target of 4 differs from none
and stays; so does `"evidence": 0`, which says that evidence was collected. `reason` and `note` are
parts of an answer, and so of the digest. Ratings stand in the order of rater and item.
"""

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring.ratings import Rating, Ratings
from lhs_portal.lib.canonical import digest_of

Plain = dict[str, int | bool | str]


def input_document(sheet: AnswerSheet, rated: Ratings) -> dict[str, object]:
    """Sheet and ratings as `manage.py score` reads them, without defaults."""
    answers = {
        code: plain for code, answer in sheet.answers.items() if (plain := _plain_answer(answer))
    }
    document: dict[str, object] = {}
    if answers:
        document["answers"] = answers
    if sheet.targets:
        document["targets"] = dict(sheet.targets)
    if rated:
        document["ratings"] = [plain_rating(rating) for rating in rated.rows]
    return document


def input_digest(sheet: AnswerSheet, rated: Ratings) -> str:
    return digest_of(input_document(sheet, rated))


def _plain_answer(answer: Answer) -> Plain:
    plain: Plain = {}
    if answer.level is not None:
        plain["level"] = answer.level
    if answer.not_applicable:
        plain["na"] = True
    if answer.dont_know:
        plain["dont_know"] = True
    if answer.reason:
        plain["reason"] = answer.reason
    if answer.note:
        plain["note"] = answer.note
    if answer.evidence is not None:
        plain["evidence"] = answer.evidence
    return plain


def plain_rating(rating: Rating) -> Plain:
    """A row as `manage.py score` reads it, without defaults."""
    plain: Plain = {"rater": rating.rater, "item": rating.item}
    if rating.role_group:
        plain["role_group"] = rating.role_group
    if rating.level is not None:
        plain["level"] = rating.level
    if rating.not_applicable:
        plain["na"] = True
    if rating.dont_know:
        plain["dont_know"] = True
    return plain
