"""Who rated, how far they agreed, and how what was contested was settled."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessments.anonymity import FEWEST, OTHERS, ShownAgreement, ShownGroup
from assessments.models.rater import RoleGroup
from assessments.scoring.agreement import CONTESTED_FROM_AD
from assessments.scoring.figures import six_decimals
from commitments.definition import Item
from lhs_portal.lib.wording import mark, say, say_count
from reports.charts.cells import show_cell
from reports.presentation.page_raters import AgreementRow, GroupRow, RatersView
from reports.presentation.reading import Reading
from reports.presentation.role_gaps import note_role_gaps
from reports.presentation.settling import (
    present_dissents,
    present_talked_about,
    settlement,
)
from reports.presentation.wording import between, capital, figure, listed, number_word

TOO_FEW = mark("Too few raters to show")
_LOW_FROM = six_decimals(CONTESTED_FROM_AD)
AGREEMENT_NOTES = (
    mark(
        "AD is how many levels the raters of an item lie from their mean, on average over the "
        "items: below {limit} they agree well enough. r_wg(J) is 1 where all chose the same "
        "levels, and 0 where they are as far apart as if each had picked by chance."
    ),
    mark(
        "Raters’ views are the scores that the raters themselves gave: from five of them the "
        "interval in which the mean of such raters lies in 95 of 100 cases, with three or four "
        "the lowest and the highest. They are views, and no margin of error of the settled score."
    ),
)


def explain_agreement() -> tuple[str, ...]:
    return tuple(say(note, limit=figure(_LOW_FROM)) for note in AGREEMENT_NOTES)


def load_shown(reading: Reading) -> dict[str, ShownAgreement]:
    """By subject; empty where the answers were given together."""
    if not reading.independent:
        return {}
    return {s.code: reading.raters.agreement(s.code) for s in reading.definition.subjects}


def present_raters(reading: Reading, shown: Mapping[str, ShownAgreement]) -> RatersView | None:
    if not reading.independent:
        return None
    items = [i for of_subject in reading.definition.items_by_subject.values() for i in of_subject]
    contested = [item for item in items if reading.raters.contested(item.code)]
    dissented = [
        item for item in items if present_dissents(reading, item) and item not in contested
    ]
    rated = bool(reading.raters.number)
    agreement = _agreement_rows(reading, shown)
    return RatersView(
        opening=tuple(_opening(reading, items, contested, shown)),
        agreement=agreement,
        agreement_notes=explain_agreement() if agreement else (),
        agreement_missing=_without_agreement(reading, agreement) if rated else "",
        contested=tuple(present_talked_about(reading, item) for item in contested),
        contested_note=say("No item was contested.") if rated and not contested else "",
        dissented=tuple(present_talked_about(reading, item) for item in dissented),
        gaps_notes=note_role_gaps(reading, shown) if rated else (),
        groups=tuple(
            GroupRow(say("Others") if group.label == OTHERS else _label(group.label), group.count)
            for group in reading.raters.groups
        ),
        groups_note=_groups_note(reading.raters.groups),
    )


def _opening(
    reading: Reading,
    items: Sequence[Item],
    contested: Sequence[Item],
    shown: Mapping[str, ShownAgreement],
) -> list[str]:
    settled = [how for item in items if (how := settlement(reading, item).get("how"))]
    if not settled:
        return [say("Nothing is settled yet, so nothing is shown of what raters said.")]
    return [
        _took_part(reading),
        *_how_settled(reading, contested, settled, len(items)),
        *_extremes(reading, shown),
    ]


_WAYS = {
    "accepted": mark("{number} as the raters gave them"),
    "decided": mark("{number} by a decision with its reason"),
    "suggested": mark("{number} as the framework suggests"),
}
_ALL_SETTLED = {
    "accepted": mark("{settled} of {total} items are settled, all as the raters gave them."),
    "decided": mark("{settled} of {total} items are settled, all by a decision with its reason."),
    "suggested": mark("{settled} of {total} items are settled, all as the framework suggests."),
}


def _took_part(reading: Reading) -> str:
    number = reading.raters.number
    if not number:
        return say("No rating is in the figures.")
    if number < FEWEST:
        return say(
            "Fewer than three raters took part, so hardly anything is shown of what they said."
        )
    others = say("others")
    groups = [
        f"{others if group.label == OTHERS else _label(group.label).lower()} ({group.count})"
        for group in reading.raters.groups
    ]
    return capital(
        say_count(
            "one rater took part: {groups}.",
            "{number} raters took part: {groups}.",
            number,
            number=number_word(number),
            groups=listed(groups),
        )
    )


def _how_settled(
    reading: Reading, contested: Sequence[Item], settled: Sequence[str], total: int
) -> list[str]:
    counts = {how: count for how in _WAYS if (count := settled.count(how))}
    found = {"settled": len(settled), "total": total}
    if len(counts) == 1:
        lines = [say(_ALL_SETTLED[how], **found) for how in counts]
    else:
        ways = [say(_WAYS[how], number=number_word(count)) for how, count in counts.items()]
        lines = [say("{settled} of {total} items are settled: {ways}.", **found, ways=listed(ways))]
    if contested:
        lines.append(_say_contested(reading, contested))
    return lines


def _say_contested(reading: Reading, contested: Sequence[Item]) -> str:
    line = capital(
        say_count(
            "one item was contested",
            "{number} items were contested",
            len(contested),
            number=number_word(len(contested)),
        )
    )
    left = sum(not settlement(reading, item) for item in contested)
    if not left:
        return f"{line}."
    return say_count(
        "{contested}, of which one is not settled yet.",
        "{contested}, of which {number} are not settled yet.",
        left,
        contested=line,
        number=number_word(left),
    )


def _extremes(reading: Reading, shown: Mapping[str, ShownAgreement]) -> list[str]:
    """Raters agree most on Engaged (AD 0.31) and least on Safe (AD 0.94)."""
    by_figure: dict[str, list[str]] = {}
    for code, agreement in sorted(shown.items(), key=lambda each: each[1].ad or 0):
        if agreement.ad is not None:
            by_figure.setdefault(figure(agreement.ad), []).append(code)
    if len(by_figure) < 2:
        return []
    (low, most), *_, (high, least) = by_figure.items()
    return [
        say(
            "Raters agree most on {most} (AD {low}) and least on {least} (AD {high}).",
            most=reading.listed(most),
            low=low,
            least=reading.listed(least),
            high=high,
        )
    ]


def _agreement_rows(
    reading: Reading, shown: Mapping[str, ShownAgreement]
) -> tuple[AgreementRow, ...]:
    """Where no AD is shown, neither is anything else."""
    return tuple(
        _agreement_row(reading, code, agreement, agreement.ad)
        for code, agreement in shown.items()
        if agreement.ad is not None
    )


def _agreement_row(
    reading: Reading, code: str, agreement: ShownAgreement, ad: Decimal
) -> AgreementRow:
    views = agreement.interval or agreement.range
    kind = "interval" if agreement.interval else "range"
    low, high = views or (None, None)
    return AgreementRow(
        code=code,
        name=reading.named(code),
        r_wg_j=show_cell(agreement.r_wg_j),
        ad=figure(ad),
        verdict=say("Acceptable") if ad < _LOW_FROM else say("Low"),
        views=_views(views, kind),
        figures=(agreement.r_wg_j, ad, low, high),
        views_kind=kind if views else "",
    )


def _without_agreement(reading: Reading, rows: Sequence[AgreementRow]) -> str:
    with_figures = {row.code for row in rows}
    missing = [
        reading.name(s.code) for s in reading.definition.subjects if s.code not in with_figures
    ]
    if not rows:
        return say("Too few raters to show a figure on any commitment or feature.")
    if not missing:
        return ""
    return say(
        "Too few raters, on at least one of the items, to show a figure: {missing}.",
        missing=listed(missing),
    )


def _views(views: tuple[Decimal, Decimal] | None, kind: str) -> str:
    if views is None:
        return say(TOO_FEW)
    shown = between(*views).replace(" ", "\N{NO-BREAK SPACE}")
    if kind == "interval":
        return say("{between} (interval)", between=shown)
    return say("{between} (range)", between=shown)


def _groups_note(groups: Sequence[ShownGroup]) -> str:
    """Which role groups stand together, so that none of fewer than three stands alone."""
    for group in groups:
        if group.label == OTHERS:
            names = [_label(code).lower() for code in group.codes if code]
            return say(
                "Others are {names}. A role group of fewer than three raters never stands alone.",
                names=listed(names),
            )
    return ""


def _label(code: str) -> str:
    return str(RoleGroup(code).label)
