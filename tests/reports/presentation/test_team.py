from decimal import Decimal

from reports.presentation.page import ReportPage
from reports.presentation.page_raters import RatersView
from tests.reports import rated_samples, samples
from tests.reports.rated_samples import NINE, F, L, Q, freeze_rated, settled, small
from tests.reports.samples import Json, answer, freeze


def page_of(frozen: Json) -> ReportPage:
    return samples.make_page(frozen, small())


def raters_of(frozen: Json) -> RatersView:
    raters = page_of(frozen).raters
    assert raters is not None
    return raters


def test_present_raters_is_for_independent_ratings_alone() -> None:
    together = freeze({"safe.1": answer(3)}, definition=small())
    assert "mode" not in together  # frozen before there were raters
    for frozen in (together, {**together, "mode": "together"}):
        page = page_of(frozen)
        assert (page.raters, page.role_gap_chart, page.evidence) == (None, None, None)
        assert {item.settled for each in page.subjects for item in each.items} == {None}
        assert "Agreement" not in [note.title for note in page.method]


def test_present_raters_opens_with_who_took_part_and_what_was_settled() -> None:
    frozen = freeze_rated(
        {"safe.1": "3 3 3 3 3 3 3 3 3", "safe.2": "0 0 0 0 4 4 4 4 4"},
        groups=(*[L] * 4, *[F] * 3, Q, Q),
    )
    frozen["settled"]["F2.4"] = settled("suggested")
    assert raters_of(frozen).opening == (
        "Nine raters took part: leadership (4) and others (5).",
        "28 of 28 items are settled: one as the raters gave them, 26 by a decision with its "
        "reason, and one as the framework suggests.",
        "One item was contested.",
    )


def test_present_raters_says_on_what_they_agree_most_and_least() -> None:
    """By hand: AD 0 on Safe, Engaged and S1 share 0.5, F1 has 1."""
    frozen = freeze_rated({"safe.1": "2 2 2 2", "engaged.1": "2 2 3 3", "F1.1": "1 1 3 3"})
    assert raters_of(frozen).opening[-1] == (
        "Raters agree most on Safe (AD 0.00) and least on F1 Feature F1 (provisional title) "
        "(AD 1.00)."
    )
    frozen = freeze_rated({"safe.1": "2 2 2 2", "engaged.1": "1 1 1", "F1.1": "1 1 3 3"})
    assert "most on Engaged and Safe (AD 0.00)" in raters_of(frozen).opening[-1]


def test_present_raters_table_tells_acceptable_from_low() -> None:
    frozen = freeze_rated({"safe.1": "2 2 2 2", "F1.1": "1 1 3 3", "engaged.1": "3 3"})
    raters = raters_of(frozen)
    assert [(row.code, row.ad, row.r_wg_j, row.verdict) for row in raters.agreement] == [
        ("safe", "0.00", "1.00", "Acceptable"),
        ("F1", "1.00", "0.33", "Low"),
    ]
    assert raters.agreement_missing == (
        "Too few raters, on at least one of the items, to show a figure: Engaged, Effective, S1, "
        "S2, and F2."
    )


def test_present_raters_views_are_an_interval_from_five_and_a_range_below() -> None:
    """Every rater gives one level to all four items, so that is her score."""
    safe = {f"safe.{n}": "1 2 3 4 -" for n in (1, 2, 3, 4)}
    engaged = {f"engaged.{n}": "1 2 3 4 4" for n in (1, 2, 3, 4)}
    views = {row.code: row.views for row in raters_of(freeze_rated({**safe, **engaged})).agreement}
    # 2.8 ± 2.776 · 1.30384 ÷ √5 = 1.18 to 4.42, cut to the scale
    assert views["engaged"].replace("\N{NO-BREAK SPACE}", " ") == "1.18 to 4.00 (interval)"
    assert views["safe"].replace("\N{NO-BREAK SPACE}", " ") == "1.00 to 4.00 (range)"


def test_present_raters_without_any_figure_says_so_once() -> None:
    raters = raters_of(freeze_rated({"safe.1": "2 2", "safe.2": "0 4"}))
    assert (raters.agreement, raters.agreement_notes, raters.groups) == ((), (), ())
    assert raters.agreement_missing == (
        "Too few raters to show a figure on any commitment or feature."
    )
    assert raters.opening[0].startswith("Fewer than three raters took part")
    assert raters.gaps_notes[0].startswith("No gap between leaders and front-line staff is shown")


def test_present_raters_contested_item_says_how_it_was_settled_and_who_dissents() -> None:
    frozen = freeze_rated({"safe.1": "0 0 0 4 4 4", "safe.2": "3 3 3"})
    frozen["settled"]["safe.1"]["reason"] = "Nights count."
    frozen["dissent"] = {
        "safe.1": [
            {"author": "Kofi Berg", "text": "Not here."},
            {"author": "", "text": "Nor there."},
        ],
        "safe.2": [{"author": "Kofi Berg", "text": "Two, I would say."}],
    }
    raters = raters_of(frozen)
    (contested,) = raters.contested
    assert (contested.code, contested.settled, contested.reason) == (
        "safe.1",
        "2 Level 2",
        "Nights count.",
    )
    assert [each.author for each in contested.dissents] == ["Kofi Berg", "A former member"]
    assert [each.code for each in raters.dissented] == ["safe.2"]
    assert raters.contested_note == ""


