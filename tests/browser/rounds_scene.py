"""Blue Mesa Hospital, where many rate: `python -m tests.browser.rounds_scene` on a running portal.

Prints JSON: addresses by name, and a session for each of its people by first name.
"""

import json
from typing import Any

import django

from tests.browser.staging import make_session

LEAD, SECOND_LEAD, SPONSOR = "lottie", "otis", "sibyl"
RATERS = ("hattie", "nolan", "jude", "edith")
VOTER = "rater0"
VOTED = "safe.1"


def scene() -> dict[str, Any]:
    from assessments.actions import make_join_link, open_vote
    from assessments.actions.join_links import signed_id
    from assessments.queries import newest_framework
    from commitments.queries import load_definition
    from lhs_portal.accounts.codes import Role
    from lhs_portal.accounts.models import User
    from tests.assessments.rounds_factories import make_independent, make_rater, open_for_rating
    from tests.assessments.settling_factories import make_settling
    from tests.assessments.signing_factories import settle_all
    from tests.cast import make_member, make_organization, make_person

    lottie = make_person("Lottie Amundsen")
    organization = make_organization(lottie, name="Blue Mesa Hospital")
    version = newest_framework()
    assert version
    second, sponsor = make_person("Otis Varga"), make_person("Sibyl Tran")
    make_member(organization, second, role=Role.LEAD, by=lottie)
    make_member(organization, sponsor, role=Role.READER, by=lottie)
    people = [make_person(f"{name.title()} Marsh") for name in RATERS]

    rated = make_independent(organization, version, lottie, title="Surgery, spring")
    make_rater(rated, lottie, person=people[0], sections=["engaged", "safe"])
    link = make_join_link(assessment=rated, role_group="quality", limit=1, by=lottie)
    open_for_rating(rated, lottie)

    codes = [item.code for item in load_definition(version).items]
    levels = {**dict.fromkeys(codes, "3 3 3 2 3 3"), VOTED: "0 0 4 4 4 0"}
    voting = make_settling(organization, version, lottie, levels, title="Maternity, spring")
    vote = open_vote(assessment=voting, item=VOTED, by=lottie)
    settled = make_settling(organization, version, lottie, levels, title="Whole hospital, 2026")
    settle_all(settled, lottie)
    return {
        "rated": f"/a/{rated.pk}/",
        "voting": f"/a/{voting.pk}/",
        "settled": f"/a/{settled.pk}/",
        "join": f"/join/{signed_id(link)}/",
        "vote": vote.pk,
        "sessions": {
            person.email.partition("@")[0]: make_session(person)
            for person in User.objects.filter(email__endswith="@example.org")
        },
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(scene(), default=str))
