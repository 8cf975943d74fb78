"""The report as a Word document, written by python-docx in a process of its own."""

import base64
from pathlib import Path

from lhs_portal.lib.wording import say
from reports.documents.material import Material, Rendered
from reports.documents.pictures.png import DENSITY, Drawing, render_pngs
from reports.documents.processes import run_apart
from reports.documents.word import (
    change,
    closing,
    front,
    items,
    local,
    peers,
    plan,
    scores,
    team,
)
from reports.documents.word.story import DRAWN_WIDE, WIDE, Story
from reports.documents.word.styles import look
from reports.presentation.page import Identity
from reports.presentation.wording import shorten

_LONGEST = 90  # of a name in the line above each page
_LONGEST_TITLE = 250  # a property holds no more
_CHAPTERS = (
    front.tell_cover,
    front.tell_summary,
    scores.tell_commitments,
    scores.tell_foundations,
    peers.tell_peers,
    scores.tell_through_line,
    change.tell_change,
    scores.tell_priorities,
    plan.tell_plan,
    team.tell_raters,
    team.tell_evidence,
    items.tell_items,
    local.tell_local,
    closing.tell_method,
    closing.tell_crosswalks,
    closing.tell_sources,
    closing.tell_verification,
)


def render_word(material: Material) -> Rendered:
    """Equal pages give equal bytes. Raises DocumentFailed."""
    story = Story()
    for tell in _CHAPTERS:
        tell(story, material.page)
    drawings = [Drawing(svg, DRAWN_WIDE) for svg in story.drawings.values()]
    pictures = render_pngs(drawings, kind="docx", per_inch=DENSITY * DRAWN_WIDE / WIDE)
    encoded = (base64.b64encode(png).decode() for png in pictures.pngs)
    missing = story.text.missing
    closing.tell_missing(story, tuple(missing))
    job = {
        **_properties(story, material.page.identity),
        "blocks": story.blocks,
        "pictures": dict(zip(story.drawings, encoded, strict=True)),
        "look": look(),
    }
    content = run_apart(Path(__file__).parent / "program", job, kind="docx")
    return Rendered(content, tuple(sorted(missing | pictures.missing)))


def _properties(story: Story, identity: Identity) -> dict[str, str | int]:
    name = story.text.clean(identity.organization)
    return {
        "title": f"{identity.title}: {name}"[:_LONGEST_TITLE],
        "subject": story.text.clean(identity.assessment)[:_LONGEST_TITLE],
        "author": "LHS Portal",
        "language": identity.language,
        "timestamp": int(identity.requested_at.timestamp()),
        "header": f"{shorten(name, _LONGEST)}\t{identity.kind_shown} {identity.number}",
        "footer": say("Not affiliated with the National Academy of Medicine"),
    }
