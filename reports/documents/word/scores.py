"""Commitments, foundations, the through-line between them, and what to do first."""

from reports.documents.word.story import Story, emphasis, muted, strong
from reports.presentation.page import PriorityView, ReportPage

_IN_FULL = 5  # priorities; the others are rows of a table


def tell_commitments(story: Story, page: ReportPage) -> None:
    story.heading(1, "Ten shared commitments")
    story.chart(page.commitments_chart)
    story.figures(page.commitments_chart)
    story.heading(2, "What the organization declared")
    declared = [row for row in page.commitments if row.target_declared or row.statement]
    if not declared:
        story.paragraph("No target is declared, so gaps are counted to level 4.")
    for row in declared:
        target = f", level {row.target}" if row.target_declared else ""
        statement = f"\n{row.statement}" if row.statement else ""
        story.paragraph(strong(row.subject.name), target, emphasis(statement))


def tell_foundations(story: Story, page: ReportPage) -> None:
    story.heading(1, "Foundations: four pillars, twelve features")
    story.chart(page.foundations_chart)
    story.figures(page.foundations_chart)
    for pillar in page.pillars:
        story.heading(2, pillar.name)
        story.paragraph(f"“{pillar.statement}”", style="Quote")
        story.bullets(pillar.score.how)
    story.heading(2, "The two indices")
    for index in page.indices:
        how = " ".join(index.score.how)
        story.paragraph(strong(f"{index.name}: {index.score.shown}."), f" {how}")


def tell_through_line(story: Story, page: ReportPage) -> None:
    story.heading(1, "Through-line: commitments and what carries them")
    story.chart(page.lag_chart)
    story.paragraph(page.through_line_note)
    story.paragraphs(page.through_line)
    story.figures(page.lag_chart)
    heat = page.heat_table
    story.heading(2, "Pillar by commitment")
    story.paragraph(heat.title, style="Chart Title")
    story.paragraph(heat.alt, style="Small Print")
    names = [name for name, _ in heat.columns]
    story.table(
        heat.table.caption,
        ("Commitment", *names),
        [[row.label, *((cell.shown, cell.band) for cell in row.cells)] for row in heat.rows],
        (1.3, *(1,) * len(names)),
        centred=range(1, len(names) + 1),
    )
    if page.heat_how:
        lead = "How this was scored: strength × score of each feature"
        story.paragraph(strong(lead), style="Small Print")
        story.bullets(page.heat_how, "Small Bullet")


def tell_priorities(story: Story, page: ReportPage) -> None:
    story.heading(1, "Priorities")
    story.paragraph(page.priorities_note)
    if not page.priorities:
        story.paragraph("There is no priority to rank.")
    story.chart(page.priorities_chart)
    if page.not_ranked:
        names = "; ".join(page.not_ranked)
        story.paragraph(strong("Not ranked, because there is no score: "), f"{names}.")
    for row in page.priorities[:_IN_FULL]:
        _tell_priority(story, row)
    further = page.priorities[_IN_FULL:]
    if further:
        story.heading(2, "Further down the list")
        story.table(
            "Features further down the list",
            ("Rank", "Feature", "Leverage", "Would lift"),
            [[str(r.rank), r.full_name, r.leverage_shown, r.lifts] for r in further],
            (0.6, 2.4, 1, 3),
            numbers=(0, 2),
        )


def _tell_priority(story: Story, row: PriorityView) -> None:
    story.heading(2, f"{row.rank}. {row.full_name}")
    story.paragraph(
        f"Leverage {row.leverage_shown}. Pillar: {row.pillar}. Score {row.score_shown}.",
        style="Lead",
    )
    if row.lifts:
        story.paragraph(f"Would lift: {row.lifts}.")
    if row.protects:
        story.paragraph(f"Would protect: {row.protects}.")
    if row.held_back_by:
        story.paragraph(strong("Held back by"), style="Lead")
    for each in row.held_back_by:
        now = f"{each.now[:1].lower()}{each.now[1:]}"
        story.paragraph(
            strong(each.code),
            f", now {now}. {each.question}\n",
            muted(f"What it takes: {each.needs}"),
            style="List Bullet",
        )
    story.paragraph(f"How this was scored. {row.leverage_how}", style="Small Print")
