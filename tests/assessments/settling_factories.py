"""Assessments whose ratings are in, to be settled: `{"safe.1": "3 3 4 na"}` is rated by four."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.models import Assessment, Rater, Rating
from assessments.queries import item_ids
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization, User
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    open_for_rating,
)
from tests.cast import make_person

GROUPS = ("leadership", "clinical-front-line", "management", "other-front-line", "board", "quality")
CHOICES: dict[str, dict[str, Any]] = {
    "na": {"not_applicable": True},
    "dk": {"dont_know": True},
    **{str(level): {"level": level} for level in range(5)},
}


def rater_address(number: int) -> str:
    return f"rater{number}@example.org"


def add_raters(
    assessment: Assessment, by: User, count: int, *, groups: Sequence[str] = GROUPS
) -> list[Rater]:
    """Asked about everything; rater0@example.org is the same person in every assessment."""
    everything = list(load_definition(assessment.framework_version).items_by_subject)
    return [
        make_rater(
            assessment,
            by,
            role_group=groups[number % len(groups)],
            sections=everything,
            person=User.objects.filter(email=rater_address(number)).first()
            or make_person(f"Rater{number} Berg"),
        )
        for number in range(count)
    ]


def rate(
    rater: Rater,
    choices: Mapping[str, str],
    *,
    notes: Mapping[str, str] | None = None,
    number: int = 1,
) -> None:
    """Rows as the action leaves them: `{"safe.1": "3", "safe.2": "na", "safe.3": "dk"}`."""
    ids = item_ids(rater.assessment.framework_version)
    Rating.objects.bulk_create(
        Rating(
            rater=rater,
            item_id=ids[code],
            round=number,
            note=(notes or {}).get(code, ""),
            **CHOICES[choice],
        )
        for code, choice in choices.items()
    )


def rate_in_order(
    raters: Sequence[Rater],
    ratings: Mapping[str, str],
    *,
    notes: Mapping[str, Mapping[int, str]] | None = None,
    number: int = 1,
) -> None:
    """By item code what each rater chose, “-” for nothing; `notes` by item and place of a rater."""
    for place, rater in enumerate(raters):
        own = {code: row.split()[place : place + 1] for code, row in ratings.items()}
        said = {code: texts.get(place, "") for code, texts in (notes or {}).items()}
        rate(
            rater,
            {code: choice[0] for code, choice in own.items() if choice and choice[0] != "-"},
            notes=said,
            number=number,
        )


def make_settling(
    organization: Organization,
    version: FrameworkVersion,
    by: User,
    ratings: Mapping[str, str],
    *,
    notes: Mapping[str, Mapping[int, str]] | None = None,
    groups: Sequence[str] = GROUPS,
    **details: Any,
) -> Assessment:
    """The round is closed."""
    assessment = make_independent(organization, version, by, **details)
    count = max(len(row.split()) for row in ratings.values())
    raters = add_raters(assessment, by, count, groups=groups)
    open_for_rating(assessment, by)
    rate_in_order(raters, ratings, notes=notes)
    return close(assessment, by)
