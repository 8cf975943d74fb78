"""How the scores are made, what else they can be read as, and how to verify this report."""

from collections.abc import Iterable

from lhs_portal.lib.wording import say
from reports.documents.word.story import Story, formula, link, muted, strong
from reports.presentation.page import ReportPage
from reports.presentation.page_crosswalk import CrosswalkLine, CrosswalkView

_LISTED = 40  # characters without a sign, at most


def tell_method(story: Story, page: ReportPage) -> None:
    story.heading(1, say("How the scores are made"))
    for note in page.method:
        story.heading(2, note.title)
        for paragraph in note.paragraphs:
            story.paragraph(*formula(paragraph))


def tell_crosswalks(story: Story, page: ReportPage) -> None:
    for crosswalk in page.crosswalks:
        _tell_crosswalk(story, crosswalk)


def _tell_crosswalk(story: Story, crosswalk: CrosswalkView) -> None:
    story.heading(1, crosswalk.name, flows=True)
    story.paragraph(crosswalk.note, style="Lead")
    if crosswalk.sources:
        story.paragraph(
            say("Sources: {sources}", sources=" ".join(crosswalk.sources)), style="Small Lead"
        )
    placed = [[group.name, *_cells(line)] for group in crosswalk.groups for line in group.lines]
    without = [[say("No place there"), *_cells(line)] for line in crosswalk.unmapped]
    story.table(
        crosswalk.name,
        (say("There"), say("Commitment or feature"), say("Score"), say("Note")),
        [*placed, *without],
        (1.6, 1.9, 0.7, 2.6),
        numbers=(2,),
    )


def _cells(line: CrosswalkLine) -> list[str]:
    return [line.name, line.score_shown, _noted(line)]


def _noted(line: CrosswalkLine) -> str:
    return "\n".join(filter(None, [say("Sources differ.") if line.differs else "", line.note]))


def tell_sources(story: Story, page: ReportPage) -> None:
    story.heading(1, say("Sources"), flows=True)
    for source in page.sources:
        address = [" ", link(source.url, source.url)] if source.url else []
        story.paragraph(source.citation, *address)
    story.paragraph(page.affiliation_note, style="Small Print")


def tell_verification(story: Story, page: ReportPage) -> None:
    identity = page.identity
    story.heading(2, say("How to verify this report"))
    story.paragraph(
        say("Whether a file of this report is as it was made can be looked up under this address:")
        + " ",
        link(identity.verify_url, identity.verify_url),
    )
    for name, value in (
        (say("Frozen input"), identity.frozen_digest),
        (say("Answers"), identity.input_digest),
        (say("Framework"), identity.framework_version),
        (say("Its digest"), identity.framework_digest),
        (
            say("Scoring"),
            say("version {scoring_version}", scoring_version=identity.scoring_version),
        ),
    ):
        story.fact(name, value)


def tell_missing(story: Story, missing: Iterable[str]) -> None:
    """Characters that no file of this kind can hold."""
    points = [f"U+{ord(character):04X}" for character in sorted(missing)]
    if not points:
        return
    shown = ", ".join(points[:_LISTED])
    if len(points) > _LISTED:
        shown = say(
            "{characters} and {number} more", characters=shown, number=len(points) - _LISTED
        )
    story.heading(2, say("Characters that this file cannot hold"))
    story.paragraph(
        strong(f"{len(points)} "),
        say("in names or notes cannot stand in a Word file, and stand as □:") + " ",
        muted(f"{shown}."),
    )
