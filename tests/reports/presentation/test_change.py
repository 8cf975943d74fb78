"""What a report says of change: verdicts in words, and no direction for what did not change."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from reports.charts.specification import Slope
from reports.presentation.page_change import ChangeRow, ChangeView
from tests.reports import change_samples, samples
from tests.reports.change_samples import (
    Sample,
    asking_otherwise,
    compare_frozen,
    cycle,
    make_change,
    make_page,
    moved,
    rated,
)
from tests.reports.rated_samples import F, L, freeze_rated
from tests.reports.samples import framework

DIRECTION = re.compile(
    r"\b(rose|fell|rise|fall|up|down|better|worse|improv\w*|declin\w*|grew|drop\w*|gain\w*|"
    r"increas\w*|decreas\w*|higher|lower)\b|[↑↓▲▼↗↘]",
    re.IGNORECASE,
)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("Rewarding improved outcomes", "N1")
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def row(change: ChangeView, code: str) -> ChangeRow:
    return next(each for each in change.rows if each.code == code)


def pair(earlier: samples.Json, later: samples.Json) -> Sample:
    later = cycle(later, "Spring 2026", 2026)
    return later, compare_frozen(cycle(earlier, "Spring 2025", 2025), later)


def few(count: int, level: int) -> samples.Json:
    said = {item.code: " ".join([str(level)] * count) for item in framework().items}
    return freeze_rated(said, definition=framework(), groups=(L, F, L, F)[:count])


def test_report_without_an_earlier_one_has_no_change() -> None:
    assert samples.make_page(samples.full()).change is None


def test_headline_names_what_changed_and_says_of_all_else_that_it_is_noise() -> None:
    change = make_change(pair(rated(), moved(rated(), {"safe": 1})))
    assert change.headline == (
        "Since Spring 2025 Safe rose by 1.00; nothing else can be told from noise."
    )
    assert change.commitments_chart.title == (
        "Safe rose by 1.00; nothing else among the commitments can be told from noise"
    )
    assert change.features_chart.title == "Nothing among the features can be told from noise"


@pytest.mark.parametrize(
    ("by", "finding"),
    [
        ({}, "nothing can be told from noise"),
        ({"safe": 1, "N3": -1}, "Safe rose by 1.00 and N3 fell by 1.00"),
        ({"safe": 1, "secure": 1}, "Safe and Secure rose by 1.00"),
        ({"safe": 1, "secure": 1, "N3": -1}, "Safe and Secure rose by 1.00, and N3 fell by 1.00"),
        (
            {"safe": 1, "engaged": 1, "effective": 1, "secure": 1, "N3": -1, "C2": -1},
            "four commitments rose by 1.00, and N3 and C2 fell by 1.00",
        ),
        (
            {"safe": 2, "engaged": 1, "effective": 1, "S1": 1},
            "four commitments and features rose (Safe most, by",
        ),
    ],
)
def test_headline_of_few_and_of_many(by: Mapping[str, int], finding: str) -> None:
    change = make_change(pair(rated(), moved(rated(), by)))
    assert change.headline.startswith(f"Since Spring 2025 {finding}")


def test_row_of_what_changed_has_scores_difference_and_direction() -> None:
    found = row(make_change(change_samples.twice()), "safe")
    assert (found.before_shown, found.after_shown, found.delta_shown) == ("2.75", "3.75", "+1.00")
    assert (found.verdict_shown, found.went) == ("Changed", "up")
    assert row(make_change(change_samples.twice()), "N3").went == "down"


@pytest.mark.parametrize("sample", change_samples.SAMPLES)
def test_nothing_but_what_changed_has_a_direction(sample: str) -> None:
    change = make_change(change_samples.SAMPLES[sample]())
    for each in change.rows:
        if not each.changed:
            assert each.went == ""
            assert not [text for text in texts(each) if DIRECTION.search(text)]
    for chart in (change.commitments_chart, change.features_chart):
        for slant in chart.rows:
            assert slant.changed or not DIRECTION.search(slant.verdict)
    shown = {item.delta_shown for item in change.moved}
    assert not [text for text in (*shown, change.moved_note) if DIRECTION.search(text)]


def test_without_any_change_no_sentence_has_a_direction() -> None:
    for make in (change_samples.unchanged, change_samples.together):
        change = replace(make_change(make()), method=())
        assert not [text for text in texts(change) if DIRECTION.search(text)]


def test_noise_says_whether_the_difference_is_small_or_not_borne_out() -> None:
    change = make_change(change_samples.twice())
    small = [each for each in change.rows if each.verdict == "noise" and each.delta_shown == "0.00"]
    assert small[0].why == "The difference is smaller than a quarter of a level."
    assert row(change, "engaged").delta_shown == "−0.25"
    assert "do not bear out" in row(change, "engaged").why


def test_answers_given_together_are_not_tested_and_say_why() -> None:
    change = make_change(change_samples.together())
    assert change.headline == (
        "Since Baseline 2025 no commitment or feature could be tested for change: "
        "the answers were given together."
    )
    assert change.opening[1:] == (
        "The answers of both were given together, so there are no raters to test with.",
        "None of the 22 commitments and features could be tested.",
    )
    assert {each.verdict_shown for each in change.rows} == {"Not tested"}
    assert "given together" in row(change, "safe").why
    assert row(change, "safe").delta_shown == "+0.75"
    assert "given together" in change.contested_note
    assert not any(slant.changed or slant.tested for slant in change.commitments_chart.rows)


def test_one_side_given_together_names_that_side() -> None:
    change = make_change(pair(samples.full(), rated()))
    assert change.opening[1] == (
        "13 raters took part in Spring 2026. The answers of Spring 2025 were given together, so "
        "there are no raters to test with."
    )
    assert "The answers of Spring 2025 were given together" in row(change, "safe").why


def test_raters_are_counted_in_each_and_in_both() -> None:
    change = make_change(change_samples.twice())
    assert change.opening[1] == (
        "13 raters took part in Spring 2025, 13 in Spring 2026, and 13 in both."
    )


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_than_three_raters_are_never_counted(count: int) -> None:
    change = make_change(pair(few(count, 1), few(4, 3)))
    assert change.opening[1] == (
        "Fewer than three raters took part in Spring 2025, four in Spring 2026, and fewer than "
        "three in both."
    )
    assert {each.verdict for each in change.rows} == {"not_tested"}
    assert "fewer than three raters" in row(change, "safe").why
    assert change.headline.endswith("could be tested for change: too few raters took part.")


def test_verdict_that_is_held_back_reads_as_not_tested() -> None:
    sample = pair(rated(), moved(rated(), {"safe": 1}))
    later, document = sample
    change = make_change((later, {**document, "withheld": ["safe"]}))
    found = row(change, "safe")
    assert (found.verdict, found.went) == ("not_tested", "")
    assert "might tell what one of them said" in found.why
    assert not DIRECTION.search(change.headline)


def test_method_says_that_one_in_twenty_reads_changed() -> None:
    change = make_change(change_samples.unchanged())
    assert any(
        "Up to about 1 in 20 commitments and features that did not change will still read "
        "“changed”." in line
        for line in change.method
    )


def test_what_asks_otherwise_is_not_comparable_and_listed_with_why() -> None:
    change = make_change(change_samples.twice())
    found = row(change, "F2")
    assert (found.verdict_shown, found.delta, found.delta_shown) == ("Not comparable", None, "")
    assert "less than half of its weight" in found.why
    assert {each.code for each in change.not_compared} == {"F2.1", "F2.2", "F2.3", "F2.4"}
    assert {each.why for each in change.not_compared} == {"It does not ask the same any more."}
    assert "The framework was 2023.06 then and is 2024.12 now." in change.not_compared_note
    slant = next(each for each in change.features_chart.rows if each.short == "F2")
    assert (slant.before, slant.after, slant.verdict) == (None, None, "Not comparable")


def test_subject_that_is_new_or_gone_stands_once_as_a_whole() -> None:
    now = framework()
    then = replace(now, version="2023.06", items=tuple(i for i in now.items if i.subject != "F2"))
    later = cycle(rated(), "Spring 2026", 2026)
    earlier = cycle(rated(), "Spring 2025", 2025)
    earlier["answers"] = {c: a for c, a in earlier["answers"].items() if c[:2] != "F2"}
    earlier["ratings"] = [r for r in earlier["ratings"] if r["item"][:2] != "F2"]
    change = make_change((later, compare_frozen(earlier, later, then=then)))
    assert row(change, "F2").why == "New in framework 2024.12."
    assert [(each.code, each.question) for each in change.not_compared] == [("F2", "")]


def test_moved_items_stand_furthest_first_and_are_called_untested() -> None:
    change = make_change(pair(rated(), moved(rated(), {"safe.2": -2, "safe": 1})))
    distances = [abs(item.delta) for item in change.moved]
    assert distances == sorted(distances, reverse=True)
    assert (change.moved[0].code, change.moved[0].delta_shown) == ("safe.2", "−2")
    assert change.moved[0].before_shown.startswith(str(change.moved[0].before))
    assert "Single items are not tested" in change.moved_note


def test_moved_items_are_ten_at_most() -> None:
    change = make_change(change_samples.many_changes())
    assert len(change.moved) == 10
    assert "These ten lie furthest apart." in change.moved_note


def test_contested_items_new_and_closed_are_listed() -> None:
    change = make_change(change_samples.twice())
    assert change.newly_contested
    assert str(len(change.newly_contested)) in change.contested_note or (
        change.contested_note.startswith("Two items are contested now that were not before")
    )
    closed = change_samples.twice()
    closed[1]["contested"] = {"new": [], "closed": ["safe.1"], "still": []}
    change = make_change(closed)
    assert [item.code for item in change.no_longer_contested] == ["safe.1"]
    assert change.contested_note == "One item is no longer contested."


def test_targets_say_what_is_met_missed_and_no_longer_declared() -> None:
    change = make_change(change_samples.twice())
    assert change.targets_note == "One declared target is met, two missed."
    assert [target.sentence for target in change.targets] == [
        "Engaged: target 4 Learning, now 2.00. Missed. In Spring 2025 the target was 2 Developing.",
        "Safe: target 3 Established, now 3.75. Met.",
        "Secure: target 2 Developing, now 1.75. Missed. In Spring 2025 there was no target.",
        "Adaptive: no target now; in Spring 2025 it was 1 Starting.",
    ]
    assert [target.met for target in change.targets] == [False, True, False, None]


def test_digests_name_both_sides() -> None:
    assert make_change(change_samples.twice()).digests == (
        ("Spring 2025", change_samples.EARLIER_DIGEST),
        ("Spring 2026", samples.DIGEST),
    )


def test_difference_over_fewer_items_than_the_scores_says_so() -> None:
    then = asking_otherwise(framework(), ["safe"])
    kept = {item.code: item for item in framework().items_by_subject["safe"][:2]}
    then = replace(then, items=tuple(kept.get(item.code, item) for item in then.items))
    earlier = cycle(rated(), "Spring 2025", 2025)
    later = cycle(moved(rated(), {"safe.3": -1, "safe.1": 1, "safe.2": 1}), "Spring 2026", 2026)
    change = make_change((later, compare_frozen(earlier, later, then=then)))
    found = row(change, "safe")
    assert found.delta_shown == "+1.00"
    assert "over the items compared alone" in found.why


def test_line_never_goes_against_its_verdict() -> None:
    later, document = pair(rated(), moved(rated(), {"safe": 1}))
    document["subjects"]["safe"]["later_score"] = "0.250000"
    change = make_change((later, document))
    slant = next(each for each in change.commitments_chart.rows if each.label == "Safe")
    assert (slant.before, slant.after, slant.changed) == (None, None, False)
    assert slant.verdict == "Changed: up by 1.00, over the items compared alone"


def test_over_time_is_there_from_three_cycles_on() -> None:
    assert make_change(change_samples.twice()).over_time is None
    chart = make_change(change_samples.over_time()).over_time
    assert chart
    assert chart.cycles == ("Spring 2023", "Spring 2024", "Spring 2025", "Spring 2026")
    panels = {panel.label: panel for panel in chart.panels}
    assert panels["Safe"].changed
    assert not panels["Secure"].changed
    assert panels["F2 Secure, stewarded data"].values[:3] == (None, None, None)
    assert {panel.group for panel in chart.panels} == {"Commitments", "Features"}


def test_cycles_of_one_name_are_told_apart() -> None:
    earlier = cycle(rated(), "Baseline", 2025)
    later = cycle(rated(), "Baseline", 2026)
    change = make_change((later, compare_frozen(earlier, later)))
    assert change.sides == (
        "Baseline (January 1 to June 30, 2025)",
        "Baseline (January 1 to June 30, 2026)",
    )
    same = make_change((later, compare_frozen(later, later)))
    assert same.sides == ("Baseline (earlier)", "Baseline (later)")
    long = "A title that goes on and on for much longer than a chart has room " * 6
    first, second = cycle(rated(), f"{long}1", 2025), cycle(rated(), f"{long}2", 2026)
    sides = make_change((second, compare_frozen(first, second))).commitments_chart.sides
    assert len(set(sides)) == 2
    assert all(len(side) < 64 for side in sides)


def test_charts_of_change_have_codes_of_their_own() -> None:
    page = make_page(change_samples.over_time())
    codes = [chart.code for chart in page.charts]
    assert len(codes) == len(set(codes))
    assert {"change-of-commitments", "change-of-features", "over-time"} <= set(codes)
    chart = page.chart("change-of-commitments")
    assert isinstance(chart, Slope)
    assert chart.table.header == (
        "Commitment",
        "Spring 2025",
        "Spring 2026",
        "Difference",
        "Verdict",
    )
