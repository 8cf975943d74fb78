"""Assessments that are rated independently, in each stage of their round."""

from typing import Any

RUTH = "ruth@example.org"
INES = "ines@example.org"
DANA = "dana@example.org"


def rated() -> dict[str, Any]:
    """Ruth leads, Ines rates, Dana is asked. Keys as names of the stage."""
    from assessments.actions import decide, invite_rater, make_join_link, open_vote, write_dissent
    from assessments.actions.join_links import signed_id
    from assessments.merging import Seen
    from assessments.queries import newest_framework
    from assessments.rater_mail import token_of
    from tests.assessments.meeting_factories import cast_all, hold_vote
    from tests.assessments.rounds_factories import (
        close,
        make_independent,
        make_rater,
        make_raters,
        open_for_rating,
        store_ratings,
    )
    from tests.cast import make_organization, make_person

    ruth = make_person("Ruth Castellano")
    organization = make_organization(ruth, name="Cedar Fork Health")
    version = newest_framework()
    assert version
    preparing, opened, closed = (
        make_independent(organization, version, ruth, title=title)
        for title in ("Raters are invited", "Raters are at work", "Ratings are in")
    )
    make_person("Dana Reyes")
    raters = make_raters(opened, ruth, 4)
    people = [rater.user for rater in raters]
    invitation = invite_rater(assessment=opened, email=DANA, role_group="patient-partner", by=ruth)
    link = make_join_link(assessment=opened, by=ruth)
    open_for_rating(opened, ruth)
    of_closed = [make_rater(closed, ruth, person=person) for person in people]
    open_for_rating(closed, ruth)
    for level, rater in enumerate(of_closed):
        store_ratings(rater, {"safe.1": level, "safe.2": 3, "safe.3": 2})
    close(closed, ruth)
    decide(
        assessment=closed,
        item="safe.1",
        choice="1",
        reason="Four raters, four levels: on two wards of nine it is true today.",
        seen=Seen(0),
        by=ruth,
    )
    write_dissent(assessment=closed, item="safe.1", text="Not at night.", by=people[1])
    hold_vote(closed, "safe.1", "1 1 2 na", ruth)
    cast_all(open_vote(assessment=closed, item="safe.3", by=ruth), "- 3 3")
    return {
        "preparing": preparing.pk,
        "opened": opened.pk,
        "closed": closed.pk,
        "rater": raters[-1].pk,
        "rater_invitation": token_of(invitation),
        "join_link": signed_id(link),
    }
