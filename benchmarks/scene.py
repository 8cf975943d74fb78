"""Fills an empty portal with what is measured; prints it as JSON. Runs in a process of its own.

Eight people of one organization; four assessments of the real framework: the last cycle's, which
is signed; one with every item answered, with a note each, and evidence at every second; one with
four items answered; and one that the eight save to at once. Beside them two whose ratings are in.
"""

import json
import os
import sys
from datetime import date
from typing import Any

import django

from benchmarks.rounds_scene import SECTION, add_rounds

CLIENTS = 8
NOTE = "Minutes of the quality council, May 4; the figures are in the dashboard of the units."


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    django.setup()
    from lhs_portal.processes import preparing

    preparing.prepare_database()
    preparing.prepare_static_files()
    preparing.call_command(
        "load_framework", str(preparing.FRAMEWORK), publish=True, verbosity=0, stdout=sys.stderr
    )
    print(json.dumps(fill()))


def fill() -> dict[str, Any]:
    from assessments.actions import sign, start_assessment, submit
    from assessments.signed_content import digest_of_content
    from commitments.models import FrameworkVersion
    from commitments.queries import load_definition
    from lhs_portal.accounts import codes
    from lhs_portal.accounts.actions.invitations import accept, invite
    from lhs_portal.accounts.actions.organizations import register_organization
    from lhs_portal.accounts.actions.people import add_person

    people = [
        add_person(email=f"person{number}@bench.example", name=f"Person {number}", password=None)
        for number in range(CLIENTS)
    ]
    lead, *colleagues = people
    organization = register_organization(
        by=lead,
        name="Bench Valley Hospital",
        sector=codes.Sector.CARE_DELIVERY,
        type=codes.OrganizationType.HOSPITAL,
        size_band=codes.SizeBand.UNDER_1000,
        census_division=codes.CensusDivision.MOUNTAIN,
        ownership=codes.Ownership.NONPROFIT,
        rurality=codes.Rurality.MIXED,
        parent_claimed="",
    )
    for colleague in colleagues:
        invitation, _ = invite(
            organization, by=lead, email=colleague.email, role=codes.Role.CONTRIBUTOR
        )
        accept(invitation, by=colleague)
    version = FrameworkVersion.objects.in_use().get()
    definition = load_definition(version)
    items = [item.code for item in definition.items]
    ids = {}
    for name, answered in {"last": items, "full": items, "few": items[:4], "crowd": items}.items():
        assessment = start_assessment(
            organization=organization,
            framework_version=version,
            title=f"Baseline 2026, {name}",
            period_start=date(2026, 1, 1),
            period_end=date(2026, 6, 30),
            by=lead,
        )
        _answer(assessment, answered, lead)
        if name == "full":
            _add_evidence(assessment, items, lead)
        ids[name] = str(assessment.pk)
        if name == "last":
            submitted = submit(assessment=assessment, sponsor=colleagues[0], by=lead)
            sign(
                assessment=submitted,
                role="Chief executive",
                digest=digest_of_content(submitted),
                by=colleagues[0],
            )
    for name, assessment in add_rounds(organization, version, lead).items():
        _add_evidence(assessment, [i.code for i in definition.items_by_subject[SECTION]], lead)
        ids[name] = str(assessment.pk)
    return {
        "people": [
            {
                "name": person.name,
                "session": _session(person, "allauth.account.auth_backends.AuthenticationBackend"),
                "bare_session": _session(person, "django.contrib.auth.backends.ModelBackend"),
            }
            for person in people
        ],
        "assessments": ids,
        "items": items,
        "sections": [
            {
                "code": subject.code,
                "name": str(subject.name),
                "items": [
                    {
                        "code": item.code,
                        "question": str(item.question),
                        "why": str(item.why),
                        "descriptors": [str(text) for text in item.descriptors],
                    }
                    for item in definition.items_by_subject[subject.code]
                ],
            }
            for subject in definition.subjects
        ],
    }


def _answer(assessment: Any, codes: list[str], by: Any) -> None:
    from assessments.actions import save_answers
    from assessments.changes import AnswerChange
    from assessments.queries import load_answers

    stored = load_answers(assessment)
    changes = [
        AnswerChange(code, stored[code].seen, str(number % 5), note=NOTE)
        for number, code in enumerate(codes)
    ]
    save_answers(assessment=assessment, changes=changes, by=by)


def _add_evidence(assessment: Any, codes: list[str], by: Any) -> None:
    """A link at every second item."""
    from assessments.actions import add_evidence_link

    for number, code in enumerate(codes[::2]):
        add_evidence_link(
            assessment=assessment,
            item=code,
            url=f"https://bench.example/{assessment.pk.hex[:4]}/minutes/{number}",
            title=f"Minutes of the quality council {number}",
            shows=NOTE,
            level=number % 5,
            dated=date(2023, 5, 4),
            by=by,
        )


def _session(person: Any, backend: str) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person, backend=backend)
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main()
