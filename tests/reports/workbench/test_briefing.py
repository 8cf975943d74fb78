"""Building a briefing: which views, in which order, and that two editors keep their work."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import is_told
from reports.documents.failure import DocumentFailed
from reports.releases.models import Release
from reports.workbench.models import Briefing
from reports.workbench.saved_queries import load_parts
from tests.cast import client_of
from tests.reports.workbench.sharing import CARE, OPERATIONS, brief, member, save

pytestmark = pytest.mark.django_db

NEW = f"/workbench/groups/{OPERATIONS}/briefing/"


@pytest.fixture
def ada(release: Release) -> User:
    return member("Ada Lindgren", PortalRole.OPERATIONS)


def build(person: User, path: str = NEW, **data: Any) -> Any:
    return client_of(person).post(path, {"title": "Spring", **data})


def test_briefing_has_the_views_with_numbers_in_their_order(ada: User) -> None:
    first, second, out = save(ada, name="A"), save(ada, CARE, "B"), save(ada, name="C")
    numbers = {f"place-{first.pk}": "20", f"place-{second.pk}": "3", f"place-{out.pk}": ""}
    response = build(ada, introduction="Two\nlines.", with_annotations="on", **numbers)
    made = Briefing.objects.get()
    assert response["Location"] == f"/workbench/briefings/{made.pk}/"
    assert load_parts(made) == [second, first]
    assert (made.introduction, made.with_annotations, made.made_by) == ("Two\nlines.", True, ada)
    edit = client_of(ada).get(f"/workbench/briefings/{made.pk}/edit/").content.decode()
    assert edit.index(f'name="place-{second.pk}" value="1"') < edit.index(
        f'name="place-{first.pk}" value="2"'
    )


def test_briefing_needs_a_view_and_no_more_than_twelve(ada: User) -> None:
    views = [save(ada, name=str(number)) for number in range(13)]
    for chosen in ([], views):
        numbers = {f"place-{view.pk}": str(n) for n, view in enumerate(chosen, 1)}
        response = build(ada, introduction="Kept words", **numbers)
        assert response.status_code == 422
        assert "at least one view, and at most 12" in response.content.decode()
        assert "Kept words" in response.content.decode()
    assert not Briefing.objects.exists()


@pytest.mark.parametrize(
    "number", ["0", "-1", "1.5", "abc", "9" * 5000, "100"], ids=lambda n: n[:5]
)
def test_number_that_is_none_is_refused(ada: User, number: str) -> None:
    view = save(ada)
    response = build(ada, **{f"place-{view.pk}": number})
    assert response.status_code == 422
    assert not Briefing.objects.exists()


def test_two_views_cannot_have_one_number(ada: User) -> None:
    views = [save(ada, name=name) for name in ("A", "B")]
    response = build(ada, **{f"place-{view.pk}": "1" for view in views})
    assert response.status_code == 422
    assert "has the number 1 too" in response.content.decode()


def test_view_of_another_group_is_no_choice(ada: User) -> None:
    other = member("Olga Other", PortalRole.STRATEGY)
    theirs = save(other, group="strategy-group")
    assert build(ada, **{f"place-{theirs.pk}": "1"}).status_code == 422


def test_second_editor_overwrites_nothing(ada: User) -> None:
    view = save(ada)
    briefing = brief(ada, [view])
    path = f"/workbench/briefings/{briefing.pk}/edit/"
    place = {f"place-{view.pk}": "1"}
    assert build(ada, path, seen=1, **place).status_code == 302
    late = client_of(ada).post(
        path, {"title": "Mine", "introduction": "My words", "seen": 1, **place}
    )
    assert late.status_code == 409
    for words in ("It is titled “Spring” now", "My words", 'name="seen" value="2"'):
        assert words in late.content.decode()
    assert client_of(ada).post(path, {"title": "Mine", "seen": 2, **place}).status_code == 302
    assert client_of(ada).post(f"/workbench/briefings/{briefing.pk}/delete/").status_code == 302
    events = Event.objects.filter(subject_type="briefing")
    assert [one.verb for one in events] == ["deleted", "changed", "changed", "made"]
    assert all(map(is_told, events))


def test_title_is_given_once_in_a_group(ada: User) -> None:
    view = save(ada)
    brief(ada, [view], title="Spring")
    response = build(ada, **{f"place-{view.pk}": "1"})
    assert response.status_code == 409
    assert Briefing.objects.count() == 1


def test_briefing_whose_views_are_gone_says_so(ada: User) -> None:
    view = save(ada)
    briefing = brief(ada, [view])
    view.delete()
    path = f"/workbench/briefings/{briefing.pk}/"
    assert client_of(ada).get(f"{path}briefing.pdf")["Location"] == path
    assert "It has no views any more" in client_of(ada).get(path).content.decode()


def test_file_that_cannot_be_made_says_so(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> bytes:
        raise DocumentFailed("briefing", "it took longer than 30 s", "typed words")

    monkeypatch.setattr("reports.workbench.views.briefings.render_briefing", fail)
    path = f"/workbench/briefings/{brief(ada, [save(ada)]).pk}/"
    response = client_of(ada).get(f"{path}briefing.pdf", follow=True)
    assert "The file could not be made." in response.content.decode()
    assert "typed words" not in response.content.decode()


def test_file_is_sent_for_keeping(ada: User) -> None:
    briefing = brief(ada, [save(ada)])
    response = client_of(ada).get(f"/workbench/briefings/{briefing.pk}/briefing.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response.content.startswith(b"%PDF-")


def test_form_takes_as_many_queries_whatever_the_group_saved(ada: User) -> None:
    client, taken = client_of(ada), []
    for many in (1, 20):
        for number in range(many):
            save(ada, name=f"{many} {number}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(NEW).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 8
