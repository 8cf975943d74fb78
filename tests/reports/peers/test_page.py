"""The page of peers: routes × roles, what may be chosen, and what tells nothing."""

import json
import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from lhs_portal.audit.models import Event
from reports.models import Report, ReportSettings, State
from reports.queries import load_frozen_definition
from reports.releases.models import Kind, ReleaseMember
from reports.report_settings import request_new_edition
from tests.cast import client_of
from tests.reports.factories import make_framework
from tests.reports.releases.factories import (
    add_figure,
    add_table,
    make_cycle,
    make_prepared,
    publish_rows,
)
from tests.reports.samples import make_card
from tests.reports.workbench.factories import (
    REGION,
    SECTOR,
    SETTING,
    SIZE,
    WHOLE,
    TableOf,
    publish_release,
)

pytestmark = pytest.mark.django_db

# What differs from answer to answer: the token, and the asked address that the languages lead back to.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|[?]next=[^"]*"')
UNKNOWN = (
    "release=1&by=ownership",
    "release=1&by=parent",
    "release=1&by=sector,region",
    "release=1&by=sector,size_band,region",
    "release=1&by=%00",
    "release=1&by=" + "x" * 3000,
    "by=ownership",
)


@pytest.fixture
def ready(report: Report) -> Report:
    return finish(report)


def finish(report: Report) -> Report:
    """With its score card, and without the files, which take long."""
    card = make_card(json.loads(report.frozen_input), load_frozen_definition(report))
    report.state, report.finished_at = State.READY, timezone.now()
    report.score_card, report.scoring_version = card.decode(), "1"
    report.save()
    return report


def address(report: Report, query: str = "") -> str:
    base = reverse("reports:peers", args=[report.pk])
    return f"{base}?{query}" if query else base


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_route_by_role(
    ready: Report, framework: FrameworkVersion, alice: User, bob: User, rhea: User
) -> None:
    publish_release(framework)
    keep = reverse("reports:peers_keep", args=[ready.pk])
    for person, may_keep in ((alice, True), (bob, False), (rhea, False)):
        client = client_of(person)
        response = client.get(address(ready))
        assert response.status_code == 200
        assert ("Show these peers in reports" in text_of(response)) is may_keep
        assert client.post(address(ready)).status_code == 405
        assert client.get(keep).status_code == 405
        posted = client.post(keep, {"release": "1", "by": ""})
        assert posted.status_code == (302 if may_keep else 403)


def test_route_of_others_is_not_found(
    ready: Report, charlie: User, adam: User, other_organization: Organization
) -> None:
    for person in (charlie, adam):
        client = client_of(person)
        assert client.get(address(ready)).status_code == 404
        assert client.post(reverse("reports:peers_keep", args=[ready.pk])).status_code == 404
    for name in ("peers", "peers_keep"):
        send = Client().get if name == "peers" else Client().post
        response = send(reverse(f"reports:{name}", args=[ready.pk]))
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


def test_report_that_is_not_ready_leads_to_its_page(report: Report, alice: User) -> None:
    client = client_of(alice)
    assert client.get(address(report))["Location"] == reverse("reports:detail", args=[report.pk])
    keep = reverse("reports:peers_keep", args=[report.pk])
    client.post(keep, {"release": "1", "by": ""})
    assert not ReportSettings.objects.exists()


def test_without_a_release_the_page_says_so(ready: Report, alice: User) -> None:
    shown = text_of(client_of(alice).get(address(ready)))
    assert "No release of the field has been published for framework 2024.12 yet" in shown


