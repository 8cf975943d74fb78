"""What deserves talk, on paper."""

import re

import pytest
from django.urls import reverse

from assessments.actions import decide
from assessments.merging import Seen
from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.settling_factories import make_settling
from tests.cast import client_of

EVERYTHING = [
    f"{subject}.{n}"
    for subject in ("engaged", "safe", "effective", "S1", "S2", "F1", "F2")
    for n in (1, 2, 3, 4)
]
RATED = {
    **dict.fromkeys(EVERYTHING, "3 3 3 3"),
    "engaged.3": "0 0 4 4",
    "safe.1": "1 1 1 1 1 1 1 1 1 4",
    "safe.2": "0 4 0 4 na dk",
    "safe.3": "1 2",
}


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_settling(
        organization,
        framework,
        alice,
        RATED,
        notes={"safe.2": {0: "<b>At night</b>"}, "safe.3": {0: "Only I"}},
    )


def page(assessment: Assessment, person: User) -> str:
    url = reverse("assessments:agenda", args=[assessment.pk])
    return client_of(person).get(url).content.decode()


def test_the_agenda_has_what_deserves_talk_in_its_order(rated: Assessment, rhea: User) -> None:
    html = page(rated, rhea)
    assert re.findall(r"<h2>How is (\S+) done\?</h2>", html) == [
        "safe.2",
        "engaged.3",
        "safe.1",
        "safe.3",
    ]
    assert html.count('class="write"') == 4
    assert "4 items" in html


def test_an_item_says_its_distribution_in_words_and_its_notes(
    rated: Assessment, alice: User
) -> None:
    html = page(rated, alice)
    assert (
        "2 said 0 Level 0, 2 said 4 Level 4. 1 chose “Not applicable”, 1 chose “Don’t know”."
    ) in html
    assert "&lt;b&gt;At night&lt;/b&gt;" in html
    assert "Two raters gave a level: they are within one level of each other." in html
    assert "Only I" not in html


def test_what_is_decided_leaves_the_agenda(rated: Assessment, alice: User) -> None:
    decide(assessment=rated, item="safe.2", choice="2", reason="Met", seen=Seen(0), by=alice)
    assert "How is safe.2 done?" not in page(rated, alice)
