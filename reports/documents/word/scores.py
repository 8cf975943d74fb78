"""Commitments, foundations, the through-line between them, and what to do first."""

from lhs_portal.lib.wording import say
from reports.documents.word.story import Story, emphasis, muted, strong
from reports.presentation.page import PriorityView, ReportPage

_IN_FULL = 5  # priorities; the others are rows of a table


def tell_commitments(story: Story, page: ReportPage) -> None:
    story.heading(1, say("Ten shared commitments"))
    story.chart(page.commitments_chart)
    story.figures(page.commitments_chart)
    story.heading(2, say("What the organization declared"))
    declared = [row for row in page.commitments if row.target_declared or row.statement]
    if not declared:
        story.paragraph(say("No target is declared, so gaps are counted to level 4."))
    for row in declared:
        target = ", " + say("level {level}", level=row.target) if row.target_declared else ""
        statement = f"\n{row.statement}" if row.statement else ""
        story.paragraph(strong(row.subject.name), target, emphasis(statement))


def tell_foundations(story: Story, page: ReportPage) -> None:
    story.heading(1, say("Foundations: four pillars, twelve features"))
    story.chart(page.foundations_chart)
    story.figures(page.foundations_chart)
    for pillar in page.pillars:
        story.heading(2, pillar.name)
        story.paragraph(f"“{pillar.statement}”", style="Quote")
        if pillar.original:
            story.paragraph(f"“{pillar.original}”", style="Small Print")
        story.bullets(pillar.score.how)
    story.heading(2, say("The two indices"))
    for index in page.indices:
        how = " ".join(index.score.how)
        story.paragraph(strong(f"{index.name}: {index.score.shown}."), f" {how}")


def tell_through_line(story: Story, page: ReportPage) -> None:
    story.heading(1, say("Through-line: commitments and what carries them"))
    story.chart(page.lag_chart)
    story.paragraph(page.through_line_note)
    story.paragraphs(page.through_line)
    story.figures(page.lag_chart)
    heat = page.heat_table
    story.heading(2, say("Pillar by commitment"))
    story.paragraph(heat.title, style="Chart Title")
    story.paragraph(heat.alt, style="Small Print")
    names = [name for name, _ in heat.columns]
    story.table(
        heat.table.caption,
        (say("Commitment"), *names),
        [[row.label, *((cell.shown, cell.band) for cell in row.cells)] for row in heat.rows],
        (1.3, *(1,) * len(names)),
        centred=range(1, len(names) + 1),
    )
    if page.heat_how:
        lead = say("How this was scored: strength × score of each feature")
        story.paragraph(strong(lead), style="Small Print")
        story.bullets(page.heat_how, "Small Bullet")


def tell_priorities(story: Story, page: ReportPage) -> None:
    story.heading(1, say("Priorities"))
    story.paragraph(page.priorities_note)
    if not page.priorities:
        story.paragraph(say("There is no priority to rank."))
    story.chart(page.priorities_chart)
    if page.not_ranked:
        names = "; ".join(page.not_ranked)
        story.paragraph(strong(say("Not ranked, because there is no score:") + " "), f"{names}.")
    for row in page.priorities[:_IN_FULL]:
        _tell_priority(story, row)
    further = page.priorities[_IN_FULL:]
    if further:
        story.heading(2, say("Further down the list"))
        story.table(
            say("Features further down the list"),
            (say("Rank"), say("Feature"), say("Leverage"), say("Would lift")),
            [[str(r.rank), r.full_name, r.leverage_shown, r.lifts] for r in further],
            (0.6, 2.4, 1, 3),
            numbers=(0, 2),
        )


def _tell_priority(story: Story, row: PriorityView) -> None:
    story.heading(2, f"{row.rank}. {row.full_name}")
    story.paragraph(
        say(
            "Leverage {leverage}. Pillar: {pillar}. Score {score}.",
            leverage=row.leverage_shown,
            pillar=row.pillar,
            score=row.score_shown,
        ),
        style="Lead",
    )
    if row.lifts:
        story.paragraph(say("Would lift: {names}.", names=row.lifts))
    if row.protects:
        story.paragraph(say("Would protect: {names}.", names=row.protects))
    if row.held_back_by:
        story.paragraph(strong(say("Held back by")), style="Lead")
    for each in row.held_back_by:
        now = f"{each.now[:1].lower()}{each.now[1:]}"
        story.paragraph(
            strong(each.code),
            ", " + say("now {level}", level=now) + f". {each.question}\n",
            muted(say("What it takes: {needs}", needs=each.needs)),
            style="List Bullet",
        )
    story.paragraph(say("How this was scored.") + f" {row.leverage_how}", style="Small Print")
