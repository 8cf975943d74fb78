"""Puts a running portal into the states that its pages show: `python -m tests.browser.staging`.

Prints JSON: names of the stage → what stands in addresses, and a session for each person. Sessions
are made here, so that pages that want a recent sign-in show themselves for the whole walk.
"""

import json
from datetime import timedelta
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.http import HttpRequest

from tests.browser.draft_stage import drafts
from tests.browser.dry_run_stage import dry_runs
from tests.browser.field_stage import field
from tests.browser.hub_stage import stories
from tests.browser.import_stage import imports
from tests.browser.migration_stage import migrated
from tests.browser.rated_stage import rated
from tests.browser.release_stage import releases, shared

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TWO_STEPS = "tessa@portal.example"
KEY_HOLDER = "kirill@portal.example"
NEWCOMER = "nelly@portal.example"
A_DAY = 86_400


def stage() -> dict[str, Any]:
    from django.db import transaction
    from django.utils import timezone

    from assessments.models import Assessment
    from lhs_portal.accounts.actions.invitations import invite, withdraw
    from lhs_portal.accounts.actions.organizations import register_organization
    from lhs_portal.accounts.models import Membership, Organization, User
    from reports.actions import request_report
    from reports.models import Kind, Report, State
    from tests.cast import PROFILE

    riverbend = Organization.objects.get(name="Riverbend Community Hospital")
    done = riverbend.assessments.get(title="Yearly self-assessment 2026")
    begun = Assessment.objects.get(title="Before the accreditation visit")
    halfway = Assessment.objects.get(title="System baseline 2026–27")
    titled = {
        "voices": "Many voices 2027",
        "fall": "Heart and Vascular Center, fall 2026",
        "spring": "Heart and Vascular Center, spring 2026",
        "medicare": "Medicare line, fall 2026",
        "department": "The whole department, 2027",
    }
    rounds = {name: Assessment.objects.get(title=title) for name, title in titled.items()}
    nora = User.objects.get(email="nora@riverbend.example")
    joss = User.objects.get(email="joss@tamarack.example")
    marisol = Membership.objects.get(user__email="marisol@riverbend.example")
    seen = Organization.objects.visible_to(nora).get(pk=riverbend.pk)
    _, token = invite(seen, by=nora, email="walk@newcomer.example", role="reader")
    ended, ended_token = invite(seen, by=nora, email="gone@newcomer.example", role="reader")
    withdraw(ended, by=nora)
    states: tuple[dict[str, Any], ...] = (
        {"state": State.FAILED, "error": "The PDF could not be written. All answers are kept."},
        {"state": State.QUEUED, "not_before": timezone.now() + timedelta(days=1)},
    )
    reports = []
    for changes in states:
        with transaction.atomic():  # no worker sees it in between
            reports.append(request_report(assessment=begun, kind=Kind.PRELIMINARY, by=joss))
            Report.objects.filter(pk=reports[-1].pk).update(**changes)
    failed, waiting = reports
    ask_locally(begun, joss)
    own = request_report(assessment=begun, kind=Kind.PRELIMINARY, by=joss)
    people = make_people()
    empty = register_organization(by=people[TWO_STEPS], **{**PROFILE, "name": "Empty Bay Clinic"})
    return {
        "riverbend": riverbend.pk,
        "empty": empty.pk,
        "marisol": marisol.pk,
        "invitation": token,
        "ended": ended_token,
        "done": done.pk,
        "begun": begun.pk,
        "halfway": halfway.pk,
        **{name: told.pk for name, told in rounds.items()},
        **evidence_of(rounds["fall"]),
        "team": rounds["spring"].reports.get().pk,
        "report": done.reports.get().pk,
        "report_digest": done.reports.get().frozen_digest,
        "preliminary": halfway.reports.get().pk,
        "failed": failed.pk,
        "waiting": waiting.pk,
        "own": own.pk,
        "action": first_action(rounds["spring"]),
        "value_line": value_line(done, nora),
        **shares(done.reports.get()),
        "changed": Report.objects.get(assessment__title="Annual assessment 2026", number=1).pk,
        "mail": newest_mail(),
        **keys(people),
        **rated(),
        **stories(),
        **(released := releases()),
        **shared(released),
        **field(),
        **(drafted := drafts()),
        **dry_runs(drafted["changed_draft"], released["release_id"]),
        **imports(drafted),
        **migrated(),
        "sessions": {person.email: make_session(person) for person in User.objects.all()},
    }


