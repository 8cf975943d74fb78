"""Rounds of rating through the product's own actions: raters who join, rate, and a round's end."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from assessments import states
from assessments.actions import (
    accept_rater_invitation,
    close_round,
    invite_rater,
    open_round,
    reopen_round,
)
from assessments.models import Assessment, Rater, Rating
from commitments.models import FrameworkVersion, Item
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_assessment
from tests.cast import make_person

FIRST_NAMES = (
    *("Ines", "Jo", "Kofi", "Lena", "Mats", "Nia", "Omar", "Pia", "Quinn", "Rosa"),
    *("Sam", "Tess", "Uma", "Viktor", "Wen", "Xavi", "Yara", "Zoe", "Amal", "Bela"),
)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def make_independent(
    organization: Organization, version: FrameworkVersion, by: User, **details: Any
) -> Assessment:
    """Preparing; nobody is invited."""
    return make_assessment(organization, version, by, mode=states.INDEPENDENT, **details)


def make_rater(
    assessment: Assessment,
    by: User,
    name: str = "Ines Falk",
    *,
    role_group: str = "clinical-front-line",
    sections: Iterable[str] | None = None,
    person: User | None = None,
) -> Rater:
    """Invited by the lead `by`, and joined. Without `person` an account is made for the name."""
    person = person or make_person(name)
    invitation = invite_rater(
        assessment=assessment, email=person.email, role_group=role_group, sections=sections, by=by
    )
    return accept_rater_invitation(invitation, by=person)


def make_raters(
    assessment: Assessment,
    by: User,
    count: int,
    *,
    role_group: str = "clinical-front-line",
    sections: Iterable[str] | None = None,
    first: int = 0,
) -> list[Rater]:
    """`first` begins later in the list of names, for a second call."""
    names = FIRST_NAMES[first : first + count]
    assert len(names) == count
    return [
        make_rater(assessment, by, f"{name} Berg", role_group=role_group, sections=sections)
        for name in names
    ]


def open_for_rating(assessment: Assessment, by: User, *, days: int = 14) -> Assessment:
    return open_round(assessment=assessment, closes_on=in_days(days), by=by)


def close(assessment: Assessment, by: User) -> Assessment:
    return close_round(assessment=assessment, by=by)


def open_again(assessment: Assessment, by: User, *, days: int = 7) -> Assessment:
    return reopen_round(
        assessment=assessment, closes_on=in_days(days), reason="Two were on leave.", by=by
    )


def store_ratings(rater: Rater, levels: Mapping[str, int | None], *, number: int = 1) -> None:
    """By item code; None is “don’t know”. Rows as the action that saves ratings leaves them."""
    version = rater.assessment.framework_version_id
    for item in Item.objects.filter(framework_version=version, code__in=levels):
        level = levels[item.code]
        Rating.objects.create(
            rater=rater, item=item, level=level, dont_know=level is None, round=number
        )
