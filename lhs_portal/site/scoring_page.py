"""docs/how-we-score.md: the rules in words, with examples that the scoring itself works out."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import ScoreCard, score
from assessments.scoring.agreement import item_statistics
from assessments.scoring.change_raters import compare_raters
from assessments.scoring.figures import six_decimals
from commitments.definition import Definition
from commitments.documents import read_framework
from lhs_portal.environment import BASE_DIR

FRAMEWORK = BASE_DIR / "fixtures" / "framework" / "2024.12.yaml"


def render_scoring() -> str:
    definition = read_framework(FRAMEWORK.read_bytes())
    parts = [
        _INTRODUCTION.format(version=definition.version, digest=definition.digest),
        _subject(definition),
        _through_line(definition),
        _raters(),
        _change(),
        _END,
    ]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = """# How we score

Every figure that the portal shows is read from one score card, which one set of functions works out in exact fractions.
Every number on this page was worked out by those functions when the page was made, with framework {version} (digest
`{digest}`). You can do the same without a database:

    .venv/bin/python manage.py score ANSWERS.json --framework fixtures/framework/2024.12.yaml
    .venv/bin/python manage.py compare_scores EARLIER.json LATER.json --framework fixtures/framework/2024.12.yaml

Levels run from 0 to 4. “Not applicable” takes an item away; “don’t know” and no answer are missing knowledge, and are
never counted as level 0."""


def _subject(definition: Definition) -> str:
    items = definition.items_by_subject["safe"]
    names = [item.code for item in items]
    sheets: Sequence[tuple[str, dict[str, Answer]]] = (
        ("All four have a level: 3, 2, 2, 1.", _levels(names, 3, 2, 2, 1)),
        ("One is not known: 3, 2, don’t know, 1.", _levels(names, 3, 2, None, 1)),
        ("One is not applicable: 3, 2, not applicable, 1.", _levels(names, 3, 2, "na", 1)),
        ("Only the first has a level: 3.", _levels(names, 3)),
    )
    rows = []
    for words, answers in sheets:
        card = score(definition, AnswerSheet.of(answers.values()), ()).subjects["safe"]
        bounds = f"{_shown(card.low)} to {_shown(card.high)}"
        attained = "not known" if card.attained is None else str(card.attained)
        rows.append(
            (words, _shown(card.score), bounds, _shown(card.coverage), attained,
             ", ".join(card.held_back_by) or "–")
        )  # fmt: skip
    essential = ", ".join(item.code for item in items if item.essential)
    proven = {
        **_levels(names, 3, 2, 2, 3),
        names[0]: Answer(names[0], level=3, evidence=1),
    }
    evidenced = score(definition, AnswerSheet.of(proven.values()), ()).subjects["safe"]
    return f"""## One commitment or feature

Safe has four items; {essential} are essential. The **score** is the mean of the levels, by weight. There is one where
at least half of the applicable weight, or every applicable essential item, has a level. **Bounds** say what the missing
answers could still make of it. The **attained level** is the lowest level among the essential items: high levels
elsewhere cannot make up for it.

{_table(("answers", "score", "bounds", "coverage", "attained", "held back by"), rows)}

The **evidenced score** counts an item at level 3 or 4 without evidence as 2. With the levels 3, 2, 2, 3 and evidence for
the first alone, the score is {_shown(evidenced.score)} and the evidenced score {_shown(evidenced.evidenced)}. It stands
beside the score, never instead of it."""


def _through_line(definition: Definition) -> str:
    card = _whole(definition)
    links = [link for link in definition.links_of("safe") if link.strength]
    rows = [
        (link.feature, str(link.strength), _shown(card.subjects[link.feature].score))
        for link in links
    ]
    strand = card.through_line["safe"]
    first = card.priorities[0]
    foundations, commitments = (card.indices[name].score for name in ("foundations", "commitments"))
    return f"""## Through-line, indices, priorities

For this example every item of a commitment stands at level 2; the items of the features stand at 0, 1, 2, 3, 4, and so
on in turn. Targets are declared for none, so that level 4 stands in.

A commitment’s **enabling score** is the mean of the features that carry it, by the strength that the framework gives each
(2 or 1). For Safe:

{_table(("feature", "strength", "score"), rows)}

