"""What a report says of the organization's own questions, and that nothing else hears of them."""

import json

from assessments.scoring import SCORING_VERSION
from reports.freezing import read_sheet
from reports.freezing_team import read_ratings
from reports.presentation.local import NOTE, present_local
from reports.presentation.page_local import LocalQuestionsView
from reports.presentation.reading import Reading
from reports.releases.core.layout import Layout
from reports.releases.packing import pack_document
from tests.reports import samples
from tests.reports.local_samples import DESCRIPTORS, LOCAL, local_item


def present(frozen: samples.Json) -> LocalQuestionsView | None:
    return present_local(Reading(frozen, {}, samples.framework(), samples.DIGEST))


def test_without_them_there_is_no_section() -> None:
    assert present(samples.full()) is None
    assert present({**samples.full(), "local_items": []}) is None


def test_each_has_its_level_in_words_and_the_organizations_own_descriptor() -> None:
    view = present({**samples.full(), "local_items": LOCAL})
    assert view is not None
    assert view.note == NOTE
    assert [(each.code, each.subject_name, each.state_shown) for each in view.questions] == [
        ("local.1", "Safe", "3 Established"),
        ("local.2", "", "1 Starting"),
        ("local.3", "Safe", "Not applicable"),
        ("local.4", "Safe", "Don’t know"),
        ("local.5", "gone", "No answer"),
    ]
    first, second, third, fourth, fifth = view.questions
    assert (first.level_name, first.descriptor) == ("Established", DESCRIPTORS[3])
    assert (second.level_name, second.descriptor) == ("Starting", "")
    assert third.reason == "We have none."
    assert (fourth.state, fourth.level, fourth.descriptor) == ("dont-know", None, "")
    assert (fifth.state, fifth.subject) == ("unanswered", "")


def test_level_0_has_its_descriptor_too() -> None:
    view = present({**samples.full(), "local_items": [local_item(level=0)]})
    assert view is not None
    assert view.questions[0].descriptor == DESCRIPTORS[0]


def test_what_a_lead_leaves_out_is_left_out() -> None:
    view = present({**samples.full(), "local_items": LOCAL, "leaves_out": ["notes"]})
    assert view is not None
    assert {each.note for each in view.questions} == {""}
    assert view.questions[2].reason == "We have none."


def test_scores_and_releases_are_the_same_with_and_without_them() -> None:
    without = samples.full()
    with_them = {**without, "local_items": LOCAL}
    assert samples.make_card(with_them) == samples.make_card(without)
    assert read_sheet(with_them) == read_sheet(without)
    assert read_ratings(with_them) == read_ratings(without)
    layout = Layout.of(samples.framework(), SCORING_VERSION)
    packed = [
        pack_document(json.loads(samples.make_card(frozen)), frozen["answers"], layout)
        for frozen in (with_them, without)
    ]
    assert packed[0] == packed[1]


def test_nothing_else_on_the_page_changes() -> None:
    page = samples.make_page(samples.full())
    other = samples.make_page({**samples.full(), "local_items": LOCAL})
    differing = [
        name for name in type(page).__slots__ if getattr(page, name) != getattr(other, name)
    ]
    assert differing == ["local"]
