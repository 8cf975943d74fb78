"""How the figures came about, in words that need no training; and what they rest on."""

from lhs_portal.lib.wording import mark, say
from reports.presentation.evidence import is_collected
from reports.presentation.identity import present_signature
from reports.presentation.page import Note, SourceView
from reports.presentation.reading import Reading

AFFILIATION = mark(
    "This report was made with the LHS Portal, which is not affiliated with the National Academy "
    "of Medicine (NAM). The ten commitments, their definitions and the four statements on the "
    "pillars are quoted from the NAM; the titles of the twelve features are provisional and ours."
)


_RATERS = (
    Note(
        mark("Ratings, and how they were settled"),
        (
            mark(
                "Each rater answered alone. Until the round was closed nobody could learn what "
                "another had said, leads and administrators included."
            ),
            mark(
                "Then one answer was settled for each item. What at least three had rated, and "
                "what was not contested, could be accepted as it was: at the middle level of the "
                "raters, of two middle ones the lower. All else the leads decided, with a "
                "reason, and whoever held otherwise could say so under their own name. Ratings "
                "were never changed. Scores are made of the settled answers alone."
            ),
        ),
    ),
    Note(
        mark("Agreement"),
        (
            mark(
                "An item is contested where the levels of its raters lie 0.83 or more from their "
                "mean on average (AD), or where fewer than 80 % of them lie within one level of "
                "the median."
            ),
            mark(
                "r_wg compares how far the levels spread with how far they would if each rater "
                "had picked one by chance: 1 is full agreement, 0 is none. r_wg(J) is the same "
                "for all items of a commitment or feature together."
            ),
            mark(
                "A rater’s own score of a commitment or feature is made of that rater’s levels, "
                "by the rules above. Raters’ views, and the gap between leaders and front-line "
                "staff, are made of these; the settled answers play no part in them."
            ),
        ),
    ),
    Note(
        mark("What is not shown of raters, and why"),
        (
            mark(
                "People are honest where nobody can work out what they said. So an item shows "
                "figures only if at least three raters gave it a level. Of two it says whether "
                "they agree, are within one level of each other, or are further apart; of one, "
                "nothing."
            ),
            mark(
                "Role groups of fewer than three are counted among the others. Leaders and "
                "front-line staff are compared only where three of each have a score. A figure "
                "is left out, too, where others would tell by subtraction what one or two raters "
                "said, as after late ratings. Late ratings count only where at least three "
                "arrive together; fewer are kept, and are in no figure."
            ),
            mark(
                "A name stands beside a rating only if the rater chose so, and only where those "
                "who did not can still not be told apart."
            ),
        ),
    ),
)
_EVIDENCE = Note(
    mark("Evidenced score"),
    (
        mark(
            "The score once more, with every item at level 3 or 4 that has no evidence counted "
            "as level 2. It stands beside the score and changes nothing else. Whether evidence "
            "bears out what is claimed is for its readers to say; the portal counts only whether "
            "there is any. Evidence is called old where its date lies more than two years before "
            "the report."
        ),
    ),
)


def present_method(reading: Reading) -> tuple[Note, ...]:
    notes = _notes(reading)
    raters = map(_said, _RATERS if reading.independent else ())
    evidence = map(_said, (_EVIDENCE,) if is_collected(reading) else ())
    return (notes[0], *raters, notes[1], *evidence, *notes[2:], *_signature(reading))


def _said(note: Note) -> Note:
    return Note(say(note.title), tuple(map(say, note.paragraphs)))


def _signature(reading: Reading) -> tuple[Note, ...]:
    signature = present_signature(reading)
    if signature is None:
        return ()
    return (
        Note(
            say("Signature"),
            (
                say(
                    "{lead} {name_and_role}, {at_shown}. The answers, how they were settled, "
                    "dissent, evidence and targets are as they were signed. Digest of what was "
                    "signed {digest}.",
                    lead=signature.lead,
                    name_and_role=signature.name_and_role,
                    at_shown=signature.at_shown,
                    digest=signature.digest,
                ),
            ),
        ),
    )


def _notes(reading: Reading) -> tuple[Note, ...]:
    levels = ", ".join(
        f"{level.level} {reading.text(level.name)}" for level in reading.definition.levels
    )
    return (
        Note(
            say("Answers"),
            (
                say(
                    "Each item is answered with one of five levels: {levels}. A level counts "
                    "only if every statement up to it is true.",
                    levels=levels,
                ),
                say(
                    "An item can also be marked not applicable, with a reason, and then plays no "
                    "part; or don’t know, which counts as unanswered. A missing answer is never "
                    "counted as level 0."
                ),
            ),
        ),
        Note(
            say("Scores of commitments and features"),
            (
                say(
                    "The score is the mean of the levels of the items that have one, weighted "
                    "where weights differ. There is a score where half of the applicable items "
                    "by weight, or every applicable essential item, have a level."
                ),
                say(
                    "Bounds say what the items without a level could still make of the score: "
                    "all at level 0, or all at level 4."
                ),
                say(
                    "The attained level is the lowest level among the applicable essential "
                    "items: high levels elsewhere cannot make up for it."
                ),
            ),
        ),
        Note(
            say("Pillars and indices"),
            (
                say(
                    "A pillar’s score is the mean of its features where two thirds of the "
                    "applicable ones have a score. The foundations index is the mean of the "
                    "applicable pillars, if all have a score; the commitments index is the mean "
                    "of the scored commitments, at least 80 % of the applicable ones. The two "
                    "are never blended into one number."
                ),
            ),
        ),
        Note(
            say("Through-line, gaps and priorities"),
            (
                say(
                    "The framework says how strongly each feature carries each commitment (2, 1 "
                    "or 0). A commitment’s enabling score is the mean of the features that carry "
                    "it, weighted by that strength. Half a level or more above it, a commitment "
                    "is ahead of its foundations and at risk; half a level or more below, the "
                    "foundations are not yet felt."
                ),
                say(
                    "A gap is the distance to the organization’s own target. Where none is "
                    "declared, level 4 stands in for the arithmetic."
                ),
                say(
                    "Leverage sorts the features by their own distance to level 4 and the gaps "
                    "of what they carry. It is a rule for sorting, not an expected effect."
                ),
            ),
        ),
        Note(
            say("Exactness"),
            (
                say(
                    "Calculations use exact fractions. Figures are rounded only where they are "
                    "shown, to two decimals, so a sum of rounded figures can differ in the last "
                    "place."
                ),
                say(
                    "Framework {version}, digest {digest}. Scoring version {scoring_version}. "
                    "Digest of the answers {input_digest}. The same three always give the same "
                    "score card.",
                    version=reading.card["framework"]["version"],
                    digest=reading.card["framework"]["digest"],
                    scoring_version=reading.card["scoring_version"],
                    input_digest=reading.card["input_digest"],
                ),
                say(
                    "This is a self-assessment. The instrument has not been validated with "
                    "health-care staff."
                ),
            ),
        ),
    )


def present_sources(reading: Reading) -> tuple[SourceView, ...]:
    return tuple(
        SourceView(source.code, source.citation, source.url)
        for source in reading.definition.sources
    )
