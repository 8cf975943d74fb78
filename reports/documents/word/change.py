"""What changed since the last signed assessment."""

from collections.abc import Sequence

from lhs_portal.lib.wording import say
from reports.documents.word.story import Story, muted, strong
from reports.presentation.page import ReportPage
from reports.presentation.page_change import ChangeRow, ChangeView, ContestedItem
from reports.presentation.wording import heading


def tell_change(story: Story, page: ReportPage) -> None:
    change = page.change
    if change is None:
        return
    story.heading(1, say("What changed"))
    story.paragraph(change.headline, style="Headline")
    story.paragraphs(change.opening)
    story.heading(2, say("The commitments, then and now"))
    story.chart(change.commitments_chart)
    _tell_rows(story, change, say("Change of the commitments"), change.commitments)
    story.heading(2, say("The features, then and now"))
    story.chart(change.features_chart)
    _tell_rows(story, change, say("Change of the features"), change.features)
    if change.over_time:
        story.heading(2, say("Over all cycles"))
        story.chart(change.over_time)
        story.figures(change.over_time)
    _tell_moved(story, change)
    _tell_targets(story, change)
    _tell_contested(story, change)
    _tell_not_compared(story, change)
    story.heading(2, say("How change is told from noise"))
    story.paragraphs(change.method)
    for name, digest in change.digests:
        story.paragraph(
            muted(say("{name}: digest {digest}", name=name, digest=digest)), style="Small Print"
        )


def _tell_rows(story: Story, change: ChangeView, title: str, rows: Sequence[ChangeRow]) -> None:
    story.table(
        title,
        (say("Name"), *change.sides, heading("Change"), say("What can be said")),
        [
            [
                row.name, row.before_shown, row.after_shown, row.delta_shown,
                f"{row.verdict_shown}\n{row.why}".strip(),
            ]
            for row in rows
        ],
        (1.7, 1, 1, 0.8, 3),
        numbers=(1, 2, 3),
    )  # fmt: skip


def _tell_moved(story: Story, change: ChangeView) -> None:
    story.heading(2, say("Items that moved most"))
    story.paragraph(change.moved_note, style="Lead" if change.moved else "Normal")
    story.table(
        say("Items that moved most"),
        (say("Item"), say("Question"), *change.sides, heading("Change")),
        [
            [
                f"{row.code}\n{row.subject}", row.question, row.before_shown, row.after_shown,
                row.delta_shown,
            ]
            for row in change.moved
        ],
        (1.7, 2.6, 1.2, 1.2, 0.8),
        numbers=(4,),
    )  # fmt: skip


def _tell_targets(story: Story, change: ChangeView) -> None:
    story.heading(2, say("Targets met and missed"))
    story.paragraph(change.targets_note)
    story.bullets(target.sentence for target in change.targets)


def _tell_contested(story: Story, change: ChangeView) -> None:
    story.heading(2, say("Contested items, new and closed"))
    story.paragraph(change.contested_note)
    for lead, items in (
        (say("Newly contested"), change.newly_contested),
        (say("No longer contested"), change.no_longer_contested),
    ):
        if items:
            story.paragraph(strong(lead), style="Lead")
            story.bullets(map(_contested_in_words, items))


def _contested_in_words(item: ContestedItem) -> str:
    words = f"{item.code}, {item.subject}: {item.question}"
    if not item.settled:
        return words
    return words + " " + say("Settled: {answer}.", answer=item.settled)


def _tell_not_compared(story: Story, change: ChangeView) -> None:
    story.heading(2, say("What cannot be compared"))
    lead = "Lead" if change.not_compared else "Normal"
    story.paragraph(change.not_compared_note, style=lead)
    story.table(
        say("What cannot be compared, and why"),
        (say("Item"), say("Question"), say("Why")),
        [[f"{row.code}\n{row.subject}", row.question, row.why] for row in change.not_compared],
        (1.7, 2.6, 2.2),
    )
