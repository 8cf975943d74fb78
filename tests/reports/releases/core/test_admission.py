"""Which tables and measures of a made-up field are admitted, and that the order is kept."""

from dataclasses import replace

import numpy as np
import pytest

from reports.releases.configuration import load_thresholds
from reports.releases.core import admission_measures
from reports.releases.core.admission import Admission, PastRelease, admit
from reports.releases.core.admission_measures import first_that_pass
from reports.releases.core.measures import Measure
from reports.releases.core.members import Members
from reports.releases.core.publishable import places_of, sound_cells
from reports.releases.core.tables import Table
from reports.releases.profile import ATTRIBUTES
from reports.releases.synthetic import make_field

MEMBERS = make_field(1, 120, 1).cycles[0].members


def admit_here(
    members: Members,
    measures: list[Measure],
    earlier: tuple[PastRelease, ...] = (),
    known: dict[str, bool] | None = None,
) -> Admission:
    return admit(
        members, measures, ATTRIBUTES[:3], earlier, load_thresholds(),
        known={} if known is None else known, progress=lambda *_: None,
    )  # fmt: skip


def everyone(members: Members, code: str = "safe") -> Measure:
    return Measure(code, "score", np.ones(len(members), dtype=bool))


def test_every_cell_that_is_admitted_is_empty_or_publishable() -> None:
    admission = admit_here(MEMBERS, [everyone(MEMBERS)])
    assert len(admission.tables) > 3
    assert admission.tables[0] == Table()
    for table in admission.tables:
        cells = table.assign(MEMBERS)
        assert (cells >= 0).all()
        systems = places_of(MEMBERS.systems)
        assert sound_cells(cells, systems, load_thresholds(), count=len(table.cells)).all()
    assert admission.measures["safe"] == tuple(range(len(admission.tables)))


def test_a_field_that_is_too_small_has_no_table() -> None:
    members = make_field(0, 12, 1).cycles[0].members
    admission = admit_here(members, [everyone(members)])
    assert admission.tables == ()
    assert admission.measures == {"safe": ()}
    assert admission.refused[0].reason == "small_cells"


def test_equal_arguments_and_remembered_verdicts_give_the_same() -> None:
    known: dict[str, bool] = {}
    first = admit_here(MEMBERS, [everyone(MEMBERS)], known=known)
    made = dict(known)
    assert admit_here(MEMBERS, [everyone(MEMBERS)], known=known).tables == first.tables
    assert known == made


def test_progress_may_stop_it_and_nothing_that_was_found_is_lost() -> None:
    known: dict[str, bool] = {}

    def stop(done: int, whole: int, what: str) -> None:
        if done == 4:
            raise InterruptedError(what)

    with pytest.raises(InterruptedError):
        admit(MEMBERS, [everyone(MEMBERS)], ATTRIBUTES[:3], (), load_thresholds(),
              known=known, progress=stop)  # fmt: skip
    assert known


def test_parts_that_rest_on_almost_the_same_organizations_withhold_what_they_make() -> None:
    some = np.ones(len(MEMBERS), dtype=bool)
    some[:3] = False
    index = replace(everyone(MEMBERS, "index:foundations"), components=("safe",), kind="derived")
    admission = admit_here(MEMBERS, [index, Measure("safe", "score", some)])
    assert admission.measures["safe"]
    assert admission.measures["index:foundations"] == ()
    same = admit_here(MEMBERS, [index, everyone(MEMBERS)])
    assert same.measures["index:foundations"] == same.measures["safe"]


def test_a_question_is_shown_of_the_whole_field_alone() -> None:
    question = replace(everyone(MEMBERS, "question:dont-know:safe.1"), kind="question")
    assert admit_here(MEMBERS, [question]).measures[question.code] == (0,)


def test_a_second_release_that_differs_by_one_organization_shows_nothing_new() -> None:
    first = admit_here(MEMBERS, [everyone(MEMBERS)])
    past = PastRelease(MEMBERS, [everyone(MEMBERS)], first)
    left = Members(
        MEMBERS.cards[1:], MEMBERS.organizations[1:], MEMBERS.systems[1:],
        {code: values[1:] for code, values in MEMBERS.attributes.items()},
    )  # fmt: skip
    assert admit_here(left, [everyone(left)], (past,)).tables == ()
    cards = tuple(f"{card}'" for card in left.cards)
    renewed = replace(left, cards=cards)
    assert admit_here(renewed, [everyone(renewed)], (past,)).tables


