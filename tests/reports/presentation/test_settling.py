from decimal import Decimal

from reports.presentation.page_raters import SettledView
from tests.reports import samples
from tests.reports.rated_samples import F, L, Q, freeze_rated, settled, small
from tests.reports.samples import Json, answer


def settled_view(frozen: Json, code: str) -> SettledView:
    page = samples.make_page(frozen, small())
    found = next(i.settled for each in page.subjects for i in each.items if i.code == code)
    assert found is not None
    return found


def test_item_says_how_it_was_settled() -> None:
    frozen = freeze_rated({"safe.1": "3 3 3", "safe.2": "0 0 4 4"})
    frozen["settled"]["safe.3"] = settled("suggested")
    frozen["settled"]["safe.4"] = settled("decided", by="")
    del frozen["settled"]["F1.1"]
    assert [settled_view(frozen, code).how_shown for code in ("safe.1", "safe.2", "safe.3")] == [
        "Accepted as the raters gave it.",
        "Decided by Alice Moreno, with a reason.",
        "Not asked of raters: the framework suggests it for the sector.",
    ]
    assert settled_view(frozen, "safe.4").how_shown == "Decided, with a reason."
    assert settled_view(frozen, "F1.1").how_shown == "Not settled yet."
    assert settled_view(frozen, "safe.3").agreement == ""


def test_item_of_three_levels_shows_its_figures() -> None:
    """By hand: 2, 3, 3, 4, 4 has r_wg 0.65 and AD 0.64 (Burke & Dunlap 2002)."""
    view = settled_view(freeze_rated({"safe.1": "2 3 3 4 4 na dk"}), "safe.1")
    assert view.agreement.replace("\N{NO-BREAK SPACE}", " ") == (
        "Five raters gave a level: mean 3.20, median 3.00, 100 % within one level of the median, "
        "AD 0.64, r_wg 0.65. 1 chose “Not applicable”, 1 chose “Don’t know”."
    )
    assert (view.raters, view.mean, view.median, view.ad, view.r_wg) == (
        5, Decimal("3.2"), Decimal(3), Decimal("0.64"), Decimal("0.65"),
    )  # fmt: skip


def test_item_of_two_levels_shows_words_alone() -> None:
    frozen = freeze_rated({"safe.1": "3 3 na", "safe.2": "2 3 dk", "safe.3": "0 4", "safe.4": "3"})
    views = [settled_view(frozen, f"safe.{n}") for n in (1, 2, 3, 4)]
    assert [view.agreement for view in views] == [
        "Two raters gave a level: they agree.",
        "Two raters gave a level: they are within one level of each other.",
        "Two raters gave a level: they are further apart.",
        "Fewer than two raters gave a level.",
    ]
    assert [view.contested for view in views] == [False, False, True, False]
    for view in views:
        assert {view.raters, view.mean, view.median, view.ad, view.r_wg} == {None}


def test_item_shows_names_of_those_who_chose_it_alone() -> None:
    frozen = freeze_rated(
        {"safe.1": "3 3 4 1 na", "safe.2": "3 3 4 1 -"},
        groups=(L, F, Q, F, L),
        named={"r3": "Mats Lind", "r4": "Ines Falk"},
    )
    assert settled_view(frozen, "safe.1").named == (
        ("Mats Lind", "1 Level 1"),
        ("Ines Falk", "Not applicable"),
    )
    assert settled_view(frozen, "safe.2").named == (("Mats Lind", "1 Level 1"),)
    frozen = freeze_rated({"safe.1": "3 4 1"}, named={"r1": "Jonas Berg"})
    assert settled_view(frozen, "safe.1").named == ()  # the other two could be told apart


def test_item_settled_as_contested_stays_so_whatever_came_later() -> None:
    frozen = freeze_rated({"safe.1": "3 3 3"}, {"safe.1": answer(1, reason="It was.")})
    frozen["settled"]["safe.1"] = settled("decided", contested=True, reason="It was.")
    assert settled_view(frozen, "safe.1").contested
