"""Ratings read as scoring takes them; and never while a round is open."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Value
from django.http import Http404

from assessments import states
from assessments.models import Assessment, Rater, Rating
from assessments.queries import item_ids
from assessments.scoring.ratings import Rating as RatingData
from lhs_portal.accounts.models import User

BLIND = (states.PREPARING, states.RATING)
COLUMNS = ("rater_id", "item_id", "level", "not_applicable", "dont_know", "round")


class RatingsAreBlind(Exception):
    """Nobody may learn a rating before the round is closed: asking for one is a fault of ours."""


def load_rater(user: User, assessment_id: UUID, *, lock: bool = False) -> Rater:
    """The person's part in it, with assessment, organization and version. Raises Http404.

    `lock` holds the rater's row until the transaction ends.
    """
    raters = Rater.objects.taking_part().filter(assessment=assessment_id, user=user)
    if lock:
        raters = raters.select_for_update(of=("self",))
    rater = (
        raters.select_related("assessment__organization", "assessment__framework_version")
        .defer("assessment__framework_version__frame")
        .first()
    )
    if rater is None:
        raise Http404("You are not asked to rate this assessment.")
    return rater


def load_ratings(assessment: Assessment) -> tuple[RatingData, ...]:
    """Those that are in the figures. Raises RatingsAreBlind while a round is open, or before."""
    return load_rated(assessment).ratings


@dataclass(frozen=True, slots=True)
class Rated:
    """What `assessments.anonymity` asks for.

    `rounds` has ratings of later rounds alone; `notes` are texts by item, each with its rater;
    `names` are of those raters alone who chose to be named.
    """

    ratings: tuple[RatingData, ...]
    rounds: dict[tuple[str, str], int]
    notes: dict[str, list[tuple[str, str]]]
    names: dict[str, str]


def load_rated(
    assessment: Assessment, *, items: Collection[str] | None = None, notes: bool = False
) -> Rated:
    """As `load_ratings`, in two queries; of these items alone, and with notes by item if wanted."""
    check_not_blind(assessment)
    ids = item_ids(assessment.framework_version)
    codes = {pk: code for code, pk in ids.items()}
    # Who they are is asked for once a rater, not once a rating.
    raters: dict[int, tuple[str, str]] = {}
    names: dict[str, str] = {}
    for pk, key, role_group, named, name in Rater.objects.filter(assessment=assessment).values_list(
        "pk", "key", "role_group", "named", "user__name"
    ):
        raters[pk] = key.hex, role_group
        if named and name:
            names[key.hex] = name
    rows = Rating.objects.filter(
        rater__assessment=assessment,
        item__framework_version=assessment.framework_version_id,
        in_figures=True,
    )
    if items is not None:
        rows = rows.filter(item__in=[ids[code] for code in items])
    ratings: list[RatingData] = []
    rounds: dict[tuple[str, str], int] = {}
    texts: dict[str, list[tuple[str, str]]] = {}
    for rater, item, level, not_applicable, dont_know, number, note in rows.values_list(
        *COLUMNS, F("note") if notes else Value("")
    ):
        (key_of_rater, role_group), code = raters[rater], codes[item]
        ratings.append(RatingData(key_of_rater, code, role_group, level, not_applicable, dont_know))
        if number > 1:
            rounds[key_of_rater, code] = number
        if note:
            texts.setdefault(code, []).append((note, key_of_rater))
    return Rated(tuple(ratings), rounds, texts, names)


def is_blind(assessment: Assessment) -> bool:
    """Whether ratings are still given, or not yet: nobody may learn any of them."""
    return assessment.state in BLIND


def check_not_blind(assessment: Assessment) -> None:
    if is_blind(assessment):
        raise RatingsAreBlind(f"{assessment.pk} is {assessment.state}")