def test_first_that_pass_is_what_trying_one_by_one_gives() -> None:
    for bad in ({2}, {0}, {1, 2}, {4, 5}, set()):
        tried = first_that_pass(tuple(range(6)), lambda places, bad=bad: not bad & set(places))
        assert tried == tuple(place for place in range(6) if place not in bad)


def test_in_a_very_large_release_later_masks_are_shown_in_two_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whose verdicts are remembered makes no difference, nor do measures of equal respondents."""
    monkeypatch.setattr(admission_measures, "AFFORDED_CARDS", 2 * len(MEMBERS))
    most = np.ones(len(MEMBERS), dtype=bool)
    most[::9] = False
    fewer = np.ones(len(MEMBERS), dtype=bool)
    fewer[1::9] = False
    measures = [
        everyone(MEMBERS, "first"), Measure("second", "score", most),
        Measure("third", "score", fewer), Measure("fourth", "score", most),
    ]  # fmt: skip
    known: dict[str, bool] = {}
    admission = admit_here(MEMBERS, measures, known=known)
    assert len(admission.measures["second"]) > 2
    assert admission.measures["fourth"] == admission.measures["second"]
    assert len(admission.measures["third"]) == 2
    assert "effort" in {one.reason for one in admission.refused if one.measure == "third"}
    assert admit_here(MEMBERS, measures, known=known).measures == admission.measures


def two_cycles(joined: int) -> tuple[Members, Members]:
    """40 organizations that know no systems; the same a cycle later, with some more."""
    names = tuple(f"o{place}" for place in range(40 + joined))
    attributes = {one.code: np.zeros(len(names), dtype=np.int64) for one in ATTRIBUTES}
    later = Members(tuple(f"{one} later" for one in names), names, names, attributes)
    first = {code: values[:40] for code, values in attributes.items()}
    return Members(names[:40], names[:40], names[:40], first), later


def change_of(members: Members) -> Measure:
    stayed = np.arange(len(members)) < 40
    earlier = tuple(one if place < 40 else "" for place, one in enumerate(members.organizations))
    return Measure("change:safe", "change", stayed, (), earlier)


@pytest.mark.parametrize(("joined", "shown"), [(0, (0,)), (3, ()), (12, ()), (13, (0,))])
def test_a_change_is_shown_if_those_who_joined_are_none_or_publishable(
    joined: int, shown: tuple[int, ...]
) -> None:
    """Scores of 40 + joined less changes of 40 less the scores before is what those who joined
    scored: 13 organizations without any 2 are 11.
    """
    before, members = two_cycles(joined)
    past = PastRelease(before, [everyone(before)], admit_here(before, [everyone(before)]))
    assert past.admission.measures["safe"] == (0,)
    admission = admit_here(members, [change_of(members), everyone(members)], (past,))
    assert admission.measures == {"change:safe": shown, "safe": (0,)}
    if not shown:
        assert admission.refused[-1].reason == "change"


def test_a_score_is_withheld_where_a_change_published_before_would_give_few_away() -> None:
    """The second release shows the change of 40, and no score; a third of the same cards would
    show the scores of these and of three more.
    """
    before, members = two_cycles(3)
    first = PastRelease(before, [everyone(before)], admit_here(before, [everyone(before)]))
    change = change_of(members)
    shown = Admission((Table(),), {"change:safe": (0,)})
    second = PastRelease(members, [change], shown)
    again = admit_here(members, [everyone(members)], (first, second))
    assert again.measures["safe"] == ()
    assert admit_here(members, [everyone(members)], (first,)).measures["safe"] == (0,)


def test_a_change_is_withheld_beside_scores_of_before_though_none_are_shown_now() -> None:
    """39 later scores less 39 changes, of the 40 scores before, leave one organization's."""
    before, members = two_cycles(0)
    change = change_of(members)
    change.respondents[0] = False
    all_but_one = Measure("safe", "score", change.respondents)
    release = admit_here(before, [everyone(before)])
    first = PastRelease(before, [everyone(before)], release)
    second = PastRelease(members, [all_but_one], Admission((Table(),), {"safe": (0,)}))
    assert admit_here(members, [change], (first, second)).measures[change.code] == ()
    assert admit_here(members, [change], ()).measures[change.code] == (0,)