def test_page_sets_own_scores_beside_the_whole_field(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    publish_release(framework)
    shown = text_of(client_of(alice).get(address(ready)))
    assert "The whole field: about 120 organizations, rounded to the nearest 5." in shown
    assert "self-selected, not representative" in shown
    assert "Release 1 of September 15, 2026" in shown
    assert "This organization is not part of these figures." in shown
    assert "the middle half of peers" in shown
    assert not re.search(r"percentile|rank", shown)


def test_only_groups_of_the_own_profile_are_offered(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    publish_release(framework)
    offered = client_of(alice).get(address(ready)).context["offer"].cells
    organization = ready.assessment.organization
    labels = {cell.by: cell.label for cell in offered}
    assert labels[""] == "The whole field"
    assert (
        str(organization.get_sector_display()) in labels["sector"]
        or "All others" in labels["sector"]
    )
    assert "ownership" not in labels
    assert len([by for by in labels if by == "sector"]) == 1


def test_choice_outside_of_what_is_published_tells_nothing(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    publish_release(framework)
    client = client_of(alice)
    client.get(address(ready))
    answers, taken = set(), set()
    for query in UNKNOWN:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(address(ready, query))
        assert response.status_code == 200
        answers.add(TOKEN.sub(b"", response.content))
        taken.add(len(queries))
    assert len(answers) == 1
    assert len(taken) == 1
    assert b"Of these peers figures are not shown." in answers.pop()
    with CaptureQueriesContext(connection) as queries:
        client.get(address(ready, "release=1&by=sector"))
    assert taken == {len(queries)}


def test_withheld_measure_and_missing_cell_look_alike(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    publish_release(framework, withheld=[("", "", "safe")])
    view = client_of(alice).get(address(ready)).context["offer"].view
    safe = next(row for row in view.commitments if row.code == "safe")
    assert (safe.mean_shown, safe.middle_shown, safe.n_shown) == ("not shown",) * 3


def test_releases_that_are_not_of_the_version_are_named_not_offered(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    publish_release(framework, number=1)
    publish_release(make_framework(version="2025.1"), number=2, on=date(2026, 10, 1))
    publish_release(framework, number=3, kind=Kind.PARTICIPATION, tables=(WHOLE,))
    response = client_of(alice).get(address(ready))
    assert [one.number for one in response.context["offer"].releases] == [1]
    assert "it is of framework 2025.1, this report of 2024.12" in text_of(response)
    answers = {
        TOKEN.sub(b"", client_of(alice).get(address(ready, f"release={number}")).content)
        for number in ("2", "3", "4", "-1", "1e3", "%D9%A1", "9" * 400)
    }
    assert len(answers) == 1
    assert b"Of these peers figures are not shown." in answers.pop()


def test_own_answers_in_the_group_are_said(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    """By the profile that the release froze, not by that of today."""
    organization = ready.assessment.organization
    release = make_prepared(make_cycle(framework))
    add_figure(add_table(release, {"": 40})[""], "safe", "2.1")
    sector = organization.sector
    other = "public-health" if sector != "public-health" else "care-delivery"
    cells = add_table(release, {sector: 25, other: 15}, "sector", [[[sector], [other]]])
    add_figure(cells[sector], "safe", "2.2")
    ReleaseMember.objects.create(
        release=release,
        position=0,
        organization=organization.pk,
        report=uuid.uuid4(),
        card_digest="c" * 64,
        system="organization:x",
        attributes={"sector": other},
    )
    publish_rows(release)
    client = client_of(alice)
    part, none = "Answers of this organization are part", "This organization is not part"
    assert part in text_of(client.get(address(ready)))
    assert none in text_of(client.get(address(ready, "release=1&by=sector")))


def test_page_takes_at_most_8_queries_whatever_is_published(
    ready: Report,
    framework: FrameworkVersion,
    alice: User,
) -> None:
    groups = (("sector", SECTOR), ("size_band", SIZE), ("region", REGION), ("rurality", SETTING))
    pairs = [TableOf((one, other)) for place, one in enumerate(groups) for other in groups[:place]]
    client = client_of(alice)
    taken = []
    publish_release(framework, tables=(WHOLE,), organizations=40)
    for number in (0, 2, 3):
        if number:
            singles = [TableOf((one,)) for one in groups]
            publish_release(framework, number=number, tables=(WHOLE, *singles, *pairs))
        client.get(address(ready))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(ready))
        taken.append(len(queries))
    assert len(set(taken)) == 1
    assert taken[0] <= 8


def test_choice_is_frozen_with_the_next_edition(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    publish_release(framework)
    client = client_of(alice)
    by = "sector"
    client.post(reverse("reports:peers_keep", args=[ready.pk]), {"release": "1", "by": by})
    kept = ReportSettings.objects.get()
    assert (kept.peers_release, kept.peers_by) == (1, by)
    event = Event.objects.filter(verb="report settings changed").get()
    assert event.after == {"peers_release": 1, "peers_by": by}
    edition = request_new_edition(assessment=ready.assessment_id, by=alice)
    finish(edition)
    publish_release(framework, number=2, organizations=400)
    detail = reverse("reports:detail", args=[edition.pk])
    shown = text_of(client.get(detail))
    assert "Beside peers" in shown
    assert "Release 1 of September 15, 2026" in shown
    assert "Beside peers" not in text_of(client.get(reverse("reports:detail", args=[ready.pk])))
    csv = client.get(f"{detail}charts/peers-commitments.csv")
    assert csv.status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(detail)
    assert not any("releases_" in query["sql"] for query in queries)


def test_peers_can_be_left_out_again(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    publish_release(framework)
    client = client_of(alice)
    keep = reverse("reports:peers_keep", args=[ready.pk])
    client.post(keep, {"release": "1", "by": ""})
    assert "Leave peers out" in text_of(client.get(address(ready)))
    settings = reverse("reports:settings", args=[ready.assessment_id])
    assert "by release 1" in text_of(client.get(settings))
    client.post(keep, {"release": ""})
    assert ReportSettings.objects.get().peers_release is None
    assert "Reports show no peers" in text_of(client.get(settings))


@pytest.mark.parametrize("asked", [{"release": "1", "by": "ownership"}, {"release": "7", "by": ""}])
def test_what_is_not_published_cannot_be_kept(
    ready: Report, framework: FrameworkVersion, alice: User, asked: dict[str, str]
) -> None:
    publish_release(framework)
    client = client_of(alice)
    keep = reverse("reports:peers_keep", args=[ready.pk])
    response = client.post(keep, asked, follow=True)
    assert "Nothing was saved: of these peers nothing is published." in text_of(response)
    assert not ReportSettings.objects.exists()


def test_choice_that_the_profile_left_shows_nothing_and_says_so(
    ready: Report, framework: FrameworkVersion, alice: User
) -> None:
    release = publish_release(framework)
    ReportSettings.objects.create(
        assessment=ready.assessment, peers_release=release.number, peers_by="ownership"
    )
    edition = request_new_edition(assessment=ready.assessment_id, by=alice)
    finish(edition)
    shown = text_of(client_of(alice).get(reverse("reports:detail", args=[edition.pk])))
    assert "Of these peers figures are not shown." in shown
