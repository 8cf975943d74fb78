"""The organization's own questions, in a chapter of their own."""

from lhs_portal.lib.wording import say
from reports.documents.word.story import Story, level_run, strong
from reports.presentation.page import ReportPage


def tell_local(story: Story, page: ReportPage) -> None:
    if page.local is None:
        return
    story.heading(1, say("Local questions"))
    story.paragraph(page.local.note)
    for item in page.local.questions:
        story.heading(2, item.question)
        where = " · ".join(filter(None, (item.code, item.subject_name)))
        story.paragraph(level_run(item.level, item.state_shown), f"   {where}", style="Item Line")
        story.paragraph(item.descriptor)
        if item.reason:
            story.paragraph(strong(say("Reason:") + " "), item.reason)
        if item.note:
            story.paragraph(strong(say("Note:") + " "), item.note)
