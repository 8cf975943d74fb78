"""The scores of a report under the headings of other frameworks."""

from commitments.definition import Crosswalk, Text
from lhs_portal.lib.wording import say
from reports.presentation.page_crosswalk import CrosswalkGroup, CrosswalkLine, CrosswalkView
from reports.presentation.reading import Reading
from reports.presentation.subjects import NO_SCORE
from reports.presentation.wording import figure


def present_crosswalks(reading: Reading) -> tuple[CrosswalkView, ...]:
    """In the order of the framework version; empty where it carries none."""
    return tuple(_present(reading, crosswalk) for crosswalk in reading.definition.crosswalks)


def _present(reading: Reading, crosswalk: Crosswalk) -> CrosswalkView:
    """Under each target its subjects in framework order, however the file lists the pairs."""
    order = {subject.code: place for place, subject in enumerate(reading.definition.subjects)}
    entries = sorted(crosswalk.entries, key=lambda entry: order[entry.subject])
    return CrosswalkView(
        code=crosswalk.code,
        name=reading.text(crosswalk.name),
        editorial=crosswalk.editorial,
        note=reading.text(crosswalk.note),
        sources=tuple(_cited(reading, code) for code in crosswalk.source),
        groups=tuple(
            CrosswalkGroup(
                code,
                reading.text(name),
                tuple(
                    _line(reading, each.subject, each.note, differs=each.sources_differ)
                    for each in entries
                    if each.target == code
                ),
            )
            for code, name in crosswalk.targets
        ),
        unmapped=tuple(
            _line(reading, subject, note)
            for subject, note in sorted(crosswalk.unmapped, key=lambda each: order[each[0]])
        ),
    )


def _line(reading: Reading, code: str, note: Text, *, differs: bool = False) -> CrosswalkLine:
    score = reading.score(code)
    return CrosswalkLine(
        code=code,
        name=reading.named(code),
        score=score,
        score_shown=_shown(reading, code) if score is None else figure(score),
        differs=differs,
        note=reading.text(note),
    )


def _shown(reading: Reading, code: str) -> str:
    return say(NO_SCORE) if reading.applicable(code) else say("Not applicable")


def _cited(reading: Reading, code: str) -> str:
    source = reading.definition.source_by_code.get(code)
    return f"[{code}] {source.citation}" if source else f"[{code}]"
