"""The summary in plain language, in blocks to be copied, and the items contested most."""

from collections.abc import Sequence
from dataclasses import dataclass

from commitments.definition import Definition, Item
from lhs_portal.lib.wording import say
from reports.presentation.wording import capital
from reports.releases.shown import FigureView
from reports.workbench import findings
from reports.workbench.charting import WITHHELD
from reports.workbench.measures import barrier_measures, contested_measures
from reports.workbench.presenting.material import Material, Presented
from reports.workbench.presenting.overview import lines_of, measures_of_overview
from reports.workbench.view import SELF_SELECTED, Line
from reports.workbench.wording import about, in_full, percent

MOST_CONTESTED = 10


@dataclass(frozen=True, slots=True)
class Block:
    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Contested:
    item: Item
    subject: str
    shown: str


def measures_of_communication(definition: Definition) -> list[str]:
    return [
        *measures_of_overview(definition),
        *barrier_measures(),
        "resources",
        *contested_measures(definition),
    ]


def present_communication(material: Material) -> Presented:
    definition, figures = material.definition, material.figures
    contested = most_contested(definition, figures)
    blocks = tuple(block for block in _blocks(material) if block.text)
    return Presented(
        headlines=findings.find_headlines(definition, figures)[:3],
        lines=lambda: _lines(definition, figures),
        content={"blocks": blocks, "contested": contested, "withheld": say(WITHHELD)},
    )


def _lines(definition: Definition, figures: findings.Figures) -> list[Line]:
    codes = zip(definition.items, contested_measures(definition), strict=True)
    return [
        *lines_of(definition, figures, measures_of_overview(definition)),
        *(
            Line("", say("Contested share: item {code}", code=item.code), figures[code])
            for item, code in codes
        ),
    ]


def _blocks(material: Material) -> Sequence[Block]:
    definition, figures = material.definition, material.figures
    who = about(material.cell.n if material.cell else None)
    part = (
        say(
            "{who} measured themselves with the Shared Commitments framework {version} and agreed "
            "to be counted. They chose to take part: the figures are {self_selected} of all "
            "organizations. Counts and means are rounded.",
            who=capital(who),
            version=definition.version,
            self_selected=say(SELF_SELECTED),
        )
        if who
        else ""
    )
    return (
        Block("who", say("Who is behind these figures"), part),
        Block(
            "stand",
            say("Where the field stands"),
            findings.join([findings.tell_commitments(definition, figures)]),
        ),
        Block(
            "foundations",
            say("What it rests on"),
            findings.join(
                [
                    findings.tell_pillars(definition, figures),
                    findings.tell_features(definition, figures),
                ]
            ),
        ),
        Block("lag", say("Where foundations lag"), findings.tell_lag(definition, figures)),
        Block(
            "barriers",
            say("What stands in the way"),
            findings.join([findings.tell_barriers(figures), findings.tell_resources(figures)]),
        ),
        Block("change", say("What has changed"), findings.tell_change(definition, figures)),
    )


def most_contested(definition: Definition, figures: findings.Figures) -> tuple[Contested, ...]:
    """Of the whole field; ties stay in the order of the framework."""
    known: list[tuple[Item, FigureView]] = [
        (item, figure)
        for item in definition.items
        if (figure := figures[f"question:contested:{item.code}"]).mean
    ]
    known.sort(key=lambda each: -(each[1].mean or 0))
    return tuple(
        Contested(item, in_full(definition.subject_by_code[item.subject]), percent(figure))
        for item, figure in known[:MOST_CONTESTED]
    )