def ask_locally(assessment: Any, by: Any) -> None:
    """Two questions of the organization's own, one with its own levels and an answer."""
    from tests.assessments.local_factories import OWN_LEVELS, answer_local, ask

    ask(assessment, by, "Do night shifts learn of what changed?", descriptors=OWN_LEVELS)
    ask(assessment, by, "Does every clinic hold a huddle?", why="It is new.", subject="engaged")
    answer_local(assessment, by, 1, "2", note="Minutes of May 4")


def first_action(assessment: Any) -> Any:
    from reports.plans.models import Action

    return Action.objects.get(assessment=assessment, number=1).pk


def shares(report: Any) -> dict[str, Any]:
    """Tokens of links to a report that a worker may still be making: by page, by files, locked."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from lhs_portal.lib.tokens import digest_of_token
    from reports.models import ShareLink

    now = timezone.now()
    links = {
        "share": {"with_page": True, "files": ["pdf"]},
        "share_of_files": {"with_page": False, "files": ["pdf", "docx"]},
        "share_locked": {"with_page": True, "password": make_password("amber-orchard-73")},
    }
    for token, shown in links.items():
        ShareLink.objects.create(
            report=report,
            token_hash=digest_of_token(f"{token}-token"),
            label="Board, March meeting",
            created_at=now,
            expires_at=now + timedelta(days=30),
            **shown,
        )
    return {token: f"{token}-token" for token in links}


def value_line(assessment: Any, by: Any) -> Any:
    """A number in a value case, entered by the organization."""
    from decimal import Decimal

    from reports.plans.actions.value import ValueContent, add_value_line

    content = ValueContent(
        label="Falls with injury",
        quantity=Decimal(120),
        unit="falls",
        period="year",
        value=Decimal(6000),
        value_unit="$",
        share=Decimal(10),
        source="Incident system, fiscal year 2026",
    )
    line = add_value_line(assessment=assessment.pk, feature="S1", content=content, by=by)
    return line.pk


def make_people() -> dict[str, Any]:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    from lhs_portal.accounts.actions.people import add_person
    from lhs_portal.site.demo import cast

    names = {TWO_STEPS: "Tessa Quill", KEY_HOLDER: "Kirill Adair", NEWCOMER: "Nelly Sørensen"}
    people = {
        email: add_person(email=email, name=name, password=cast.password())
        for email, name in names.items()
    }
    TOTP.activate(people[TWO_STEPS], TOTP_SECRET)
    RecoveryCodes.activate(people[TWO_STEPS])
    Authenticator.objects.create(
        user=people[KEY_HOLDER],
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "The blue key", "credential": {}},
    )
    return people


def keys(people: dict[str, Any]) -> dict[str, Any]:
    """What stands in links of mails, and the key of the key holder."""
    from allauth.account.forms import default_token_generator
    from allauth.account.models import EmailAddress, EmailConfirmationHMAC
    from allauth.account.utils import user_pk_to_url_str

    newcomer = people[NEWCOMER]
    address = EmailAddress.objects.create(
        user=newcomer, email="nelly@second.example", verified=False, primary=False
    )
    return {
        "key": people[KEY_HOLDER].authenticator_set.get().pk,
        "confirmation": EmailConfirmationHMAC(address).key,
        "reset_person": user_pk_to_url_str(newcomer),
        "reset_key": default_token_generator.make_token(newcomer),
    }


def evidence_of(assessment: Any) -> dict[str, Any]:
    from assessments.models import EvidenceUse

    use = EvidenceUse.objects.filter(assessment=assessment).order_by("item").first()
    assert use
    return {"use": use.pk, "version": use.version_id, "piece": use.version.evidence_id}


def newest_mail() -> str:
    from pathlib import Path

    return max(path.stem for path in Path(settings.EMAIL_FILE_PATH).glob("*.log"))


def make_session(person: Any) -> str:
    from allauth.account.internal.flows.login import (
        AUTHENTICATION_METHODS_SESSION_KEY,
        record_authentication,
    )
    from django.contrib.auth import login

    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, person, settings.AUTHENTICATION_BACKENDS[-1])
    record_authentication(request, person, method="password", reauthenticated=True)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += A_DAY
    request.session.save()
    return str(request.session.session_key)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(stage(), default=str))
