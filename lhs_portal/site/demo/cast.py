"""The demo's people and organizations, as fixtures/demo tells them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assessments.states import TOGETHER
from lhs_portal.accounts.codes import PortalRole, Role
from lhs_portal.environment import BASE_DIR

FOLDER = BASE_DIR / "fixtures" / "demo"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person whom a visitor of the demo can be."""

    email: str
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Save:
    """What one person saved in one go: item code → {level | na | dont_know, reason, note}."""

    by: str
    answers: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Decision:
    item: str
    choice: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """Who rates in which role group, and what: rater → section → choices in framework order.

    `invited` have not come yet. `settle` is True where all but the contested items are accepted.
    """

    raters: dict[str, str]
    invited: dict[str, str]
    ratings: dict[str, dict[str, list[str]]]
    notes: dict[str, dict[str, str]]
    opened: bool
    closed: bool
    settled: bool
    decisions: tuple[Decision, ...]
    dissent: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class DemoAssessment:
    title: str
    mode: str
    period_start: date
    period_end: date
    scope: str
    unit: str
    due: date | None
    targets: dict[str, dict[str, Any]]
    saves: tuple[Save, ...]
    preliminary: bool
    submitted: bool
    sponsor: str
    office: str  # as which the sponsor signs; empty where the signature is awaited
    rating: Rating | None
    evidence: tuple[dict[str, Any], ...]
    comments: tuple[dict[str, str], ...]
    assigned: tuple[dict[str, str], ...]
    plan: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class DemoOrganization:
    profile: dict[str, str]
    parent: str
    verified: bool
    author_may_sign: bool
    people: tuple[dict[str, str], ...]
    raters: tuple[dict[str, str], ...]
    assessments: tuple[DemoAssessment, ...]

    @property
    def lead(self) -> str:
        return next(person["email"] for person in self.people if person["role"] == Role.LEAD)


def _read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(path.read_text())
    return document


def password() -> str:
    return str(_read(FOLDER / "people.yaml")["password"])


def portal_people() -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = _read(FOLDER / "people.yaml")["people"]
    return people


def organizations() -> list[DemoOrganization]:
    return [
        _organization(_read(path)) for path in sorted((FOLDER / "organizations").glob("*.yaml"))
    ]


def sign_ins() -> list[SignIn]:
    """Everyone, leads first, then members, then raters, each with their part in words."""
    members = [
        SignIn(
            person["email"], person["name"], f"{Role(person['role']).label}, {told.profile['name']}"
        )
        for told in organizations()
        for person in told.people
    ]
    members += [
        SignIn(rater["email"], rater["name"], f"Rater, {told.profile['name']}")
        for told in organizations()
        for rater in told.raters
    ]
    members.sort(key=lambda person: not person.part.startswith(Role.LEAD.label))
    return members + [
        SignIn(
            person["email"],
            person["name"],
            ", ".join(PortalRole(role).label for role in person["roles"]),
        )
        for person in portal_people()
    ]


def _organization(told: dict[str, Any]) -> DemoOrganization:
    return DemoOrganization(
        profile=told["profile"],
        parent=told.get("parent", ""),
        verified=told["verified"],
        author_may_sign=told.get("author_may_sign", False),
        people=tuple(told["people"]),
        raters=tuple(told.get("raters", [])),
        assessments=tuple(_assessment(one) for one in told.get("assessments", [])),
    )


def _assessment(told: dict[str, Any]) -> DemoAssessment:
    return DemoAssessment(
        title=told["title"],
        period_start=told["period"][0],
        period_end=told["period"][1],
        scope="unit" if told.get("unit") else "whole",
        unit=told.get("unit", ""),
        due=told.get("due"),
        targets=told.get("targets", {}),
        saves=tuple(Save(one["by"], one["answers"]) for one in told.get("saves", [])),
        preliminary=told.get("preliminary", False),
        mode=told.get("mode", TOGETHER),
        rating=_rating(told) if "rating" in told else None,
        evidence=tuple(told.get("evidence", [])),
        comments=tuple(told.get("comments", [])),
        assigned=tuple(told.get("assign", [])),
        plan=tuple(told.get("plan", [])),
        submitted=told.get("submitted", False) or "office" in told,
        sponsor=told.get("sponsor", ""),
        office=told.get("office", ""),
    )


def _rating(told: dict[str, Any]) -> Rating:
    rating, settle = told["rating"], told.get("settle", {})
    name = rating.get("ratings")
    ratings = _read(FOLDER / "ratings" / f"{name}.yaml") if name else {}
    return Rating(
        raters=rating["raters"],
        invited=rating.get("invited", {}),
        ratings={
            rater: {subject: choices.split() for subject, choices in sections.items()}
            for rater, sections in ratings.items()
        },
        notes=rating.get("notes", {}),
        opened=rating.get("opened", False),
        closed=rating.get("closed", False),
        settled=settle.get("accept", False),
        decisions=tuple(
            Decision(one["item"], str(one["level"]), one["reason"])
            for one in settle.get("decisions", [])
        ),
        dissent=tuple(settle.get("dissent", [])),
    )
