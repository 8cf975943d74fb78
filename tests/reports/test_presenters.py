import dataclasses
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.presentation.page import CommitmentView, ReportPage, SubjectView
from reports.presenters import present_report
from tests.frameworks import make_definition
from tests.reports import samples
from tests.reports.samples import DIGEST, answer, framework, freeze, make_card, make_page

SMALL = make_definition()
ITEMS = [item.code for item in SMALL.items]

answers = st.dictionaries(
    st.sampled_from(ITEMS),
    st.one_of(
        st.integers(0, 4).map(answer),
        st.just(answer(na=True, reason="Not ours.")),
        st.just(answer(dont_know=True)),
        st.just(answer(note="A note alone.")),
    ),
)
targets = st.dictionaries(st.sampled_from(["engaged", "safe", "effective"]), st.integers(0, 4))


def subject(page: ReportPage, code: str) -> SubjectView:
    return next(each for each in page.subjects if each.code == code)


def commitment(page: ReportPage, code: str) -> CommitmentView:
    return next(each for each in page.commitments if each.subject.code == code)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


def safe_page() -> ReportPage:
    """By hand: levels 3, 2, 3, 1 of weight 1, the first two essential; target 3."""
    levels = {"safe.1": 3, "safe.2": 2, "safe.3": 3, "safe.4": 1}
    frozen = freeze(
        {code: answer(level) for code, level in levels.items()}, {"safe": 3}, definition=SMALL
    )
    return make_page(frozen, SMALL)


def test_present_report_shows_the_arithmetic_of_a_subject() -> None:
    safe = subject(safe_page(), "safe")
    assert safe.score.shown == "2.25"
    assert safe.score.of_hundred == 56
    assert safe.score.bounds == ""
    assert safe.score.how == (
        "Coverage: 4 of 4 applicable items with a level; by weight, 100\N{NO-BREAK SPACE}%.",
        "Score: the mean of the levels, (3 + 2 + 3 + 1) ÷ 4 = 2.25 on the scale 0 to 4, or 56 of "
        "100.",
        "Attained level: the lowest level among the applicable essential items, safe.1 at 3 and "
        "safe.2 at 2: 2 Level 2.",
    )


def test_present_report_says_what_holds_back_and_what_it_takes() -> None:
    safe = subject(safe_page(), "safe")
    assert safe.held_back_lead == "Held back from 3 Level 3 by"
    (held,) = safe.held_back_by
    assert (held.code, held.now, held.needs) == ("safe.2", "2 Level 2", "safe.2 at level 3.")
    assert [item.holds_back for item in safe.items] == [False, True, False, False]
    assert safe.items[1].next_descriptor == held.needs


def test_present_report_of_a_gap_names_the_practice_in_words() -> None:
    levels = {"safe.1": 2, "safe.2": 1, "safe.3": 1, "safe.4": 1}
    frozen = freeze(
        {code: answer(level) for code, level in levels.items()}, {"safe": 3}, definition=SMALL
    )
    (gap,) = make_page(frozen, SMALL).gaps
    assert gap.sentence == "1.75 below its target, 3 Level 3."
    assert gap.held_back_lead == "Held back from 2 Level 2 by"
    assert [held.question for held in gap.held_back_by] == [
        str(SMALL.item_by_code["safe.2"].question)
    ]


def test_present_report_of_open_scores_gives_bounds_where_it_ranks_them() -> None:
    page = samples.make_page(samples.essentials())
    assert page.strengths
    for each in (*page.strengths, *page.gaps):
        assert f", possible {subject(page, each.code).score.bounds}" in each.figure


def test_present_report_a_strength_at_risk_says_so() -> None:
    frozen = freeze(
        {item.code: answer(3 if item.subject == "safe" else 1) for item in framework().items}
    )
    (strength,) = make_page(frozen).strengths
    assert strength.sentence.endswith("Ahead of its foundations: at risk.")


def test_present_report_names_all_that_share_a_place() -> None:
    def title(high: set[str]) -> str:
        return make_page(
            freeze(
                {item.code: answer(3 if item.subject in high else 1) for item in framework().items}
            )
        ).commitments_chart.title

    assert title({"safe", "secure"}) == "From 1.00 (eight commitments) to 3.00 (Safe and Secure)"


