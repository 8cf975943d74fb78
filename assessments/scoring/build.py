"""A definition and an answer sheet to a score card."""

from decimal import Decimal
from fractions import Fraction

from assessments.answer_sheet import AnswerSheet
from assessments.scoring import card as cards
from assessments.scoring.figures import six_decimals
from assessments.scoring.input_digest import input_digest
from assessments.scoring.priorities import (
    Leverage,
    Target,
    all_targets_met,
    find_gaps,
    find_strengths,
    not_ranked,
    rank_features,
    set_targets,
)
from assessments.scoring.rollups import score_commitments, score_foundations, score_pillars
from assessments.scoring.subjects import SubjectScore, score_subjects
from assessments.scoring.through_line import Strand, score_through_line
from commitments.definition import Definition


def score(definition: Definition, sheet: AnswerSheet) -> cards.ScoreCard:
    """Raises ValueError for answers or targets with codes that the definition does not have."""
    _check_codes(definition, sheet)
    subjects = score_subjects(definition, sheet)
    pillars = score_pillars(definition, subjects)
    foundations = score_foundations(pillars.values())
    commitments = score_commitments(subjects[part.code] for part in definition.commitments)
    through_line = score_through_line(definition, subjects)
    targets = set_targets(definition, subjects, sheet.targets)
    strengths = find_strengths(definition, subjects)
    return cards.ScoreCard(
        framework=cards.FrameworkStamp(definition.version, definition.digest),
        scoring_version=cards.SCORING_VERSION,
        input_digest=input_digest(sheet),
        subjects={code: _subject_card(part) for code, part in subjects.items()},
        pillars={
            code: cards.PillarCard(_rounded(part.score), part.attained, part.reason)
            for code, part in pillars.items()
        },
        indices={
            "foundations": cards.IndexCard(_rounded(foundations.score), foundations.reason),
            "commitments": cards.IndexCard(_rounded(commitments.score), commitments.reason),
        },
        through_line={code: _strand_card(strand) for code, strand in through_line.items()},
        targets={code: _target_card(target) for code, target in targets.items()},
        strengths=strengths,
        gaps=find_gaps(targets, strengths),
        all_targets_met=all_targets_met(targets),
        dont_know=_rounded(dont_know_rate(definition, sheet)),
        not_ranked=not_ranked(definition, subjects),
        priorities=tuple(
            _priority_card(row)
            for row in rank_features(definition, subjects, targets, through_line)
        ),
    )


def dont_know_rate(definition: Definition, sheet: AnswerSheet) -> Fraction | None:
    """Of the items that are not marked not applicable; None where all of them are."""
    answers = [sheet.answer_to(item.code) for item in definition.items]
    asked = [answer for answer in answers if not answer.not_applicable]
    return Fraction(sum(answer.dont_know for answer in asked), len(asked)) if asked else None


def _check_codes(definition: Definition, sheet: AnswerSheet) -> None:
    unknown = [
        *(sheet.answers.keys() - definition.item_by_code.keys()),
        *(sheet.targets.keys() - {commitment.code for commitment in definition.commitments}),
    ]
    if unknown:
        raise ValueError(f"not in framework {definition.version}: {', '.join(sorted(unknown))}")


def _subject_card(part: SubjectScore) -> cards.SubjectCard:
    return cards.SubjectCard(
        score=_rounded(part.score),
        low=_rounded(part.low),
        high=_rounded(part.high),
        coverage=_rounded(part.coverage),
        attained=part.attained,
        held_back_by=part.held_back_by,
        evidenced=_rounded(part.evidenced),
        reason=part.reason,
    )


def _strand_card(strand: Strand) -> cards.StrandCard:
    return cards.StrandCard(
        enabling=_rounded(strand.enabling),
        lag=_rounded(strand.lag),
        state=strand.state,
        by_pillar={pillar: _rounded(cell) for pillar, cell in strand.by_pillar.items()},
    )


def _target_card(target: Target) -> cards.TargetCard:
    return cards.TargetCard(target.level, target.declared, _rounded(target.gap))


def _priority_card(row: Leverage) -> cards.PriorityCard:
    return cards.PriorityCard(
        feature=row.feature,
        leverage=six_decimals(row.leverage),
        lifts=row.lifts,
        protects=row.protects,
        held_back_by=row.held_back_by,
    )


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else six_decimals(value)
