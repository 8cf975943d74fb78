"""Routes × roles, queries, and that nothing tells a withheld figure from an empty one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.models import FrameworkVersion
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from reports.releases.models import Kind, Release
from reports.releases.permissions import READERS
from tests.cast import client_of
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

PAGES = ("overview", "communication", "operations", "infrastructure", "questions", "subjects/safe")
FILES = (
    "overview.csv",
    "communication.csv",
    "operations.csv",
    "infrastructure.csv",
    "questions.csv",
    "subjects/safe.csv",
    "overview/commitments.svg",
    "subjects/safe/items.svg",
)
ADDRESSES = (*(f"{page}/" for page in PAGES), *FILES)
BASIS = "self-selected, not representative"


# Drawn anew for each answer, whatever it is.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
RANDOM_HEADERS = ("X-Request-ID", "Set-Cookie")


def content_of(response: Any) -> bytes:
    return TOKEN.sub(b"", response.content)


def get(client: Client, end: str, number: int = 1) -> Any:
    return client.get(f"/releases/{number}/{end}")


def test_route_by_role(release: Release, with_role: Callable[[PortalRole], Client]) -> None:
    for role in PortalRole:
        client = with_role(role)
        for end in ADDRESSES:
            status = get(client, end).status_code
            assert status == (200 if role in READERS else 404), (role, end)


def test_every_portal_role_reads_releases() -> None:
    """A role that comes later has to be decided on; see the test above."""
    assert set(READERS) == set(PortalRole)


def test_route_does_not_exist_for_members_of_organizations(
    release: Release, alice: User, bob: User, rhea: User, charlie: User
) -> None:
    for person in (alice, bob, rhea, charlie):
        client = client_of(person)
        for end in ADDRESSES:
            assert get(client, end).status_code == 404, (person, end)


def test_stranger_is_asked_to_sign_in(release: Release) -> None:
    for end in ADDRESSES:
        response = get(Client(), end)
        assert response.status_code == 302, end
        assert "next=" in response["Location"]


def test_route_takes_no_post(release: Release, reader: Client) -> None:
    for end in ADDRESSES:
        assert reader.post(f"/releases/1/{end}").status_code == 405, end


def test_there_is_nothing_of_a_release_that_is_not_published(
    version: FrameworkVersion, reader: Client
) -> None:
    publish_release(version, number=3, kind=Kind.PARTICIPATION, tables=(WHOLE,))
    for number in (0, 2, 3, 10**30):
        for end in ADDRESSES:
            assert get(reader, end, number).status_code == 404, (number, end)


def test_page_says_date_basis_and_citation(release: Release, reader: Client) -> None:
    for page in PAGES:
        shown = get(reader, f"{page}/").content.decode()
        assert f"About 120 organizations, {BASIS}" in shown
        assert "September 15, 2026" in shown
        assert "LHS Portal. Field release 1: Cycle 1. Published September 15, 2026." in shown
        assert f'href="/releases/1/{page}.csv"' in shown


def test_page_takes_as_many_queries_whatever_the_release_holds(
    version: FrameworkVersion, reader: Client
) -> None:
    publish_release(version, tables=(WHOLE,), organizations=40)
    groups = (("sector", SECTOR), ("size_band", SIZE), ("region", REGION), ("rurality", SETTING))
    pairs = [TableOf((one, other)) for place, one in enumerate(groups) for other in groups[:place]]
    single = [TableOf((one,)) for one in groups]
    publish_release(version, number=2, tables=(WHOLE, *single, *pairs), organizations=10_000)
    for page in PAGES:
        get(reader, f"{page}/")
        taken = []
        for number in (1, 2):
            with CaptureQueriesContext(connection) as queries:
                assert get(reader, f"{page}/", number).status_code == 200
            taken.append(len(queries))
        assert taken[0] == taken[1] <= 8, page


# Nothing shown

OTHERS = "%2B".join(SECTOR[1])
NOT_SHOWN = {
    "a cell without members": f"?sector={OTHERS}&size_band=1000-4999%2B5000-19999%2B20000-up",
    "a group of no table": "?sector=public-health",
    "two attributes of no table": "?sector=care-delivery&rurality=metropolitan",
    "another table's group": "?sector=care-delivery&size_band=250-999",
    "three filters": "?sector=care-delivery&region=south&rurality=mixed",
    "an unknown attribute": "?parent_system=mercy",
    "an unknown value": "?sector=hospital",
    "one filter twice": "?sector=care-delivery&sector=public-health",
    "a value in no order": "?size_band=250-999%2B1-49",
    "markup": "?sector=%3Cscript%3E",
    "an attribute that is not published": "?ownership=tribal",
}  # fmt: skip
FILTERED = ("overview/", "communication/", "subjects/safe/")
FILTERED_FILES = (
    "overview.csv", "communication.csv", "subjects/safe.csv", "overview/commitments.svg",
    "overview/change.svg", "subjects/safe/items.svg",
)  # fmt: skip


def test_what_is_not_shown_looks_the_same_whatever_its_cause(
    release: Release, reader: Client
) -> None:
    for end in (*FILTERED, *FILTERED_FILES):
        seen = {}
        for cause, query in NOT_SHOWN.items():
            with CaptureQueriesContext(connection) as queries:
                response = get(reader, f"{end}{query}")
            statements = [one["sql"].split(" WHERE ")[0] for one in queries.captured_queries]
            headers = {k: v for k, v in response.headers.items() if k not in RANDOM_HEADERS}
            seen[cause] = (response.status_code, content_of(response), statements, headers)
        first = next(iter(seen.values()))
        assert first[0] == 200
        for cause, each in seen.items():
            assert each == first, (end, cause)


def test_withheld_cell_of_a_published_table_equals_an_empty_one(
    version: FrameworkVersion, reader: Client
) -> None:
    """The cell itself has no row in the one; in the other release the table has none at all."""
    empty = TableOf((("sector", SECTOR),), empty=(SECTOR[0][0],))
    publish_release(version, tables=(WHOLE, empty))
    shown = content_of(get(reader, "overview/?sector=care-delivery"))
    assert b"Not shown" in shown
    assert shown == content_of(get(reader, "overview/?sector=patients-families"))


def test_withheld_measure_is_a_row_without_a_figure(
    version: FrameworkVersion, reader: Client
) -> None:
    publish_release(version, withheld=[("", "", "safe"), ("", "", "item:safe.2")])
    shown = get(reader, "overview/").content.decode()
    assert "Safe: not shown" in shown
    assert 'class="chart-none"' in shown
    csv = get(reader, "overview.csv").content.decode()
    assert '"safe"' not in csv
    assert '"engaged"' in csv
    assert "Item safe.2: not shown." in get(reader, "subjects/safe/").content.decode()


def test_page_with_nothing_chosen_offers_published_groups_alone(
    release: Release, reader: Client
) -> None:
    shown = get(reader, "overview/").content.decode()
    assert 'value="care-delivery"' in shown
    assert 'value="1-49+50-249"' in shown
    assert "All others (Public health" in shown
    assert "ownership" not in shown
    assert 'value="public-health"' not in shown
    assert "Sector with size" in shown


def test_choice_is_kept_on_the_way(release: Release, reader: Client) -> None:
    query = "?sector=care-delivery&size_band=1-49%2B50-249%2B250-999"
    shown = get(reader, f"overview/{query}").content.decode()
    assert "Sector: Care delivery; Size: Fewer than 1,000" in shown
    assert 'value="care-delivery" selected' in shown
    kept = "?sector=care-delivery&amp;size_band=1-49+50-249+250-999"
    for end in ("communication/", "overview.csv", "overview/commitments.svg", "subjects/safe/"):
        assert f"/releases/1/{end}{kept}" in shown


def test_page_of_whole_tables_shows_nothing_under_a_filter(
    release: Release, reader: Client
) -> None:
    for page in ("operations/", "infrastructure/", "questions/"):
        shown = content_of(get(reader, f"{page}?sector=care-delivery"))
        assert b"Not shown" in shown
        assert shown == content_of(get(reader, f"{page}?nonsense=1"))


def test_release_of_the_whole_field_alone_says_so(
    version: FrameworkVersion, reader: Client
) -> None:
    publish_release(version, tables=(WHOLE,), organizations=40, change=False)
    overview = get(reader, "overview/").content.decode()
    assert "too few organizations took part to divide it" in overview
    assert "Change is not shown here" in overview
    operations = get(reader, "operations/").content.decode()
    assert "The field by setting is not shown in this release." in operations
    assert "The field by size is not shown in this release." in operations


def test_release_without_even_the_whole_field(version: FrameworkVersion, reader: Client) -> None:
    publish_release(version, tables=())
    for page in PAGES:
        shown = get(reader, f"{page}/").content.decode()
        assert "Not shown" in shown
        assert "chart-drawing" not in shown


def test_unknown_parts_are_not_found(release: Release, reader: Client) -> None:
    for end in (
        "subjects/nobody/", "subjects/nobody.csv", "nothing.csv", "subject.csv", "subject/items.svg",
        "overview/nothing.svg", "overview/nothing.png", "questions/items.svg",
    ):  # fmt: skip
        assert get(reader, end).status_code == 404, end


def test_heat_tables_have_the_number_in_each_cell(release: Release, reader: Client) -> None:
    operations = get(reader, "operations/").content.decode()
    assert 'id="chart-by-setting"' in operations
    assert 'id="chart-by-size"' in operations
    assert operations.count('<td class="level-') == 4 * (1 + 3) + 4 * (1 + 4)
    infrastructure = get(reader, "infrastructure/").content.decode()
    assert " of 120</td>" in infrastructure
    assert "does not say that one caused the other" in infrastructure


def test_picture_says_where_it_comes_from(release: Release, reader: Client) -> None:
    response = get(reader, "overview/commitments.svg?sector=care-delivery")
    assert response["Content-Type"] == "image/svg+xml"
    shown = response.content.decode()
    assert "Sector: Care delivery" in shown
    assert "Release 1, September 15, 2026" in shown
    assert BASIS.split(",")[0] in shown


def test_picture_as_png(release: Release, reader: Client) -> None:
    response = get(reader, "subjects/safe/items.png")
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert "release-1-subject-safe-items.png" in response["Content-Disposition"]
