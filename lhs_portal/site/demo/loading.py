"""Makes the demo through the product's own actions, so that it can be in no state of its own."""

from typing import Any

from django.db import transaction

from assessments.actions.answers import save_answers
from assessments.actions.start import start_assessment
from assessments.actions.targets import save_targets
from assessments.actions.workflow import submit
from assessments.changes import AnswerChange, TargetChange, content_of
from assessments.models import Assessment
from assessments.queries import load_answers, load_targets
from commitments.models import FrameworkVersion
from lhs_portal.accounts.actions.invitations import accept, invite
from lhs_portal.accounts.actions.organizations import register_organization, verify_organization
from lhs_portal.accounts.actions.people import add_person
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole, Role
from lhs_portal.accounts.models import Organization, User
from lhs_portal.site.demo import cast
from reports.actions import request_preliminary_report


@transaction.atomic
def load_demo() -> bool:
    """Fill an empty portal; False where there are people already: what they typed stays."""
    if User.objects.exists():
        return False
    version = FrameworkVersion.objects.in_use()[:1].get()
    word = cast.password()
    people = {
        person["email"]: add_person(email=person["email"], name=person["name"], password=word)
        for person in [
            *(member for told in cast.organizations() for member in told.people),
            *cast.portal_people(),
        ]
    }
    for person in cast.portal_people():
        for role in person["roles"]:
            grant_role(people[person["email"]], role=role, by=None)
    administrator = next(
        people[person["email"]]
        for person in cast.portal_people()
        if PortalRole.ADMINISTRATOR in person["roles"]
    )
    for told in cast.organizations():
        organization = _organization(told, people, administrator)
        for assessment in told.assessments:
            _assessment(assessment, organization, people[told.lead], people, version)
    return True


def _organization(
    told: cast.DemoOrganization, people: dict[str, User], administrator: User
) -> Organization:
    lead = people[told.lead]
    organization = register_organization(by=lead, once=None, **told.profile)
    for person in told.people:
        if person["email"] != told.lead:
            role = Role(person["role"])
            invitation, _ = invite(organization, by=lead, email=person["email"], role=role)
            accept(invitation, by=people[person["email"]])
    if told.verified:
        verify_organization(organization, by=administrator, parent=told.parent or None)
    return organization


def _assessment(
    told: cast.DemoAssessment,
    organization: Organization,
    lead: User,
    people: dict[str, User],
    version: FrameworkVersion,
) -> None:
    assessment = start_assessment(
        organization=organization,
        framework_version=version,
        title=told.title,
        period_start=told.period_start,
        period_end=told.period_end,
        scope=told.scope,
        unit=told.unit,
        due=told.due,
        by=lead,
    )
    _save_targets(assessment, told.targets, by=lead)
    for save in told.saves:
        _save_answers(assessment, save.answers, by=people[save.by])
    if told.preliminary:
        request_preliminary_report(assessment=assessment, by=lead)
    if told.submitted:
        submit(assessment=assessment, by=lead)


def _save_targets(assessment: Assessment, targets: dict[str, dict[str, Any]], *, by: User) -> None:
    stored = load_targets(assessment)
    changes = [
        TargetChange(
            code,
            stored[code].seen,
            choice=str(told["level"]),
            statement=told.get("statement", ""),
        )
        for code, told in targets.items()
    ]
    if changes:
        save_targets(assessment=assessment, changes=changes, by=by)


def _save_answers(assessment: Assessment, answers: dict[str, dict[str, Any]], *, by: User) -> None:
    stored = load_answers(assessment, notes_of=answers)
    changes = [
        AnswerChange(
            code,
            stored[code].seen,
            choice=_choice(told),
            reason=told.get("reason", content_of(stored[code].entry)["reason"]),
            note=told.get("note", ""),
        )
        for code, told in answers.items()
    ]
    save_answers(assessment=assessment, changes=changes, by=by)


def _choice(told: dict[str, Any]) -> str:
    if told.get("na"):
        return "na"
    return "dk" if told.get("dont_know") else str(told["level"])
