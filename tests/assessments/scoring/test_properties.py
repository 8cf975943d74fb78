"""What holds for every framework and every sheet."""

import dataclasses
import random
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import ScoreCard, score
from assessments.scoring.card import read_card
from assessments.scoring.subjects import score_subjects
from tests.assessments.scoring import oracle
from tests.assessments.scoring.sheets import Case, cases, rated_cases


@given(cases())
def test_card_equals_the_naive_oracle(case: Case) -> None:
    card = score(case.definition, case.sheet).to_document()
    for stamp in ("framework", "scoring_version", "input_digest"):
        card.pop(stamp)
    assert card == oracle.card(case.document, case.data)


@given(rated_cases())
def test_card_with_ratings_equals_the_naive_oracle(case: Case) -> None:
    card = score(case.definition, case.sheet, case.ratings).to_document()
    for stamp in ("framework", "scoring_version", "input_digest"):
        card.pop(stamp)
    assert card == oracle.card(case.document, case.data)


@given(cases(full=True))
def test_card_of_a_full_sheet_equals_the_naive_oracle(case: Case) -> None:
    card = score(case.definition, case.sheet).to_document()
    assert {key: card[key] for key in ("priorities", "gaps", "strengths", "indices")} == {
        key: value
        for key, value in oracle.card(case.document, case.data).items()
        if key in ("priorities", "gaps", "strengths", "indices")
    }


def figures_of(card: ScoreCard) -> dict[str, Any]:
    """Every figure that may only rise with an answer."""
    figures: dict[str, Any] = {}
    for code, subject in card.subjects.items():
        for name in ("score", "low", "high", "attained", "evidenced"):
            figures[f"{code} {name}"] = getattr(subject, name)
    for code, pillar in card.pillars.items():
        figures[f"{code} score"] = pillar.score
        figures[f"{code} attained"] = pillar.attained
    figures |= {code: index.score for code, index in card.indices.items()}
    figures |= {f"{code} enabling": strand.enabling for code, strand in card.through_line.items()}
    return figures


@given(cases(), st.data())
def test_raising_one_answer_never_lowers_a_score(case: Case, data: st.DataObject) -> None:
    definition, sheet = case.definition, case.sheet
    raisable = [a for a in sheet.answers.values() if a.level is not None and a.level < 4]
    if not raisable:
        return
    answer = data.draw(st.sampled_from(raisable))
    higher = data.draw(st.integers(answer.level + 1, 4))
    raised = {**sheet.answers, answer.item: dataclasses.replace(answer, level=higher)}
    before = figures_of(score(definition, sheet))
    after = figures_of(score(definition, AnswerSheet(raised, sheet.targets)))
    for name, figure in before.items():
        assert (figure is None) == (after[name] is None), name
        assert figure is None or figure <= after[name], name


@given(cases(), st.randoms(use_true_random=False))
def test_bounds_contain_every_completion(case: Case, rng: random.Random) -> None:
    definition, sheet = case.definition, case.sheet
    completed = AnswerSheet.of(
        answer
        if (answer := sheet.answer_to(item.code)).not_applicable or answer.level is not None
        else Answer(item.code, level=rng.randint(0, 4))
        for item in definition.items
    )
    bounds = score_subjects(definition, sheet)
    for code, subject in score_subjects(definition, completed).items():
        if not subject.applicable:
            assert bounds[code].low is None
            assert bounds[code].high is None
        else:
            assert bounds[code].low <= subject.score <= bounds[code].high


@given(cases())
def test_bounds_are_reached_by_the_lowest_and_the_highest_completion(case: Case) -> None:
    definition, sheet = case.definition, case.sheet
    bounds = score_subjects(definition, sheet)
    for bound, level in (("low", 0), ("high", 4)):
        filled = {
            item.code: Answer(item.code, level=level)
            for item in definition.items
            if not (answer := sheet.answer_to(item.code)).not_applicable and answer.level is None
        }
        completed = score_subjects(definition, AnswerSheet({**sheet.answers, **filled}))
        for code, subject in completed.items():
            assert getattr(bounds[code], bound) == subject.score


