"""Nobody learns a rating while a round is open: not its level, its words, its time, nor that it is.

Two portals that differ in nothing but what others rated, when and how often, answer every request
alike: to leads, contributors, readers, other raters, administrators and strangers.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import (
    invite_rater,
    make_join_link,
)
from assessments.actions.evidence import add_evidence_link
from assessments.actions.join_links import signed_id
from assessments.models import Rater, Rating
from assessments.own_ratings import load_asked
from assessments.rater_mail import token_of
from assessments.reminders import send_due_mail
from commitments.models import FrameworkVersion
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Organization, User
from tests.assessments.blindness import (
    URLCONF,
    Scene,
    ask_everything,
    different,
    routes,
    rows_of_everything,
    undone,
    values_of,
)
from tests.assessments.factories import make_assessment, sign_all
from tests.assessments.pages import fields_of
from tests.assessments.rating_factories import asked_items, fresh, rate_items
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    open_again,
    open_for_rating,
)
from tests.cast import client_of

OPENED = "2026-11-02 09:00:00+00:00"
EARLY, LATE = "2026-11-03 07:12:00+00:00", "2026-11-09 21:47:30+00:00"
ASKED_AT = "2026-11-10 10:00:00+00:00"
PLANTED = "planted-words"
OWN = "words-of-my-own"

pytestmark = [pytest.mark.urls(URLCONF)]


@pytest.fixture
def scene(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    bob: User,
    rhea: User,
    charlie: User,
    adam: User,
) -> Scene:
    """Alice, who leads, bob and two who are no members rate; the first round is open."""
    with time_machine.travel(OPENED, tick=False):
        sign_all(make_assessment(organization, framework, alice, title="Pilot 2025"), alice)
        assessment = make_independent(organization, framework, alice)
        of: dict[str, Any] = {"sections": ["safe", "F1"]}
        raters = (
            make_rater(assessment, alice, role_group="leadership", person=alice, **of),
            make_rater(assessment, alice, role_group="management", person=bob, **of),
            make_rater(assessment, alice, "Ines Falk", **of),
            make_rater(assessment, alice, "Jo Hahn", role_group="finance", **of),
        )
        waiting = invite_rater(
            assessment=assessment, email="kofi@example.org", role_group="quality", by=alice
        )
        link = make_join_link(assessment=assessment, by=alice)
        open_for_rating(assessment, alice)
        add_evidence_link(
            assessment=assessment,
            item="safe.1",
            url="https://example.org/audit",
            title="Audit of May",
            shows="How often",
            level=3,
            dated=date(2026, 5, 4),
            by=alice,
        )
    return Scene(
        assessment,
        raters,
        {
            "assessment_id": (str(assessment.pk),),
            "subject_code": ("safe", "F1"),
            "item_code": ("safe.1", "F1.2"),
            "code": ("safe", "F1", "science"),
            "version": (framework.version,),
            "token": (token_of(waiting), "nonsense"),
            "signed": (signed_id(link),),
            "chart": ("commitments",),
            "kind": ("pdf", "json", "data"),
            "digest": ("5" * 64,),
            "feature_code": ("F1",),
            "key": ("nonsense",),
            "uidb36": ("1",),
            "pk": ("1",),
            "name": ("nonsense",),
            "number": ("1",),
            "page": ("overview",),
            "group": ("wg-operations",),
            "form": ("yaml", "json"),
            "section": ("glossary",),
            "feature": ("F1",),
            "commitment": ("safe",),
            "language": ("es",),
            "a": (framework.version,),
            "b": (framework.version,),
            "batch_id": (str(assessment.pk),),
        },
    )


@pytest.fixture
def browsers(scene: Scene) -> dict[int, Client]:
    """The raters' own, signed in before anything is compared."""
    with time_machine.travel(OPENED, tick=False):
        return {rater.pk: client_of(rater.user) for rater in scene.raters}


def others(scene: Scene, viewer: User | None) -> list[Rater]:
    return [rater for rater in scene.raters if rater.user != viewer]


def rate_much(scene: Scene, browsers: dict[int, Client], viewer: User | None) -> None:
    """Early, item by item, high and wordy, all of it changed once; the names are to be shown."""
    with time_machine.travel(EARLY, tick=False):
        for rater in others(scene, viewer):
            browser = browsers[rater.pk]
            for section in load_asked(fresh(rater)).sections:
                url = address("rate_section", scene, section.code)
                for choice in ("dk", "4"):
                    versions = fields_of(browser.get(url))
                    for code in (item.code for item in section.items):
                        typed = {
                            "choice": choice,
                            "note": f"{PLANTED} {rater.pk} {code}",
                            "version": versions.get(f"i-{code}-version", ""),
                        }
                        data = {f"i-{code}-{part}": text for part, text in typed.items()}
                        browser.post(url, data, headers={"X-Autosave": "1"})
            browser.post(address("rate_named", scene), {"named": "on"})


def rate_little(scene: Scene, browsers: dict[int, Client], viewer: User | None) -> None:
    """Late, one item, low, without a word, by one of them alone."""
    with time_machine.travel(LATE, tick=False):
        browser = browsers[others(scene, viewer)[-1].pk]
        url = address("rate_section", scene, "safe")
        fields = fields_of(browser.get(url))
        browser.post(url, {**fields, "i-safe.4-choice": "0", "go": "back"})


def address(name: str, scene: Scene, *more: str) -> str:
    return reverse(f"assessments:{name}", args=[scene.assessment.pk, *more])


Rate = Callable[[Scene, dict[int, Client], User | None], None]