def test_present_report_tells_no_link_from_not_known() -> None:
    frozen = freeze(
        {item.code: answer(2) for item in framework().items if item.subject not in {"N1", "N2"}}
    )
    page = make_page(frozen)
    carried = {
        (link.commitment, feature.pillar)
        for feature in framework().features
        for link in framework().links_of(feature.code)
    }
    for commitment_, row in zip(framework().commitments, page.heat_table.rows, strict=True):
        for pillar, cell in zip(framework().pillars, row.cells, strict=False):
            linked = (commitment_.code, pillar.code) in carried
            assert (cell.shown == "No link") is not linked
            assert cell.shown != "Not applicable"
    assert "“No link”" in page.heat_table.alt
    assert "“Not known”" in page.heat_table.alt


def test_present_report_shows_the_arithmetic_of_each_cell() -> None:
    page = make_page(samples.full())
    lines = {line.partition(":")[0]: line for line in page.heat_how}
    for row in page.heat_table.rows:
        shown = [cell.shown for cell in row.cells[:-1] if cell.band is not None]
        assert [part.split(" = ")[1].rstrip(".") for part in lines[row.label].split("; ")] == shown


def test_present_report_shows_the_arithmetic_of_a_gap() -> None:
    view = commitment(safe_page(), "safe")
    assert view.gap_how == "Gap: target 3 − score 2.25 = 0.75."
    assert view.target_shown == "3 Level 3"


def test_present_report_shows_the_arithmetic_of_the_through_line() -> None:
    levels = {f"{code}.{n}": level for code, level in (("S1", 1), ("S2", 2)) for n in range(1, 5)}
    levels |= {f"safe.{n}": 3 for n in range(1, 5)}
    page = make_page(freeze({c: answer(v) for c, v in levels.items()}, definition=SMALL), SMALL)
    view = commitment(page, "safe")
    # Safe is carried by S1 (1), S2 (2) and F2 (2), which has no score: 3 of 5 are enough.
    assert view.through_line_how == (
        "Enabling score: strength × score of each feature, (1 × 1.00 [S1] + 2 × 2.00 [S2]) ÷ "
        "(1 + 2) = 1.67. F2 left out without a score.",
        "Lag: score 3.00 − enabling score 1.67 = +1.33. From +0.50 it is ahead of its foundations, "
        "from −0.50 behind them.",
    )
    assert view.through_line == "Safe is ahead of its foundations: at risk."
    assert view.gap_how == (
        "Gap: target 4 (no target is declared, so level 4 stands in) − score 3.00 = 1.00."
    )
    # S2 carries safe with 2 of the 5 of all applicable features, scored or not.
    s2 = next(row for row in page.priorities if row.code == "S2")
    assert s2.leverage_how.startswith("Leverage: (4 − 2.00) ÷ 4 × (1.00 × 2 ÷ 5 [Safe]) = 0.20.")
    assert s2.protects == "Safe"
    assert page.not_ranked == (
        "F1 Feature F1 (provisional title)",
        "F2 Feature F2 (provisional title)",
    )


def test_present_report_shows_weights_where_they_differ() -> None:
    definition = make_definition(weights={"safe.1": "2.5"})
    levels = {f"safe.{n}": n for n in range(1, 5)}
    frozen = freeze({c: answer(v) for c, v in levels.items()}, definition=definition)
    how = subject(make_page(frozen, definition), "safe").score.how[1]
    assert "(2.5 × 1 + 1 × 2 + 1 × 3 + 1 × 4) ÷ (2.5 + 1 + 1 + 1) = 2.09" in how


def test_present_report_of_missing_answers_shows_bounds() -> None:
    frozen = freeze(
        {"safe.1": answer(2), "safe.2": answer(3), "safe.3": answer(dont_know=True)},
        definition=SMALL,
    )
    safe = subject(make_page(frozen, SMALL), "safe")
    assert safe.score.bounds == "1.25 to 3.25"
    assert safe.score.how[2] == (
        "Bounds: two items without a level (safe.3, safe.4). At level 0 throughout the score would "
        "be 1.25, at level 4 throughout 3.25."
    )
    assert [item.state for item in safe.items][2:] == ["dont-know", "unanswered"]


def test_present_report_says_why_a_level_is_not_known() -> None:
    safe = subject(make_page(freeze({"safe.1": answer(2)}, definition=SMALL), SMALL), "safe")
    assert safe.score.value is None
    assert safe.score.absent_because.startswith("No score: less than half of the applicable items")
    assert safe.attained_shown == "Not known"
    assert safe.attained_note == "safe.2 has no level"
    assert safe.held_back_by[0].now == "No answer"


