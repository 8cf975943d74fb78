"""The cover, the summary and the contents."""

from reports.documents.word.story import Run, Story, muted, strong
from reports.presentation.page import HeldBack, Highlight, IndexView, ReportPage

_LONG_NAME = 60


def tell_cover(story: Story, page: ReportPage) -> None:
    identity = page.identity
    story.paragraph("Learning Health System", style="Eyebrow")
    long = len(identity.organization) > _LONG_NAME
    story.paragraph(identity.organization, style="Long Title" if long else "Title")
    story.paragraph(identity.title, style="Subtitle")
    story.paragraph(identity.assessment, style="Cover Line")
    if identity.preliminary:
        what = " It shows what was answered when it was asked for."
        story.paragraph(strong(f"{identity.kind_shown}."), what, style="Notice")
    number = f"Number {identity.number}{', preliminary' if identity.preliminary else ''}"
    for name, value in (
        ("Period", identity.period),
        ("Scope", identity.scope),
        ("Report", number),
        ("Made", identity.requested_at_shown),
        ("Asked for by", identity.requested_by),
        ("Rests on", page.rests_on),
    ):
        story.fact(name, value)
    signature = identity.signature
    if signature:
        signed = f"{signature.name_and_role}, {signature.at_shown}"
        story.fact(signature.lead, f"{signed}, digest {signature.digest[:12]}")
    for name, value in identity.organization_facts:
        story.fact(name, value)
    story.paragraph(page.affiliation_note, style="Cover Note")


def tell_summary(story: Story, page: ReportPage) -> None:
    story.heading(1, "Summary")
    story.paragraph(page.headline, style="Headline")
    story.paragraph(muted(f"{page.rests_on}. {page.rests_on_detail}"))
    for notice in page.notices:
        story.paragraph(notice, style="Notice")
    indices = [run for index in page.indices for run in _index(index)]
    story.paragraph(*indices[:-1], style="Card")
    story.paragraph(" ".join(page.opening))
    _tell_highlights(story, "Strengths", page.strengths, page.strengths_note)
    _tell_highlights(story, "Gaps", page.gaps, page.gaps_note)
    story.chart(page.commitments_chart)
    story.contents(1)


def tell_held_back(story: Story, lead: str, rows: tuple[HeldBack, ...]) -> None:
    if rows:
        story.paragraph(muted(f"{lead}:"), style="Lead")
        story.bullets(row.question for row in rows)


def _index(index: IndexView) -> list[Run]:
    score = index.score
    shown = [muted(f"{index.name}  "), (score.shown, "Figure")]
    return [*shown, muted("" if score.value is None else " of 4"), "\t"]


def _tell_highlights(story: Story, title: str, rows: tuple[Highlight, ...], note: str) -> None:
    story.heading(2, title)
    for row in rows:
        found = [strong(row.name), f"  {row.figure}\n", muted(row.sentence)]
        story.paragraph(*found, style="Held Highlight" if row.held_back_by else "Highlight")
        tell_held_back(story, row.held_back_lead, row.held_back_by)
    story.paragraph(note)