def begin_later_round(scene: Scene, alice: User) -> None:
    """The first round had a rating of each to two items a section; a second one is open."""
    with time_machine.travel(OPENED, tick=False):
        for rater in scene.raters:
            rate_items(
                rater,
                [code for code in asked_items(rater) if code[-1] in "12"],
                choice="2",
                note=OWN,
            )
        close(scene.assessment, alice)
        open_again(scene.assessment, alice, days=14)


def check_alike(
    scene: Scene,
    viewer: User | None,
    browsers: dict[int, Client],
    *variations: Rate,
    then: Callable[[], Any] = lambda: None,
) -> None:
    """The viewer gets the same whether others rated in the one way or in the other."""
    with time_machine.travel(ASKED_AT, tick=False):
        session = client_of(viewer).cookies[settings.SESSION_COOKIE_NAME].value if viewer else ""
    got = []
    for rate in variations:
        with undone():
            rate(scene, browsers, viewer)
            with time_machine.travel(ASKED_AT, tick=False):
                then()
                got.append(ask_everything(viewer, session, scene))
    one, other = got
    assert not [key for key, text in one.items() if PLANTED in text]
    assert different(one, other) == ""
    check_reach(one, viewer)


def check_reach(seen: dict[tuple[str, ...], str], viewer: User | None) -> None:
    """Or one refusal would have been compared with another."""
    found = {key[0] for key, text in seen.items() if text.startswith("200")}
    assert "about" in found
    if viewer and viewer.memberships.exists():
        assert {"assessments:home", "assessments:history"} <= found
    if viewer and viewer.memberships.filter(role=Role.LEAD).exists():
        assert {"organization_export", "assessments:raters"} <= found
    if viewer and viewer.rates.exists():
        assert {"assessments:rate", "assessments:rate_section"} <= found
        assert any(OWN in text for text in seen.values())


def person_named(name: str, request: pytest.FixtureRequest, scene: Scene) -> User | None:
    if name == "ines":
        return scene.raters[2].user
    return request.getfixturevalue(name) if name != "nobody" else None


def give_own(scene: Scene, viewer: User | None) -> None:
    """What the viewer rated is the same in both portals."""
    with time_machine.travel(OPENED, tick=False):
        for rater in scene.raters:
            if rater.user == viewer:
                rate_items(rater, asked_items(rater, "safe")[:3], choice="1", note=OWN)


@pytest.mark.parametrize("name", ["alice", "bob", "rhea", "ines", "adam", "charlie", "nobody"])
def test_first_round_looks_alike_whatever_others_rate(
    scene: Scene, browsers: dict[int, Client], request: pytest.FixtureRequest, name: str
) -> None:
    viewer = person_named(name, request, scene)
    give_own(scene, viewer)
    check_alike(scene, viewer, browsers, rate_much, rate_little)


@pytest.mark.parametrize("name", ["alice", "ines"])
def test_later_round_looks_alike_whatever_others_rate(
    scene: Scene,
    alice: User,
    browsers: dict[int, Client],
    request: pytest.FixtureRequest,
    name: str,
) -> None:
    begin_later_round(scene, alice)
    viewer = person_named(name, request, scene)
    check_alike(scene, viewer, browsers, rate_much, rate_little)


@pytest.mark.parametrize("name", ["alice", "ines"])
def test_late_ratings_of_fewer_than_three_stay_unknown_after_the_close(
    scene: Scene,
    alice: User,
    browsers: dict[int, Client],
    request: pytest.FixtureRequest,
    name: str,
) -> None:
    """As many, at the same items: how many wait may be told, not what they say."""
    begin_later_round(scene, alice)
    viewer = person_named(name, request, scene)

    def rate(choice: str, note: str) -> Rate:
        def rate_so(scene: Scene, browsers: dict[int, Client], viewer: User | None) -> None:
            with time_machine.travel(LATE, tick=False):
                for rater in others(scene, viewer)[-2:]:
                    rate_items(rater, ["safe.3", "safe.4"], choice=choice, note=note)

        return rate_so

    def end() -> None:
        close(scene.assessment, alice)

    check_alike(scene, viewer, browsers, rate("4", PLANTED), rate("0", "x"), then=end)


def test_walk_makes_an_address_for_every_route(scene: Scene) -> None:
    for route in routes():
        for part in route.parts:
            assert values_of(part, scene)


def test_ratings_leave_a_trace_in_no_other_table(scene: Scene, browsers: dict[int, Client]) -> None:
    """No event, no time, no count: so nothing that reads other tables can tell of them."""
    before = rows_of_everything()
    rate_much(scene, browsers, None)
    assert Rating.objects.count() == 4 * 8
    assert rows_of_everything() == before


def test_ratings_send_no_mail_and_no_line_to_the_log(
    scene: Scene,
    browsers: dict[int, Client],
    lines: Callable[[], list[dict[str, Any]]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    mail.outbox.clear()
    before = lines()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        rate_much(scene, browsers, None)
        rate_little(scene, browsers, None)
    assert lines() == before
    assert mail.outbox == []
    assert callbacks == []
    browsers[scene.raters[0].pk].get(reverse("home"))
    assert [line["route"] for line in lines() if line["event"] == "request"] == ["home"]


def test_mail_of_the_round_is_alike_whatever_others_rate(
    scene: Scene, browsers: dict[int, Client]
) -> None:
    """Reminders, digests and whatever else falls due."""

    def mails(rate: Rate) -> list[tuple[str, list[str], str]]:
        mail.outbox.clear()
        with undone():
            rate(scene, browsers, None)
            for day in ("2026-11-10", "2026-11-15"):
                with time_machine.travel(f"{day} 10:00:00+00:00", tick=False):
                    send_due_mail(timezone.now())
        return [(sent.subject, sent.to, str(sent.body)) for sent in mail.outbox]

    one, other = mails(rate_much), mails(rate_little)
    assert len(one) > 3
    assert one == other
    assert PLANTED not in str(one)