def test_present_report_reads_figures_from_the_card_alone() -> None:
    """A figure that no answer gives is shown as it stands on the card."""
    frozen = samples.full()
    card = json.loads(make_card(frozen))
    card["subjects"]["safe"]["score"] = "1.234567"
    card["indices"]["foundations"]["score"] = "3.987654"
    page = present_report(frozen, card, framework(), digest=DIGEST)
    assert subject(page, "safe").score.value == Decimal("1.234567")
    assert subject(page, "safe").score.shown == "1.23"
    assert page.indices[1].score.shown == "3.99"
    assert "the foundations 3.99 of 4" in page.opening[0]


def test_present_report_refuses_a_card_of_another_framework() -> None:
    frozen = samples.full()
    with pytest.raises(ValueError, match="another framework version"):
        present_report(frozen, json.loads(make_card(frozen)), SMALL, digest=DIGEST)


def test_present_report_counts_what_it_rests_on() -> None:
    page = make_page(samples.full())
    assert page.rests_on == "87 of 88 answers, framework 2024.12"
    assert page.rests_on_detail == (
        "86 with a level, 1 not applicable, 1 “don’t know” (1.1\N{NO-BREAK SPACE}% of the items "
        "that apply), and 0 without an answer."
    )


def test_present_report_preliminary_says_so_first() -> None:
    page = make_page(samples.essentials())
    assert page.headline.startswith("Preliminary: ")
    assert page.identity.kind_shown == "Preliminary report"
    assert page.notices[0].startswith("This report is preliminary.")
    assert all(each.subject.score.bounds for each in page.commitments)


def test_present_report_of_an_empty_sheet_knows_nothing_and_says_so() -> None:
    page = make_page(samples.empty())
    assert page.headline == "Preliminary: no item has a level yet, so there is no score."
    assert page.rests_on == "0 of 88 answers, framework 2024.12"
    assert page.strengths == page.gaps == page.priorities == ()
    assert page.strengths_note == "No commitment has a score."
    assert page.priorities_chart is None
    assert {each.subject.score.shown for each in page.commitments} == {"No score"}


def test_present_report_where_nothing_applies_says_not_applicable() -> None:
    page = make_page(samples.all_not_applicable())
    assert page.headline == "Every item is marked not applicable, so there is no score."
    assert page.rests_on == "88 of 88 answers, framework 2024.12"
    assert {row.shown for row in page.commitments_chart.rows} == {"Not applicable"}
    assert {row.shown for row in page.foundations_chart.rows} == {"Not applicable"}
    assert {row.low for row in page.commitments_chart.rows} == {None}
    assert {each.state_shown for each in page.commitments} == {"Not applicable"}
    assert subject(page, "safe").items[0].reason == "Not what we do."


def test_present_report_all_targets_met_is_the_headline() -> None:
    levels = {item.code: answer(3) for item in framework().items}
    page = make_page(freeze(levels, {"safe": 3, "secure": 2}))
    assert page.headline.startswith("Every declared target is met; strongest in Engaged, Safe")
    assert "every declared target is met" in page.commitments_chart.title


def test_present_report_features_in_full_are_provisional() -> None:
    page = make_page(samples.full())
    for feature in framework().features:
        title = str(feature.name)
        for text in texts((page.opening, page.not_ranked, page.foundations_chart.table)):
            assert title not in text or f"{title} (provisional title)" in text
    assert all(
        row.heading or row.sublabel == "provisional title" for row in page.foundations_chart.rows
    )


def test_present_report_names_the_unit() -> None:
    frozen = samples.empty()
    frozen["assessment"] |= {"scope": "unit", "unit": "Emergency care"}
    assert make_page(frozen).identity.scope == "The unit Emergency care"


@settings(max_examples=150, deadline=None)
@given(answers, targets, st.sampled_from(["final", "preliminary"]))
def test_present_report_of_any_sheet_never_shows_absent_as_zero(
    given_answers: dict[str, Any], given_targets: dict[str, int], kind: str
) -> None:
    frozen = freeze(given_answers, given_targets, kind=kind, definition=SMALL)
    page = make_page(frozen, SMALL)
    assert not [text for text in texts(page) if "None [" in text or "= None" in text]
    for each in page.subjects:
        if each.score.value is None:
            assert each.score.shown == "No score"
            assert each.score.absent_because
    for row in (*page.commitments_chart.rows, *page.foundations_chart.rows):
        assert (row.value is None) == (row.shown in {"No score", "Not applicable"})
    for pair in page.lag_chart.rows:
        assert (pair.state is None) == (pair.shown in {"Not known", "Not applicable"})
    assert len({chart.code for chart in page.charts}) == len(page.charts)
    assert all(chart.title and chart.alt for chart in page.charts)
