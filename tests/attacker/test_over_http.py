"""The attacker signs in as a member of a working group, reads everything, and works on that."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from tests.assessments.factories import publish_real_framework
from tests.attacker.attack import attack
from tests.attacker.published import Figure, Knowledge, Published
from tests.attacker.reading import Crawl, crawl, fetch, read_published
from tests.attacker.scene import know, make_cycles, print_figures, release
from tests.attacker.storing import store
from tests.cast import client_of, make_person

SUBJECTS = ("safe", "S1")
# Against forged requests: made anew for each form. Nothing else of a page may differ.
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(?=")')


@dataclass(frozen=True)
class Scene:
    """`printed`: what was put into rows. `crawl`: what a member found."""

    printed: Published
    knowledge: Knowledge
    crawl: Crawl
    reader: Client


def _few(measure: str) -> bool:
    """Enough to see every kind of figure, and few enough for the test command."""
    first, _, rest = measure.partition(":")
    if first == "item":
        return rest.startswith(SUBJECTS)
    return first != "question" or rest.endswith("safe.1")


def _much_the_same(address: str) -> bool:
    """Drawings of the pages' own tables, and pages of further subjects."""
    path, _, query = address.partition("?")
    further = "/subjects/" in path and not path.split("/subjects/")[1].startswith(SUBJECTS)
    # Of two filters at once the files say all that the pages do.
    return (
        path.endswith((".png", ".svg")) or further or (query.count("=") > 1 and ".csv" not in path)
    )


@pytest.fixture
def scene(db: Any) -> Scene:
    released = release(make_cycles(7, 40, 0.02), wanted=_few)
    version = publish_real_framework()
    for number, one in enumerate(released, 1):
        store(version, number, one)
    member = make_person("Mona Member")
    grant_role(member, role=PortalRole.COMMUNICATION, by=None)
    reader = client_of(member)
    pages = ("overview", "communication", "operations", "infrastructure", "questions")
    starts = [f"/releases/{number}/{page}/" for number in (1, 2) for page in pages]
    starts += ["/releases/", "/releases/1/", "/releases/2/"]
    starts += [f"/releases/{number}/subjects/{code}/" for number in (1, 2) for code in SUBJECTS]
    return Scene(
        print_figures(released), know(released), crawl(reader, starts, leave=_much_the_same), reader
    )


def _named(figures: Published) -> dict[tuple[Any, ...], Figure]:
    return {(one.release, frozenset(one.cell), one.measure): one for one in figures.figures}


def test_what_a_member_reads_is_what_was_released_and_holds(scene: Scene) -> None:
    printed, read = _named(scene.printed), _named(read_published(scene.crawl))
    assert read.keys() == printed.keys()  # by the bundle
    for name, figure in read.items():
        stored = printed[name]
        assert (figure.n, figure.counts, figure.quartiles) == (
            stored.n, stored.counts, stored.quartiles,
        )  # fmt: skip
        assert figure.mean == stored.mean
    assert attack(Published(tuple(read.values())), scene.knowledge).won == []
    _questions_outside_of_the_cube_are_all_answered_alike(scene)


def _questions_outside_of_the_cube_are_all_answered_alike(scene: Scene) -> None:
    """Three filters, unknown values, cells of no table: one page, one sequence of queries."""
    page = "/releases/1/overview/"
    guesses = (
        "?sector=care-delivery&size_band=1-49&region=south",
        "?sector=standards-research&rurality=rural",
        "?sector=nowhere",
        "?system=s1",
        "?organization=o1",
        "?size_band=1-49",
    )
    answers = [fetch(scene.reader, f"{page}{guess}") for guess in guesses]
    assert {answer.status for answer in answers} == {200}
    assert len({len(answer.body) for answer in answers}) == 1
    assert len({TOKEN.sub("", answer.text) for answer in answers}) == 1
    assert len({len(answer.queries) for answer in answers}) == 1
    shown = fetch(scene.reader, page)
    assert len(shown.queries) == len(answers[0].queries)
    for address in ("/releases/3/overview/", "/releases/0/overview/", "/releases/1/nothing/"):
        assert fetch(scene.reader, address).status == 404
