from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.http import Http404, QueryDict
from hypothesis import given
from hypothesis import strategies as st

from commitments.models import FrameworkVersion
from reports.releases.cuts import Cut, read_cut
from reports.releases.models import Kind, Release
from reports.releases.profile import ATTRIBUTES
from reports.releases.reading import (
    find_cell,
    load_figures,
    load_release,
    load_several_tables,
    load_tables,
    shown_count,
    shown_mean,
    shown_quartiles,
)
from reports.releases.shown import FigureView
from tests.reports.releases.factories import (
    add_figure,
    add_table,
    make_cycle,
    make_prepared,
    publish_rows,
)

CARE = "care-delivery"
OTHERS = "public-health+health-financing"
SECTORS = [[[CARE], ["public-health", "health-financing"]]]
SIZES = [["1-49", "50-249"], ["250-999"], ["1000-4999", "5000-19999", "20000-up"]]
MEASURES = ["safe", "lag:safe"]


@pytest.fixture
def release(framework: FrameworkVersion) -> Release:
    """40 organizations: whole field, sector, and size; "safe" is withheld by size."""
    release = make_prepared(make_cycle(framework))
    whole = add_table(release, {"": 40})[""]
    sector = add_table(release, {CARE: 25, OTHERS: 15}, "sector", SECTORS)
    # The cell of middle size has no members, so it has no row.
    size = add_table(release, {"1-49+50-249": 20}, "size_band", [SIZES])
    add_figure(whole, "safe", "2.4", q1="1.8", median="2.5", q3="3.1", counts="0,5,15,15,5")
    add_figure(whole, "lag:safe", "-3.9")
    add_figure(sector[CARE], "safe", "3.9")
    add_figure(sector[OTHERS], "safe", "0.1")
    add_figure(size["1-49+50-249"], "lag:safe", "0.3")
    return publish_rows(release)


