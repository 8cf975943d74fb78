"""Makes the demo through the product's own actions, so that it can be in no state of its own."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from assessments.actions.answers import save_answers
from assessments.actions.evidence import add_evidence_link
from assessments.actions.signing import sign
from assessments.actions.start import start_assessment
from assessments.actions.talk import assign_section, write_comment
from assessments.actions.targets import save_targets
from assessments.actions.workflow import submit
from assessments.changes import AnswerChange, TargetChange, content_of
from assessments.models import Assessment
from assessments.queries import load_answers, load_targets
from assessments.signed_content import digest_of_content
from commitments.models import FrameworkVersion
from lhs_portal.accounts.actions.invitations import accept, invite
from lhs_portal.accounts.actions.organizations import register_organization, verify_organization
from lhs_portal.accounts.actions.people import add_person
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole, Role
from lhs_portal.accounts.models import Organization, User
from lhs_portal.site.demo import cast
from lhs_portal.site.demo.planning import make_plan
from lhs_portal.site.demo.rating import make_round, settle
from reports.actions import request_preliminary_report


@transaction.atomic
def load_demo() -> bool:
    """Fill an empty portal; False where there are people already: what they typed stays."""
    if User.objects.exists():
        return False
    version = FrameworkVersion.objects.in_use()[:1].get()
    people = {
        person["email"]: add_person(email=person["email"], name=person["name"])
        for person in [
            *(one for told in cast.organizations() for one in (*told.people, *told.raters)),
            *cast.portal_people(),
        ]
    }
    # A hash takes its time on purpose, and everyone here has the same password: one will do.
    User.objects.update(password=make_password(cast.password()))
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
        mode=told.mode,
        by=lead,
    )
    _save_targets(assessment, told.targets, by=lead)
    for save in told.saves:
        _save_answers(assessment, save.answers, by=people[save.by])
    if told.rating:
        make_round(assessment, told.rating, lead=lead, people=people)
    for piece in told.evidence:
        add_evidence_link(assessment=assessment, **{**piece, "by": people[piece["by"]]})
    if told.rating:
        settle(assessment, told.rating, lead=lead, people=people)
    for comment in told.comments:
        write_comment(
            assessment=assessment,
            item=comment["item"],
            text=comment["text"],
            by=people[comment["by"]],
        )
    for one in told.assigned:
        person = people[one["person"]]
        assign_section(
            assessment=assessment, subject=one["subject"], person=person, due=told.due, by=lead
        )
    if told.preliminary:
        request_preliminary_report(assessment=assessment, by=lead)
    if told.submitted:
        _sign(submit(assessment=assessment, sponsor=people[told.sponsor], by=lead), told.office)
    make_plan(assessment, told.plan, people=people)


def _sign(assessment: Assessment, office: str) -> None:
    if assessment.sponsor and office:
        digest = digest_of_content(assessment)
        sign(assessment=assessment, role=office, digest=digest, by=assessment.sponsor)


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
