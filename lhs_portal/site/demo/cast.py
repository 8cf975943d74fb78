"""The demo's people and organizations, as fixtures/demo tells them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

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
class DemoAssessment:
    title: str
    period_start: date
    period_end: date
    scope: str
    unit: str
    due: date | None
    targets: dict[str, dict[str, Any]]
    saves: tuple[Save, ...]
    preliminary: bool
    submitted: bool


@dataclass(frozen=True, slots=True)
class DemoOrganization:
    profile: dict[str, str]
    parent: str
    verified: bool
    people: tuple[dict[str, str], ...]
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
    """Everyone, leads first, each with what they are on the portal, in words."""
    members = [
        SignIn(
            person["email"], person["name"], f"{Role(person['role']).label}, {told.profile['name']}"
        )
        for told in organizations()
        for person in told.people
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
        people=tuple(told["people"]),
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
        submitted=told.get("submitted", False),
    )
