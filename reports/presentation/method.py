"""How the figures came about, in words that need no training; and what they rest on."""

from reports.presentation.page import Note, SourceView
from reports.presentation.reading import Reading

AFFILIATION = (
    "This report was made with the LHS Portal, which is not affiliated with the National Academy "
    "of Medicine (NAM). The ten commitments, their definitions and the four statements on the "
    "pillars are quoted from the NAM; the titles of the twelve features are provisional and ours."
)


def present_method(reading: Reading) -> tuple[Note, ...]:
    levels = ", ".join(
        f"{level.level} {reading.text(level.name)}" for level in reading.definition.levels
    )
    return (
        Note(
            "Answers",
            (
                f"Each item is answered with one of five levels: {levels}. A level counts only if "
                "every statement up to it is true.",
                "An item can also be marked not applicable, with a reason, and then plays no part; "
                "or don’t know, which counts as unanswered. A "
                "missing answer is never counted as level 0.",
            ),
        ),
        Note(
            "Scores of commitments and features",
            (
                "The score is the mean of the levels of the items that have one, weighted where "
                "weights differ. There is a score where half of the applicable items by weight, or "
                "every applicable essential item, have a level.",
                "Bounds say what the items without a level could still make of the score: all at "
                "level 0, or all at level 4.",
                "The attained level is the lowest level among the applicable essential items: "
                "high levels elsewhere cannot make up for it.",
            ),
        ),
        Note(
            "Pillars and indices",
            (
                "A pillar’s score is the mean of its features where "
                "two thirds of the applicable ones have a score. The foundations index is the mean "
                "of the applicable pillars, if all have a score; the commitments index is the mean "
                "of the scored commitments, at least 80 % of the applicable ones. The two are "
                "never blended into one number.",
            ),
        ),
        Note(
            "Through-line, gaps and priorities",
            (
                "The framework says how strongly each feature carries each commitment (2, 1 or 0). "
                "A commitment’s enabling score is the mean of the "
                "features that carry it, weighted by that strength. Half a level or more above it, "
                "a commitment is ahead of its foundations and at risk; half a level or more below, "
                "the foundations are not yet felt.",
                "A gap is the distance to the organization’s own "
                "target. Where none is declared, level 4 stands in for the arithmetic.",
                "Leverage sorts the features by their own distance to level 4 and the gaps of what "
                "they carry. It is a rule for sorting, not an expected effect.",
            ),
        ),
        Note(
            "Exactness",
            (
                "Calculations use exact fractions. Figures are rounded only where they are shown, "
                "to two decimals, so a sum of rounded figures can differ in the last place.",
                f"Framework {reading.card['framework']['version']}, digest "
                f"{reading.card['framework']['digest']}. Scoring version "
                f"{reading.card['scoring_version']}. Digest of the answers "
                f"{reading.card['input_digest']}. The same three always give the same score card.",
                "This is a self-assessment. The instrument has not been validated with health-care "
                "staff.",
            ),
        ),
    )


def present_sources(reading: Reading) -> tuple[SourceView, ...]:
    return tuple(
        SourceView(source.code, source.citation, source.url)
        for source in reading.definition.sources
    )
