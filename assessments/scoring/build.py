"""A definition, an answer sheet and ratings to a score card."""

from collections.abc import Iterable
from fractions import Fraction

from assessments.answer_sheet import AnswerSheet
from assessments.scoring import card as cards
from assessments.scoring.agreement_cards import agreement_cards, item_cards
from assessments.scoring.figures import rounded, six_decimals
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
from assessments.scoring.ratings import Rating, Ratings
from assessments.scoring.rollups import score_commitments, score_foundations, score_pillars
from assessments.scoring.settling import has_answers, settled_sheet
from assessments.scoring.subjects import SubjectScore, score_subjects
from assessments.scoring.through_line import Strand, score_through_line
from commitments.definition import Definition


def score(
    definition: Definition, sheet: AnswerSheet, ratings: Iterable[Rating] = ()
) -> cards.ScoreCard:
    """Where the sheet has an answer, answers alone make scores; ratings then tell agreement alone.

    Raises ValueError for codes that the definition does not have, and for ratings that contradict
    each other.
    """
    rated = Ratings.of(ratings)
    _check_codes(definition, sheet, rated)
    digest = input_digest(sheet, rated)
    dont_know = dont_know_rate(definition, sheet, rated)
    sheet = settled_sheet(sheet, rated)
    subjects = score_subjects(definition, sheet)
    agreement = agreement_cards(definition, rated)
    pillars = score_pillars(definition, subjects)
    foundations = score_foundations(pillars.values())
    commitments = score_commitments(subjects[part.code] for part in definition.commitments)
    through_line = score_through_line(definition, subjects)
    targets = set_targets(definition, subjects, sheet.targets)
    strengths = find_strengths(definition, subjects)
    return cards.ScoreCard(
        framework=cards.FrameworkStamp(definition.version, definition.digest),
        scoring_version=cards.SCORING_VERSION,
        input_digest=digest,
        subjects={
            code: _subject_card(part, agreement.get(code)) for code, part in subjects.items()
        },
        pillars={
            code: cards.PillarCard(rounded(part.score), part.attained, part.reason)
            for code, part in pillars.items()
        },
        indices={
            "foundations": cards.IndexCard(rounded(foundations.score), foundations.reason),
            "commitments": cards.IndexCard(rounded(commitments.score), commitments.reason),
        },
        through_line={code: _strand_card(strand) for code, strand in through_line.items()},
        targets={code: _target_card(target) for code, target in targets.items()},
        strengths=strengths,
        gaps=find_gaps(targets, strengths),
        all_targets_met=all_targets_met(targets),
        dont_know=rounded(dont_know),
        not_ranked=not_ranked(definition, subjects),
        priorities=tuple(
            _priority_card(row)
            for row in rank_features(definition, subjects, targets, through_line)
        ),
        items=item_cards(definition, rated, sheet),
    )


def dont_know_rate(definition: Definition, sheet: AnswerSheet, rated: Ratings) -> Fraction | None:
    """Of the items that are not marked not applicable; None where all of them are.

    With ratings alone, of the ratings.
    """
    if rated and not has_answers(sheet):
        return Fraction(sum(rating.dont_know for rating in rated.rows), len(rated.rows))
    answers = [sheet.answer_to(item.code) for item in definition.items]
    asked = [answer for answer in answers if not answer.not_applicable]
    return Fraction(sum(answer.dont_know for answer in asked), len(asked)) if asked else None


def _check_codes(definition: Definition, sheet: AnswerSheet, rated: Ratings) -> None:
    unknown = [
        *((sheet.answers.keys() | rated.by_item.keys()) - definition.item_by_code.keys()),
        *(sheet.targets.keys() - {commitment.code for commitment in definition.commitments}),
    ]
    if unknown:
        raise ValueError(f"not in framework {definition.version}: {', '.join(sorted(unknown))}")


def _subject_card(part: SubjectScore, agreement: cards.AgreementCard | None) -> cards.SubjectCard:
    return cards.SubjectCard(
        score=rounded(part.score),
        low=rounded(part.low),
        high=rounded(part.high),
        coverage=rounded(part.coverage),
        attained=part.attained,
        held_back_by=part.held_back_by,
        evidenced=rounded(part.evidenced),
        reason=part.reason,
        agreement=agreement,
    )


def _strand_card(strand: Strand) -> cards.StrandCard:
    return cards.StrandCard(
        enabling=rounded(strand.enabling),
        lag=rounded(strand.lag),
        state=strand.state,
        by_pillar={pillar: rounded(cell) for pillar, cell in strand.by_pillar.items()},
    )


def _target_card(target: Target) -> cards.TargetCard:
    return cards.TargetCard(target.level, target.declared, rounded(target.gap))


def _priority_card(row: Leverage) -> cards.PriorityCard:
    return cards.PriorityCard(
        feature=row.feature,
        leverage=six_decimals(row.leverage),
        lifts=row.lifts,
        protects=row.protects,
        held_back_by=row.held_back_by,
    )