def test_present_raters_contested_item_that_is_open_says_so() -> None:
    frozen = freeze_rated({"safe.1": "0 0 0 4 4 4"}, kind="preliminary")
    del frozen["answers"]["safe.1"], frozen["settled"]["safe.1"]
    raters = raters_of(frozen)
    assert [(row.settled, row.level) for row in raters.contested] == [("Not settled yet", None)]
    assert "One item was contested, of which one is not settled yet." in raters.opening


def test_present_raters_before_anything_is_settled_shows_nothing() -> None:
    frozen = freeze_rated({"safe.1": "0 0 0 4 4 4", "safe.2": "3 3 3"})
    frozen = {**frozen, "answers": {}, "settled": {}, "kind": "preliminary"}
    page = page_of(frozen)
    assert page.raters == RatersView(
        opening=("Nothing is settled yet, so nothing is shown of what raters said.",),
        agreement=(),
        agreement_notes=(),
        agreement_missing="",
        contested=(),
        contested_note="",
        dissented=(),
        gaps_notes=(),
        groups=(),
        groups_note="",
    )
    assert page.rests_on == "0 of 28 answers, framework 2024.12"
    items = [item.settled for each in page.subjects for item in each.items]
    assert {(item.how, item.agreement, item.contested) for item in items if item} == {
        ("", "", False)
    }


def test_present_raters_merges_role_groups_under_three() -> None:
    raters = raters_of(freeze_rated({"safe.1": "3 3 3 3 3 3 3 3 3"}, groups=NINE))
    assert [(row.label, row.count) for row in raters.groups] == [
        ("Clinical front line", 3),
        ("Others", 6),
    ]
    assert raters.groups_note == (
        "Others are leadership, board, other front line, quality and safety, and finance. A role "
        "group of fewer than three raters never stands alone."
    )


def test_report_that_rests_on_raters_says_so_in_its_first_lines() -> None:
    page = samples.make_page(rated_samples.rated())
    assert page.rests_on == "88 of 88 answers settled from what 13 raters said, framework 2024.12"
    preliminary = samples.make_page({**rated_samples.rated(), "kind": "preliminary"})
    assert "settling goes on" in preliminary.notices[0]


def test_method_of_rated_report_explains_agreement_and_what_is_not_shown() -> None:
    titles = [note.title for note in samples.make_page(rated_samples.rated()).method]
    assert titles == [
        "Answers",
        "Ratings, and how they were settled",
        "Agreement",
        "What is not shown of raters, and why",
        "Scores of commitments and features",
        "Evidenced score",
        "Pillars and indices",
        "Through-line, gaps and priorities",
        "Exactness",
        "Signature",
    ]


def test_role_gap_chart_sorts_by_gap_and_states_the_widest() -> None:
    """Leaders' own scores less those of the front line: Safe −1, Engaged +2, S1 +0.5."""
    groups = (L, L, L, F, F, F)
    frozen = freeze_rated(
        {
            **{f"safe.{n}": "1 1 1 2 2 2" for n in (1, 2, 3, 4)},
            **{f"engaged.{n}": "4 4 4 2 2 2" for n in (1, 2, 3, 4)},
            **{f"S1.{n}": "3 3 3 3 3 3" if n < 3 else "3 3 3 2 2 2" for n in (1, 2, 3, 4)},
            **{f"F1.{n}": "3 3 3 2 2 -" for n in (1, 2, 3, 4)},
        },
        groups=groups,
    )
    page = page_of(frozen)
    chart = page.role_gap_chart
    assert chart is not None
    assert chart in page.charts
    assert chart.title == "Leaders see Engaged 2.00 levels higher than front-line staff"
    assert chart.table.rows == (
        ("Engaged", Decimal(4), Decimal(2), Decimal(2)),
        ("Safe", Decimal(1), Decimal(2), Decimal(-1)),
        ("S1 Feature S1 (provisional title)", Decimal(3), Decimal("2.5"), Decimal("0.5")),
    )
    assert page.raters
    assert page.raters.gaps_notes[1] == "Too few raters to show a gap: Effective, S2, F1, and F2."


def test_role_gap_chart_names_the_front_line_where_it_stands_higher() -> None:
    safe = {f"safe.{n}": "1 1 1 2 2 2" for n in (1, 2, 3, 4)}
    alike = {f"safe.{n}": "2 2 2 2 2 2" for n in (1, 2, 3, 4)}
    titles = []
    for ratings in (safe, {**safe, **{k.replace("safe", "S1"): v for k, v in safe.items()}}, alike):
        chart = page_of(freeze_rated(ratings, groups=(L, L, L, F, F, F))).role_gap_chart
        assert chart is not None
        titles.append(chart.title)
    assert titles == [
        "Front-line staff see Safe 1.00 levels higher than leaders",
        "Front-line staff see Safe and S1 1.00 levels higher than leaders",
        "Leaders and front-line staff see all that is compared alike",
    ]
