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
    done = riverbend.assessments.get()
    begun = Assessment.objects.get(title="Before the accreditation visit")
    halfway = Assessment.objects.get(title="System baseline 2026–27")
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
        "report": done.reports.get().pk,
        "preliminary": halfway.reports.get().pk,
        "failed": failed.pk,
        "waiting": waiting.pk,
        "mail": newest_mail(),
        **keys(people),
        "sessions": {person.email: make_session(person) for person in User.objects.all()},
    }


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