@given(cases())
def test_attained_is_at_most_every_applicable_essential(case: Case) -> None:
    definition, sheet = case.definition, case.sheet
    for code, subject in score_subjects(definition, sheet).items():
        essentials = [
            sheet.answer_to(item.code)
            for item in definition.items_by_subject[code]
            if item.essential and not sheet.answer_to(item.code).not_applicable
        ]
        if subject.attained is None:
            assert not essentials or any(answer.level is None for answer in essentials)
        else:
            assert all(subject.attained <= answer.level for answer in essentials)


@given(cases(), st.randoms(use_true_random=False))
def test_order_of_answers_and_items_is_irrelevant(case: Case, rng: random.Random) -> None:
    definition, sheet = case.definition, case.sheet
    answers = list(sheet.answers.values())
    rng.shuffle(answers)
    targets = dict(rng.sample(list(sheet.targets.items()), len(sheet.targets)))
    card = score(definition, sheet)
    assert score(definition, AnswerSheet.of(answers, targets)).to_json() == card.to_json()

    items = list(definition.items)
    rng.shuffle(items)
    shuffled = score(dataclasses.replace(definition, items=tuple(items)), sheet)
    assert without_order(shuffled) == without_order(card)


def without_order(card: ScoreCard) -> dict[str, Any]:
    """Items that hold back are listed in framework order, which was shuffled."""
    document = card.to_document()
    for row in (*document["subjects"].values(), *document["priorities"]):
        row["held_back_by"] = sorted(row["held_back_by"])
    return document


@given(cases())
def test_absent_is_never_zero(case: Case) -> None:
    definition, sheet = case.definition, case.sheet
    for code, subject in score_subjects(definition, sheet).items():
        levels = [sheet.answer_to(item.code).level for item in definition.items_by_subject[code]]
        given_levels = [level for level in levels if level is not None]
        if not given_levels:
            assert subject.score is None
            assert subject.attained is None
        elif 0 not in given_levels and subject.score is not None:
            assert subject.score >= min(given_levels)
            assert subject.attained != 0


@given(cases())
def test_dont_know_scores_as_no_answer(case: Case) -> None:
    definition, sheet = case.definition, case.sheet
    silent = {
        code: dataclasses.replace(answer, dont_know=False) for code, answer in sheet.answers.items()
    }
    said = score(definition, sheet)
    unsaid = score(definition, AnswerSheet(silent, sheet.targets))
    assert said == dataclasses.replace(
        unsaid, dont_know=said.dont_know, input_digest=said.input_digest
    )


@given(rated_cases(), st.randoms(use_true_random=False))
def test_order_of_ratings_is_irrelevant(case: Case, rng: random.Random) -> None:
    ratings = case.ratings
    rng.shuffle(ratings)
    card = score(case.definition, case.sheet, ratings)
    assert card.to_json() == score(case.definition, case.sheet, case.ratings).to_json()


@given(rated_cases())
def test_ratings_beside_answers_change_no_score(case: Case) -> None:
    definition, sheet = case.definition, case.sheet
    if not any(answer.complete for answer in sheet.answers.values()):
        return
    rated = score(definition, sheet, case.ratings)
    unrated = score(definition, sheet)
    subjects = {
        code: dataclasses.replace(subject, agreement=None)
        for code, subject in rated.subjects.items()
    }
    assert unrated == dataclasses.replace(
        rated, subjects=subjects, items={}, input_digest=unrated.input_digest
    )


@given(rated_cases())
def test_equal_input_gives_equal_bytes_and_reads_back(case: Case) -> None:
    first = score(case.definition, case.sheet, case.ratings)
    assert first.to_json() == score(case.definition, case.sheet, case.ratings).to_json()
    assert read_card(first.to_json()) == first
    assert read_card(first.to_json()).to_json() == first.to_json()


@given(cases())
def test_profile_score_is_that_of_the_answered_items_alone(case: Case) -> None:
    definition, sheet = case.definition, case.sheet
    for code, subject in score_subjects(definition, sheet).items():
        levels = [
            (Fraction(item.weight), answer.level)
            for item in definition.items_by_subject[code]
            if (answer := sheet.answer_to(item.code)).level is not None
        ]
        if subject.score is not None:
            points = sum(weight * level for weight, level in levels)
            assert subject.score == points / sum(weight for weight, _ in levels)