def statements(read: Callable[[], Any]) -> tuple[Any, list[str]]:
    """What was read, and the statements that were sent for it, without their values."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        return read(), sent


def ask(text: str) -> Cut | None:
    return read_cut(QueryDict(text))


def test_an_address_is_read_in_declared_order() -> None:
    assert ask("") == ask("sector=&region=") == Cut()
    asked = ask("size_band=50-249+1-49&sector=care-delivery")
    assert asked == Cut((("sector", CARE), ("size_band", "1-49+50-249")))
    assert asked is not None
    assert ask(asked.query) == asked
    assert (asked.cell, asked.attributes) == (f"{CARE}|1-49+50-249", ("sector", "size_band"))


@pytest.mark.parametrize(
    "text",
    [
        "parent=mercy",
        "sector=nonsense",
        "sector=care-delivery&sector=public-health",
        "sector=care-delivery+care-delivery",
        "sector=care-delivery+",
        "sector=%00",
        "sector=care-delivery&size_band=1-49&region=west",
    ],
)
def test_outside_of_the_cube(text: str) -> None:
    assert ask(text) is None


def test_what_the_page_reads_itself_is_no_filter() -> None:
    assert read_cut(QueryDict("measure=safe&sector=care-delivery"), also=["measure"]) == Cut(
        (("sector", CARE),)
    )


@given(
    st.dictionaries(
        st.sampled_from([*(one.code for one in ATTRIBUTES), "parent"]),
        st.lists(st.sampled_from([code for one in ATTRIBUTES for code, _ in one.values]))
        | st.lists(st.text(max_size=5), max_size=2),
        max_size=4,
    )
)
def test_every_cut_read_is_canonical(asked: dict[str, list[str]]) -> None:
    query = QueryDict(mutable=True)
    for name, codes in asked.items():
        query[name] = "+".join(codes)
    cut = read_cut(query)
    if cut is not None:
        assert len(cut.filters) <= 2
        assert ask(cut.query) == cut


def test_tables_with_all_their_cells(release: Release, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        whole, sector, size = load_tables(release)
    assert (whole.attributes, [(cell.key, cell.n) for cell in whole.cells]) == ((), [("", 40)])
    assert [group.label for group in sector.axes[0].groups] == ["Care delivery", "All others"]
    assert sector.axes[0].groups[1].names == ("Public health", "Health financing")
    assert [(cell.groups[0].label, cell.n) for cell in size.cells] == [
        ("Fewer than 250", 20),
        ("250 to 999", None),
        ("1,000 or more", None),
    ]
    assert find_cell((whole, sector, size), ask(f"sector={OTHERS}")) == sector.cells[1]
    assert find_cell((whole, sector, size), ask("region=west")) is None
    assert find_cell((whole, sector, size), None) is None


def test_two_attributes_crossed(framework: FrameworkVersion) -> None:
    release = make_prepared(make_cycle(framework))
    cells = add_table(
        release, {f"{CARE}|250-999": 15}, "sector,size_band", [*SECTORS, [["250-999"], ["1-49"]]]
    )
    add_figure(cells[f"{CARE}|250-999"], "safe", "2.0")
    publish_rows(release)
    (table,) = load_tables(release)
    assert [cell.key for cell in table.cells] == [
        f"{CARE}|250-999", f"{CARE}|1-49", f"{OTHERS}|250-999", f"{OTHERS}|1-49",
    ]  # fmt: skip
    figures = load_figures(release, ask(f"sector={CARE}&size_band=250-999"), ["safe"])
    assert shown_mean(figures["safe"]) == "2.0"


def test_figures_of_one_cell(release: Release) -> None:
    figures = load_figures(release, Cut(), MEASURES)
    assert shown_mean(figures["safe"]) == "2.4"
    assert shown_quartiles(figures["safe"]) == "1.8 to 3.1"
    assert [shown_count(count) for count in figures["safe"].counts] == ["0–2", "5", "15", "15", "5"]
    assert shown_mean(figures["lag:safe"]) == "−3.9 or less"


def test_figures_of_a_table(release: Release, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        figures = load_several_tables(release, [("sector",)], MEASURES)[("sector",)]
    assert shown_mean(figures[CARE, "safe"]) == "3.9 or more"
    assert shown_mean(figures[OTHERS, "safe"]) == "0.1 or less"
    assert shown_mean(figures[CARE, "lag:safe"]) == "not shown"
    assert not figures["nonsense", "safe"].shown


def test_a_difference_has_its_sign(release: Release) -> None:
    figures = load_figures(release, ask("size_band=1-49+50-249"), MEASURES)
    assert shown_mean(figures["lag:safe"]) == "+0.3"


def test_what_is_not_shown_is_the_same_whatever_the_cause(
    release: Release, framework: FrameworkVersion
) -> None:
    other = make_prepared(make_cycle(framework, "Autumn 2026"))
    add_figure(add_table(other, {"west": 15}, "region", [[["west"], ["south"]]])["west"], "safe")
    publish_rows(other, 2)
    causes = [
        "size_band=1-49+50-249",  # published, but not of "safe"
        "size_band=250-999",  # empty
        "size_band=1-49",  # part of a group
        "ownership=federal",  # no such table
        "region=west",  # a cell of another release
        "sector=care-delivery&size_band=250-999",  # tables that are not crossed
        "sector=care-delivery&size_band=250-999&region=west",  # three filters
        "sector=nonsense",
        "parent=mercy",
    ]
    answers = [statements(partial(load_figures, release, ask(one), ["safe"])) for one in causes]
    assert answers == [({"safe": FigureView("safe")}, answers[0][1])] * len(causes)
    assert len(answers[0][1]) == 1
    # The same statement as for what is shown.
    assert statements(lambda: load_figures(release, Cut(), ["safe"]))[1] == answers[0][1]


@pytest.mark.parametrize("attributes", [("ownership",), ("sector", "region"), ("nonsense",)])
def test_a_table_that_is_not_published_is_empty(
    release: Release, attributes: tuple[str, ...]
) -> None:
    found, sent = statements(lambda: load_several_tables(release, [attributes], ["safe"]))
    assert found == {attributes: {}}
    assert sent == statements(lambda: load_several_tables(release, [("sector",)], ["safe"]))[1]


def test_only_what_is_published_is_found(release: Release, framework: FrameworkVersion) -> None:
    make_prepared(make_cycle(framework, "Autumn 2026"))
    assert load_release(1) == load_release(1, Kind.FIELD) == release
    for number, kind in [(2, None), (10**30, None), (1, Kind.PARTICIPATION)]:
        with pytest.raises(Http404):
            load_release(number, kind)