This makes {_shown(strand.enabling)}. Safe itself has {_shown(card.subjects["safe"].score)}, so its **lag** is
{_shown(strand.lag)}: {strand.state}. Half a level or more above is “ahead” (at risk), half a level or more below
is “behind”.

A pillar is the mean of its features where two thirds of the applicable ones have a score. The **foundations index** is the
mean of the pillars ({_shown(foundations)} here), the **commitments index** that of the commitments
({_shown(commitments)}). The two are never blended.

**Leverage** sorts the features: (4 − score) ÷ 4 × the sum, over the commitments, of gap × this feature’s share of the
strength. Here {first.feature} comes first, with {_shown(first.leverage)}. It is a rule for sorting, not an expected
effect."""


def _raters() -> str:
    rows = []
    for levels in ((3, 4, 4, 5), (2, 3, 3, 4, 4), (1, 2, 3, 4, 5), (1, 1, 5, 5)):
        found = item_statistics(level - 1 for level in levels)
        rows.append(
            (", ".join(str(level - 1) for level in levels), _exact(found.mean), _exact(found.ad),
             _exact(found.r_wg), "contested" if found.contested else "not contested")
        )  # fmt: skip
    return f"""## Many raters

Each rater’s answers are kept for good. Of one item: **AD** is how far the levels lie from their mean on average
(acceptable below 5 ÷ 6, Burke and Dunlap 2002), **r_wg** compares their variance with that of pure chance (James, Demaree
and Wolf 1984). An item is **contested** where AD is 5 ÷ 6 or more, or where fewer than 80 % of the levels lie within one
of the lower median.

{_table(("levels", "mean", "AD", "r_wg", ""), rows)}

What a page shows of few raters is narrower than what is worked out: see
[what few raters show](decisions/0013-what-few-raters-show.md)."""


def _change() -> str:
    cases = (
        ("2, 2, 1, 2, 3", "3, 3, 3, 2, 4", 1),
        ("2, 2, 1, 2, 3", "2, 3, 1, 2, 3", 1),
        ("2, 2", "4, 4", 2),
    )
    rows = []
    for earlier, later, delta in cases:
        test = compare_raters(_means(earlier), _means(later))
        if test is None:
            rows.append((earlier, later, f"{delta:.2f}", "–", "–", "–", "not tested"))
            continue
        verdict = "changed" if test.confirms(Fraction(delta)) else "not distinguishable from noise"
        rows.append(
            (earlier, later, f"{delta:.2f}", _exact(test.difference),
             _exact(test.standard_error_squared), str(test.degrees), verdict)
        )  # fmt: skip
    return f"""## Change between two assessments

Only items are compared whose code, meaning and subject are the same in both framework versions, and which have a level
in both. Δ is the weighted mean of their differences. Whether it is more than noise is tested on the raters: each rater’s
own mean over the same items, at least three raters a side, by Welch’s test, with the variance of a side taken as at
least 1 ÷ 16. **Changed** needs D² > t² × SE², |Δ| of at least 0.25, and one sign for Δ and D. About 1 in 20 subjects that
did not change will still read “changed”.

{_table(("raters’ means, earlier", "later", "Δ", "D", "SE²", "df", "verdict"), rows)}"""


_END = """## Reproducible

The same framework version, answers and scoring version give the same bytes. Figures are fractions until they stand in
the card, rounded once to six decimals; a screen shows two. The card names the digests of the framework and of its input.
A change in the rules is a new scoring version; a finished report is never worked out again in place."""


def _levels(names: Sequence[str], *levels: int | str | None) -> dict[str, Answer]:
    answers = {}
    for name, level in zip(names, levels, strict=False):
        answers[name] = Answer(
            name,
            level=level if isinstance(level, int) else None,
            not_applicable=level == "na",
            dont_know=level is None,
            reason="Not what we do." if level == "na" else "",
        )
    return answers


def _whole(definition: Definition) -> ScoreCard:
    commitments = {commitment.code for commitment in definition.commitments}
    answers = [
        Answer(item.code, level=2 if item.subject in commitments else place % 5)
        for place, item in enumerate(definition.items)
    ]
    return score(definition, AnswerSheet.of(answers), ())


def _means(listed: str) -> list[Fraction]:
    return [Fraction(each) for each in listed.split(", ")]


def _exact(value: Fraction | None) -> str:
    return _shown(None if value is None else six_decimals(value))


def _shown(value: object) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    header = tuple(header)
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
