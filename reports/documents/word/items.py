"""Every answer: commitments first, then features, each with its items, notes and reasons."""

from collections.abc import Sequence

from lhs_portal.lib.wording import mark, say
from reports.documents.word.front import tell_held_back
from reports.documents.word.story import Story, emphasis, formula, level_run, muted, strong
from reports.documents.word.team import tell_dissents
from reports.presentation.page import CommitmentView, ItemView, ReportPage, SubjectView
from reports.presentation.page_evidence import PieceView
from reports.presentation.page_raters import SettledView

_OPENING = mark(
    "Commitments first, then features, each with its items. Essential items decide the attained "
    "level."
)


def tell_items(story: Story, page: ReportPage) -> None:
    story.heading(1, say("Every answer"))
    story.paragraph(say(_OPENING))
    sources = dict.fromkeys(each.subject.source for each in page.commitments)
    quoted = " ".join(filter(None, sources))
    if quoted:
        lead = say("Definitions in quotation marks are quoted from:")
        story.paragraph(f"{lead} {quoted}")
    for commitment in page.commitments:
        _tell_subject(story, commitment.subject, "", commitment.how, commitment)
    for pillar in page.pillars:
        for feature in pillar.features:
            _tell_subject(story, feature, pillar.name, feature.score.how, None)


def _tell_subject(
    story: Story,
    subject: SubjectView,
    pillar: str,
    how: Sequence[str],
    commitment: CommitmentView | None,
) -> None:
    story.heading(2, subject.full_name)
    definition = f"“{subject.definition}”" if commitment else subject.definition
    story.paragraph(muted(f"{pillar}. " if pillar else ""), emphasis(definition), style="Lead")
    if subject.original:
        story.paragraph(f"“{subject.original}”", style="Small Print")
    line = [strong(_score(subject)), *(f" · {part}" for part in _parts(subject, commitment))]
    if commitment and commitment.through_line:
        line.append(f"\n{commitment.through_line}")
    story.paragraph(*line, style="Score Line")
    tell_held_back(story, subject.held_back_lead, subject.held_back_by)
    for item in subject.items:
        _tell_item(story, item)
    story.paragraph(strong(say("How this was scored")), style="Small Lead")
    story.bullets(how, "Small Bullet")


def _score(subject: SubjectView) -> str:
    shown = subject.score.shown
    return shown if subject.score.value is None else say("{score} of 4", score=shown)


def _parts(subject: SubjectView, commitment: CommitmentView | None) -> list[str]:
    parts = []
    if subject.score.bounds:
        parts.append(say("possible {bounds}", bounds=subject.score.bounds))
    if subject.evidenced_shown:
        parts.append(say("evidenced {score}", score=subject.evidenced_shown))
    attained = say("attained: {level}", level=subject.attained_shown)
    if subject.attained_note:
        attained = say(
            "attained: {level}, because {reason}",
            level=subject.attained_shown,
            reason=subject.attained_note,
        )
    parts += [attained, subject.answered_shown]
    if commitment:
        parts += [
            say("target: {level}", level=commitment.target_shown),
            say("gap: {gap}", gap=commitment.gap_shown),
        ]
    return parts


def _tell_item(story: Story, item: ItemView) -> None:
    story.heading(3, item.question)
    marks = (
        (item.essential, say("essential")),
        (item.weight != "1", say("weight {weight}", weight=item.weight)),
        (item.holds_back, say("holds the level back")),
        (item.settled is not None and item.settled.contested, say("contested")),
        (item.unproven, say("no evidence")),
    )
    code = " · ".join([item.code, *(words for holds, words in marks if holds)])
    story.paragraph(level_run(item.level, item.state_shown), f"   {code}", style="Item Line")
    story.paragraph(item.descriptor)
    if item.reason:
        story.paragraph(strong(say("Reason:") + " "), item.reason)
    if item.settled:
        _tell_settled(story, item.settled)
    if item.note:
        story.paragraph(strong(say("Note:") + " "), item.note)
    for piece in item.evidence:
        _tell_piece(story, piece)
    if item.next_level is not None:
        following = say(
            "Next, {level} {name}: {descriptor}",
            level=item.next_level,
            name=item.next_level_name,
            descriptor=item.next_descriptor,
        )
        story.paragraph(following, style="Small Print")


def _tell_settled(story: Story, settled: SettledView) -> None:
    story.paragraph(*formula(f"{settled.how_shown} {settled.agreement}".strip()))
    if settled.named:
        said = "; ".join(f"{name} {answer}" for name, answer in settled.named)
        story.paragraph(strong(say("By name:") + " "), said)
    tell_dissents(story, settled.dissents)


def _tell_piece(story: Story, piece: PieceView) -> None:
    facts = [piece.source, say("dated {day}", day=piece.dated_shown)]
    facts += [say("older than two years")] if piece.old else []
    facts += [say("not scanned for viruses")] if piece.not_scanned else []
    shows = f" {piece.level_shown}: {piece.shows}" if piece.level_shown else f" {piece.shows}"
    where = muted(f", {', '.join(filter(None, facts))}.")
    story.paragraph(strong(say("Evidence:") + " "), piece.title, where, shows)
