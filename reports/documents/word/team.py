"""The evidence under the answers, and how far those who gave them agree."""

from collections.abc import Sequence

from lhs_portal.lib.wording import mark, say
from reports.documents.word.story import Story, formula, level_run, muted, strong
from reports.presentation.page import ReportPage
from reports.presentation.page_raters import Dissent, RatersView, TalkedAbout

EVIDENCED_NOTE = mark(
    "The evidenced score counts an item at level 3 or 4 without evidence as level 2. It stands "
    "beside the score, and changes nothing else in this report."
)


def tell_raters(story: Story, page: ReportPage) -> None:
    raters = page.raters
    if raters is None:
        return
    story.heading(1, say("Raters and their agreement"))
    story.paragraph(" ".join(raters.opening))
    _tell_agreement(story, raters)
    if raters.contested or raters.contested_note:
        story.heading(2, say("Contested items, and how they were settled"))
        story.paragraph(raters.contested_note)
        _tell_talked_about(story, raters.contested)
    if raters.dissented:
        story.heading(2, say("Dissent on items that were not contested"))
        _tell_talked_about(story, raters.dissented)
    if raters.gaps_notes:
        story.heading(2, say("Leaders and front-line staff"))
        story.chart(page.role_gap_chart)
        story.paragraphs(raters.gaps_notes)
        if page.role_gap_chart:
            story.figures(page.role_gap_chart)
    if raters.groups:
        story.heading(2, say("Who took part"))
        rows = [[row.label, str(row.count)] for row in raters.groups]
        story.table(
            say("Raters by role group"),
            (say("Role group"), say("Raters")),
            rows,
            (4, 1),
            numbers=(1,),
        )
        story.paragraph(raters.groups_note)


def tell_dissents(story: Story, dissents: Sequence[Dissent]) -> None:
    for each in dissents:
        story.paragraph(strong(say("{name} dissents:", name=each.author) + " "), each.text)


def _tell_agreement(story: Story, raters: RatersView) -> None:
    if raters.agreement or raters.agreement_missing:
        story.heading(2, say("How far they agree"))
        for note in raters.agreement_notes:
            story.paragraph(*formula(note))
    story.table(
        say("Agreement and raters’ views, by commitment and feature"),
        (say("Commitment or feature"), "AD", "r_wg(J)", say("Agreement"), say("Raters’ views")),
        [[row.name, row.ad, row.r_wg_j, row.verdict, row.views] for row in raters.agreement],
        (2.2, 0.7, 0.8, 1.3, 2),
        numbers=(1, 2),
    )
    story.paragraph(raters.agreement_missing)


def _tell_talked_about(story: Story, rows: Sequence[TalkedAbout]) -> None:
    for row in rows:
        story.heading(3, row.question)
        band = level_run(row.level, row.settled)
        story.paragraph(f"{row.code} · {row.subject}   ", band, style="Item Line")
        if row.reason:
            story.paragraph(strong(say("Reason:") + " "), row.reason)
        tell_dissents(story, row.dissents)


def tell_evidence(story: Story, page: ReportPage) -> None:
    evidence = page.evidence
    if evidence is None:
        return
    story.heading(1, say("Evidence"))
    story.paragraph(" ".join(evidence.opening))
    if evidence.rows:
        story.paragraph(say(EVIDENCED_NOTE))
    story.table(
        say("Scores with and without evidence"),
        (
            say("Commitment or feature"),
            say("Score"),
            say("Evidenced score"),
            say("Items at 3 or 4 on nothing"),
        ),
        [[row.name, row.score, row.evidenced, str(row.unproven)] for row in evidence.rows],
        (3, 1, 1.2, 1.3),
        numbers=(1, 2, 3),
    )
    story.heading(2, say("What stands on nothing"))
    story.paragraph(evidence.unproven_note)
    for row in evidence.unproven:
        where = muted(f"{row.subject}, {row.level_shown}")
        story.paragraph(f"{row.question}\n", where, style="List Bullet")
