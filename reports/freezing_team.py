"""What the raters said and how it was settled, frozen with a report; and read again.

Only what is in the figures: late ratings that wait for company are not in a report.
"""

from collections.abc import Mapping
from typing import Any

from assessments.anonymity import Rounds, redact
from assessments.models import Assessment
from assessments.rating_queries import is_blind, load_rated
from assessments.scoring.input_digest import plain_rating
from assessments.scoring.ratings import Rating
from assessments.settling_queries import load_dissents, load_settlements
from commitments.definition import Definition
from lhs_portal.accounts.models import User


def freeze_team(assessment: Assessment) -> dict[str, Any]:
    """The keys `mode`, `ratings`, `named`, `late`, `settled` and `dissent` of a frozen input."""
    frozen: dict[str, Any] = {"mode": assessment.mode, "ratings": []}
    if not assessment.independent or is_blind(assessment):
        return frozen
    rated = load_rated(assessment)
    settlements = load_settlements(assessment)
    people = dict(
        User.objects.filter(pk__in={row.by for row in settlements.values() if row.by}).values_list(
            "pk", "name"
        )
    )
    return {
        **frozen,
        "ratings": [
            plain_rating(rating)
            for rating in sorted(rated.ratings, key=lambda rating: (rating.rater, rating.item))
        ],
        "named": rated.names,
        "late": sorted([rater, item, number] for (rater, item), number in rated.rounds.items()),
        "settled": {
            code: {
                "how": row.how,
                "reason": row.reason,
                "contested": row.contested,
                "by": people.get(row.by or 0, ""),
            }
            for code, row in settlements.items()
        },
        "dissent": {
            code: [{"author": one.name, "text": one.text} for one in rows]
            for code, rows in load_dissents(assessment).items()
        },
    }


def read_ratings(frozen: Mapping[str, Any]) -> tuple[Rating, ...]:
    """None as long as nothing is settled: ratings alone would make scores, which few may have made.

    Reports that are older than ratings have none.
    """
    answers = frozen["answers"].values()
    if not any(each["level"] is not None or each["na"] or each["dont_know"] for each in answers):
        return ()
    return tuple(
        Rating(
            rater=row["rater"],
            item=row["item"],
            role_group=row.get("role_group", ""),
            level=row.get("level"),
            not_applicable=row.get("na", False),
            dont_know=row.get("dont_know", False),
        )
        for row in frozen.get("ratings", ())
    )


def read_rounds(frozen: Mapping[str, Any]) -> Rounds:
    return {(rater, item): number for rater, item, number in frozen.get("late", ())}


def shown_card(
    card: Mapping[str, Any], frozen: Mapping[str, Any], definition: Definition
) -> dict[str, Any]:
    """The score card as it may leave the portal: see assessments.anonymity."""
    return redact(
        card,
        definition,
        read_ratings(frozen),
        named=frozen.get("named", {}),
        rounds=read_rounds(frozen),
    )


def shown_input(frozen: Mapping[str, Any]) -> dict[str, Any]:
    """The frozen input as it may leave the portal: without what each rater said."""
    return {key: value for key, value in frozen.items() if key not in ("ratings", "named", "late")}
