"""Granite Falls Hospital, while a newer framework is published: run on a running portal.

`python -m tests.browser.migration_scene` publishes it and prints JSON: addresses, and a session for
the lead. Run again, it withdraws the version, so that other journeys find 2024.12 as the newest.
"""

import json
from typing import Any

import django

from tests.browser.migration_stage import publish, withdraw
from tests.browser.staging import make_session

NEXT = "2025.7"


def scene() -> dict[str, Any]:
    from assessments.queries import newest_framework
    from lhs_portal.accounts.codes import Role
    from tests.assessments.factories import answer_all, make_assessment, sign_all
    from tests.cast import make_member, make_organization, make_person

    maud = make_person("Maud Eriksen")
    organization = make_organization(maud, name="Granite Falls Hospital")
    sponsor = make_person("Sefton Adler")
    make_member(organization, sponsor, role=Role.READER, by=maud)
    version = newest_framework()
    assert version
    earlier = make_assessment(organization, version, maud, title="The year before")
    sign_all(earlier, maud)
    answered = make_assessment(organization, version, maud, title="This year")
    answer_all(answered, maud)
    publish(NEXT)
    return {
        "home": f"/a/{answered.pk}/",
        "report": f"/r/{earlier.reports.get().pk}/",
        "session": make_session(maud),
    }


def main() -> None:
    from commitments.models import FrameworkVersion

    if FrameworkVersion.objects.in_use().filter(version=NEXT).exists():
        withdraw(NEXT)
        print("{}")
    else:
        print(json.dumps(scene(), default=str))


if __name__ == "__main__":
    django.setup()
    main()
