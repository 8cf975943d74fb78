"""The cover, the summary and the contents."""

from lhs_portal.lib.wording import say
from reports.documents.word.story import Run, Story, muted, strong
from reports.presentation.page import HeldBack, Highlight, IndexView, ReportPage

_LONG_NAME = 60


def tell_cover(story: Story, page: ReportPage) -> None:
    identity = page.identity
    story.paragraph(say("Learning Health System"), style="Eyebrow")
    long = len(identity.organization) > _LONG_NAME
    story.paragraph(identity.organization, style="Long Title" if long else "Title")
    story.paragraph(identity.title, style="Subtitle")
    story.paragraph(identity.assessment, style="Cover Line")
    if identity.preliminary:
        what = say("It shows what was answered when it was asked for.")
        story.paragraph(strong(f"{identity.kind_shown}."), f" {what}", style="Notice")
    number = say("Number {number}", number=identity.number)
    if identity.preliminary:
        number = say("Number {number}, preliminary", number=identity.number)
    for name, value in (
        (say("Period"), identity.period),
        (say("Scope"), identity.scope),
        (say("Report"), number),
        (say("Made"), identity.requested_at_shown),
        (say("Asked for by"), identity.requested_by),
        (say("Rests on"), page.rests_on),
    ):
        story.fact(name, value)
    signature = identity.signature
    if signature:
        signed = say(
            "{name}, {at}, digest {digest}",
            name=signature.name_and_role,
            at=signature.at_shown,
            digest=signature.digest[:12],
        )
        story.fact(signature.lead, signed)
    for name, value in identity.organization_facts:
        story.fact(name, value)
    story.paragraph(page.affiliation_note, style="Cover Note")


def tell_summary(story: Story, page: ReportPage) -> None:
    story.heading(1, say("Summary"))
    story.paragraph(page.headline, style="Headline")
    story.paragraph(muted(f"{page.rests_on}. {page.rests_on_detail}"))
    for notice in page.notices:
        story.paragraph(notice, style="Notice")
    indices = [run for index in page.indices for run in _index(index)]
    story.paragraph(*indices[:-1], style="Card")
    story.paragraph(" ".join(page.opening))
    _tell_highlights(story, say("Strengths"), page.strengths, page.strengths_note)
    _tell_highlights(story, say("Gaps"), page.gaps, page.gaps_note)
    story.chart(page.commitments_chart)
    story.contents(1)


def tell_held_back(story: Story, lead: str, rows: tuple[HeldBack, ...]) -> None:
    if rows:
        story.paragraph(muted(f"{lead}:"), style="Lead")
        story.bullets(row.question for row in rows)


def _index(index: IndexView) -> list[Run]:
    score = index.score
    shown = [muted(f"{index.name}  "), (score.shown, "Figure")]
    return [*shown, muted("" if score.value is None else " " + say("of 4")), "\t"]


def _tell_highlights(story: Story, title: str, rows: tuple[Highlight, ...], note: str) -> None:
    story.heading(2, title)
    for row in rows:
        found = [strong(row.name), f"  {row.figure}\n", muted(row.sentence)]
        story.paragraph(*found, style="Held Highlight" if row.held_back_by else "Highlight")
        tell_held_back(story, row.held_back_lead, row.held_back_by)
    story.paragraph(note)
