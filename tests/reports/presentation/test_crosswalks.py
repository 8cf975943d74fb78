"""The report in the six aims of the IOM, and in every crosswalk that the version carries."""

import dataclasses

from commitments.definition import Crosswalk, CrosswalkEntry, Text
from reports.presentation.page_crosswalk import CrosswalkView
from tests.reports.samples import all_not_applicable, empty, framework, full, make_page


def six_aims(frozen: dict[str, object]) -> CrosswalkView:
    return make_page(frozen).crosswalks[0]


def test_six_aims_mark_where_sources_differ() -> None:
    view = six_aims(full())
    lines = {line.code: (group.code, line.differs) for group in view.groups for line in group.lines}
    assert lines == {
        "safe": ("safe", False),
        "effective": ("effective", False),
        "engaged": ("patient-centered", True),
        "accessible": ("timely", True),
        "efficient": ("efficient", False),
        "equitable": ("equitable", False),
    }
    assert [line.code for line in view.unmapped] == [
        "accountable",
        "transparent",
        "secure",
        "adaptive",
    ]
    assert not view.editorial
    assert [source[:3] for source in view.sources] == ["[P]", "[C]"]


def test_scores_are_the_reports_own() -> None:
    page = make_page(full())
    scores = {subject.code: subject.score.value for subject in page.subjects}
    lines = [
        line
        for view in page.crosswalks
        for line in (*(line for group in view.groups for line in group.lines), *view.unmapped)
    ]
    assert len(lines) == 22
    assert all(line.score == scores[line.code] for line in lines)


def test_what_has_no_score_says_so() -> None:
    assert six_aims(empty()).groups[0].lines[0].score_shown == "No score"
    assert six_aims(all_not_applicable()).groups[0].lines[0].score_shown == "Not applicable"


def test_every_crosswalk_of_the_version_is_shown_in_framework_order() -> None:
    other = Crosswalk(
        code="house",
        name=Text("House view"),
        editorial=True,
        source=("X",),
        note=Text("Ours."),
        targets=(("one", Text("One")), ("none", Text("None"))),
        entries=(
            CrosswalkEntry("secure", "one", sources_differ=False, note=Text("Second.")),
            CrosswalkEntry("safe", "one", sources_differ=False, note=Text("First.")),
        ),
    )
    definition = dataclasses.replace(framework(), crosswalks=(*framework().crosswalks, other))
    view = make_page(full(), definition).crosswalks[-1]
    assert view.editorial
    assert [line.code for line in view.groups[0].lines] == ["safe", "secure"]
    assert view.groups[1].lines == ()
    assert view.sources == ("[X]",)


def test_version_without_crosswalks_shows_none() -> None:
    definition = dataclasses.replace(framework(), crosswalks=())
    assert make_page(full(), definition).crosswalks == ()
