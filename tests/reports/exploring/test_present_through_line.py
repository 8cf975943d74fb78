"""From a commitment to what holds it back, and back again."""

import json

from reports.exploring.present_through_line import present_map, present_step
from reports.presentation.reading import Reading
from tests.reports.samples import DIGEST, SHEETS, framework, full, make_card


def read(frozen: dict[str, object]) -> Reading:
    return Reading(frozen, json.loads(make_card(frozen)), framework(), DIGEST)


def test_map_has_every_link_of_the_framework() -> None:
    shown = present_map(read(full()))
    found = {
        (column.code, row.code, strength)
        for row in shown.rows
        for column, strength in zip(shown.columns, row.strengths, strict=True)
        if strength
    }
    assert found == {
        (link.feature, link.commitment, link.strength) for link in framework().through_line
    }


def test_every_code_is_a_step_whatever_was_answered() -> None:
    subjects = [subject.code for subject in framework().subjects]
    for make in SHEETS.values():
        reading = read(make())
        for code in [*subjects, *(item.code for item in framework().items)]:
            step = present_step(reading, code)
            assert step
            assert step.code == code
    assert present_step(reading, "X9") is None


def test_commitment_leads_to_features_with_what_holds_them_back_primary_first() -> None:
    reading = read(full())
    step = present_step(reading, "safe")
    assert step
    links = {link.feature: link.strength for link in framework().links_of("safe")}
    assert {strand.code: strand.strength for strand in step.strands} == links
    strengths = [strand.strength for strand in step.strands]
    assert strengths == sorted(strengths, reverse=True)
    for strand in step.strands:
        held = [item.code for item in strand.items]
        assert held == reading.subject(strand.code)["held_back_by"]


def test_each_way_has_its_way_back() -> None:
    reading = read(full())
    for commitment in framework().commitments:
        step = present_step(reading, commitment.code)
        assert step
        for strand in step.strands:
            feature = present_step(reading, strand.code)
            assert feature
            assert commitment.code in {back.code for back in feature.strands}
            for item in feature.items:
                ending = present_step(reading, item.code)
                assert ending
                assert ending.trail[0][0] == strand.code
                assert commitment.code in {back.code for back in ending.strands}


def test_what_if_asks_for_one_level_more_of_what_holds_back() -> None:
    reading = read(full())
    for feature in framework().features:
        step = present_step(reading, feature.code)
        assert step
        held = reading.subject(feature.code)["held_back_by"]
        levels = {code: reading.answer(code).get("level") for code in held}
        wanted = {code: level + 1 for code, level in levels.items() if level is not None}
        assert dict(step.what_if.levels if step.what_if else {}) == wanted


def test_neighbors_lead_through_all_commitments() -> None:
    reading = read(full())
    code, passed = framework().commitments[0].code, []
    while code:
        step = present_step(reading, code)
        assert step
        passed.append(code)
        code = step.later[0] if step.later else ""
    assert passed == [commitment.code for commitment in framework().commitments]
