"""Assessments in every state, through the product's own actions, on a small published framework."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from assessments.actions import save_answers, sign, start_assessment, submit
from assessments.changes import AnswerChange
from assessments.models import Assessment
from assessments.queries import load_answers
from assessments.signed_content import digest_of_content
from commitments.actions import publish
from commitments.documents import read_framework
from commitments.importing import import_definition
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Organization, User
from lhs_portal.environment import BASE_DIR
from tests.cast import make_member, make_person
from tests.frameworks import Document, make_document, make_yaml

DETAILS: dict[str, Any] = {
    "title": "Baseline 2026",
    "period_start": date(2026, 1, 1),
    "period_end": date(2026, 6, 30),
}


def publish_framework(document: Document | None = None) -> FrameworkVersion:
    """28 items in 7 subjects: engaged, safe, effective, S1, S2, F1, F2."""
    definition = read_framework(make_yaml(document or make_document()))
    version, _ = import_definition(definition)
    return publish(version=version)


def publish_real_framework() -> FrameworkVersion:
    path = BASE_DIR / "fixtures" / "framework" / "2024.12.yaml"
    version, _ = import_definition(read_framework(path.read_bytes()))
    return publish(version=version)


def make_assessment(
    organization: Organization, version: FrameworkVersion, by: User, **details: Any
) -> Assessment:
    return start_assessment(
        organization=organization, framework_version=version, by=by, **{**DETAILS, **details}
    )


def item_codes(assessment: Assessment) -> list[str]:
    return [item.code for item in load_definition(assessment.framework_version).items]


def answer_items(
    assessment: Assessment, by: User, codes: Iterable[str], *, choice: str = "3", **parts: str
) -> None:
    stored = load_answers(assessment)
    changes = [AnswerChange(code, stored[code].seen, choice, **parts) for code in codes]
    save_answers(assessment=assessment, changes=changes, by=by)


def answer_all(assessment: Assessment, by: User) -> None:
    answer_items(assessment, by, item_codes(assessment))


def make_sponsor(assessment: Assessment, by: User) -> User:
    """Sonia Ekberg reads, and signs."""
    person = User.objects.filter(email="sonia@example.org").first() or make_person("Sonia Ekberg")
    if not person.memberships.filter(organization=assessment.organization_id).exists():
        make_member(assessment.organization, person, role=Role.READER, by=by)
    return person


def submit_answered(assessment: Assessment, by: User) -> Assessment:
    """What is answered already, awaiting the signature of Sonia."""
    return submit(assessment=assessment, sponsor=make_sponsor(assessment, by), by=by)


def submit_all(assessment: Assessment, by: User) -> Assessment:
    """Answered, and awaiting the signature of Sonia."""
    answer_all(assessment, by)
    return submit_answered(assessment, by)


def sign_submitted(assessment: Assessment) -> Assessment:
    assert assessment.sponsor
    return sign(
        assessment=assessment,
        role="Chief executive",
        digest=digest_of_content(assessment),
        by=assessment.sponsor,
    )


def sign_answered(assessment: Assessment, by: User) -> Assessment:
    """What is answered already, submitted and signed."""
    return sign_submitted(submit_answered(assessment, by))


def sign_all(assessment: Assessment, by: User) -> Assessment:
    """Answered, submitted and signed."""
    return sign_submitted(submit_all(assessment, by))
