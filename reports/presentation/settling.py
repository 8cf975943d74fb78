"""How each item of independent ratings was settled, and how far its raters agreed."""

from decimal import Decimal

from assessments.anonymity import ShownItem
from assessments.presenters.settling.wording import beside_in_words, words_of
from assessments.scoring.figures import rounded
from assessments.scoring.ratings import Rating
from commitments.definition import Item
from lhs_portal.lib.wording import mark, say, say_count
from reports.charts.cells import show_cell
from reports.presentation.answers import STATES, answer_in_words
from reports.presentation.page_raters import Dissent, SettledView, TalkedAbout
from reports.presentation.reading import Json, Reading
from reports.presentation.wording import capital, number_word, percent

FORMER = mark("A former member")
OPEN = mark("Not settled yet")
SUGGESTED = "suggested"


def present_settled(reading: Reading, item: Item) -> SettledView | None:
    """None where the answers were given together."""
    if not reading.independent:
        return None
    settled = settlement(reading, item)
    how = settled.get("how", "")
    shown = reading.raters.item(item.code)
    found = shown.statistics
    return SettledView(
        how=how,
        how_shown=_how_in_words(settled),
        contested=reading.raters.contested(item.code),
        agreement=_agreement_in_words(shown) if reading.raters.number and how != SUGGESTED else "",
        raters=shown.n,
        mean=rounded(found.mean) if found else None,
        median=rounded(found.median) if found else None,
        r_wg=rounded(found.r_wg) if found else None,
        ad=rounded(found.ad) if found else None,
        named=tuple(
            (reading.raters.name(rating.rater), _choice_in_words(reading, rating))
            for rating in shown.named
        ),
        dissents=present_dissents(reading, item),
    )


def settlement(reading: Reading, item: Item) -> Json:
    """As it was frozen; empty while the item is open."""
    found: Json = reading.frozen.get("settled", {}).get(item.code, {})
    return found


def present_dissents(reading: Reading, item: Item) -> tuple[Dissent, ...]:
    rows = reading.frozen.get("dissent", {}).get(item.code, ())
    return tuple(Dissent(row["author"] or say(FORMER), row["text"]) for row in rows)


def present_talked_about(reading: Reading, item: Item) -> TalkedAbout:
    settled = settlement(reading, item)
    level = reading.answer(item.code).get("level") if settled else None
    return TalkedAbout(
        code=item.code,
        subject=reading.named(item.subject),
        question=reading.text(item.question),
        settled=answer_in_words(reading, item) if settled else say(OPEN),
        level=level,
        level_name="" if level is None else reading.level_name(level),
        reason=settled.get("reason", ""),
        dissents=present_dissents(reading, item),
    )


def _how_in_words(settled: Json) -> str:
    how, by = settled.get("how", ""), settled.get("by")
    if how == "accepted":
        return say("Accepted as the raters gave it.")
    if how == "decided":
        return (
            say("Decided by {by}, with a reason.", by=by) if by else say("Decided, with a reason.")
        )
    if how == SUGGESTED:
        return say("Not asked of raters: the framework suggests it for the sector.")
    return say("Not settled yet.")


def _agreement_in_words(shown: ShownItem) -> str:
    """Nine raters gave a level: mean 2.44, median 2.00, 89 % within one level, AD 0.64 …"""
    if shown.statistics is None:
        return words_of(shown)
    found = shown.statistics
    given = capital(
        say_count(
            "one rater gave a level",
            "{number} raters gave a level",
            found.n,
            number=number_word(found.n),
        )
    )
    mean, median, ad, r_wg = (
        show_cell(rounded(value)) for value in (found.mean, found.median, found.ad, found.r_wg)
    )
    near = percent(rounded(found.near_median) or Decimal())
    sentence = say(
        "{given}: mean {mean}, median {median}, {near} within one level of the median, AD {ad}, "
        "r_wg {r_wg}.",
        given=given,
        mean=mean,
        median=median,
        near=near,
        ad=ad,
        r_wg=r_wg,
    )
    return " ".join(filter(None, (sentence, beside_in_words(shown))))


def _choice_in_words(reading: Reading, rating: Rating) -> str:
    if rating.level is not None:
        return reading.level(rating.level)
    state = "not-applicable" if rating.not_applicable else "dont-know"
    return say(STATES[state])
