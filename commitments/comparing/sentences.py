"""What the places and the kinds of change are called, for people. Pure."""

from commitments.comparing.changes import Change, Kind, Value
from commitments.definition import Definition
from commitments.drafting.naming import name_of
from lhs_portal.lib.wording import mark, say

KIND_NAMES: dict[Kind, str] = {
    "meaning": mark("Meaning"),
    "wording": mark("Wording"),
    "structure": mark("Structure"),
}
KIND_ABOUTS: dict[Kind, str] = {
    "meaning": mark(
        "The question or its levels mean something else. Answers before and after are not compared."
    ),
    "wording": mark("Other words for the same. Answers stay comparable."),
    "structure": mark("What is asked, where it stands and how it counts; where texts come from."),
}
FRAME_NAMES = {
    "source_language": mark("Source language"),
    "title": mark("Title of the framework"),
    "affiliation_note": mark("Note on affiliation"),
    "wording_note": mark("Note on the wording"),
    "definition": mark("What a learning health system is"),
    "rating_rule": mark("The rule of rating"),
    "rating_notes": mark("How to choose between levels"),
}
FIELD_NAMES = {
    "text": mark("Text"),
    "title": mark("Title"),
    "name": mark("Name"),
    "definition": mark("Definition"),
    "summary": mark("Summary"),
    "statement": mark("What an organization should ensure"),
    "description": mark("Description"),
    "shown": mark("What a stranger could be shown"),
    "term": mark("Term"),
    "meaning": mark("Meaning"),
    "question": mark("Question"),
    "why": mark("Why it is asked"),
    "guidance/small": mark("Guidance for small organizations"),
    "guidance/large": mark("Guidance for large organizations"),
    "rationale": mark("Reason"),
    "source_note": mark("Note on the source"),
    "sources_differ": mark("The sources differ about it"),
    "sources_differ_note": mark("How the sources differ"),
    "provenance": mark("Provenance"),
    "source": mark("Source"),
    "location": mark("Place in the source"),
    "source_quote": mark("What the source says, word for word"),
    "citation": mark("Citation"),
    "url": mark("Address"),
    "date": mark("Date"),
    "kind": mark("Kind"),
    "iom_aim": mark("Aim of the IOM (2001)"),
    "lineage/iom_characteristic": mark("Nearest of the twelve LHS characteristics (2011)"),
    "lineage/match": mark("How near it is"),
    "editorial": mark("An editorial mapping"),
    "replaced_by": mark("Questions that took over"),
    "last_version": mark("Last asked in version"),
    "split_from": mark("Taken over from"),
    "essential": mark("Essential"),
    "weight": mark("Weight"),
    "subject": mark("Asked under"),
    "pillar": mark("Pillar"),
    "strength": mark("Strength"),
    "not_applicable_to": mark("Not applicable to"),
    "order": mark("Order"),
}
STRENGTHS = {0: mark("none"), 1: mark("supporting"), 2: mark("primary")}


def describe_field(path: str, section: str = "") -> str:
    """“Level 2” of descriptors/2; for a field that has no name, the path itself.

    Without a path it is the record itself: “Item”; of a text of the whole framework, “Text”.
    """
    group, _, rest = path.partition("/")
    if not path:
        return say("Text") if section in ("", "frame") else name_of(section)
    if path.isdecimal():
        return say("Paragraph {number}", number=int(path) + 1)
    if group == "descriptors" and rest:
        return say("Level {level}", level=rest)
    if group == "evidence":
        return say("Evidence")
    if group == "ask":
        return say("Whom to ask")
    if group in ("targets", "entries", "unmapped") and rest:
        return say("Pair {place}", place=rest.partition("/")[0])
    name = FIELD_NAMES.get(path)
    return say(name) if name else path.replace("/", ", ")


def describe_record(change: Change, old: Definition, new: Definition) -> str:
    """“Item safe.1”, “Through-line: S1 and Safe”, “The rule of rating”."""
    if change.section == "frame":
        return say(FRAME_NAMES[change.code])
    if change.section == "through_line":
        feature, _, commitment = change.code.partition(".")
        return say(
            "Through-line: {feature} and {commitment}",
            feature=feature,
            commitment=name_subject(commitment, new, old),
        )
    if change.what == "order" and change.section == "items" and change.code:
        subject = name_subject(change.code, new, old)
        return say("Order of the items: {subject}", subject=subject)
    if change.what == "order" and not change.code:
        return name_of(change.section)
    if change.section in ("features", "commitments", "pillars"):
        return name_of(change.section, name_subject(change.code, new, old))
    return name_of(change.section, change.code)


def name_subject(code: str, *definitions: Definition) -> str:
    """By the first version that has it; a feature's title stands beside its code."""
    for definition in definitions:
        subject = definition.subject_by_code.get(code)
        if subject is not None:
            name = str(subject.name)
            return f"{code} {name}" if subject.kind == "feature" else name
        if code in definition.pillar_by_code:
            return str(definition.pillar_by_code[code].name)
    return code


def describe_what(change: Change, old: Definition, new: Definition) -> str:
    """What happened, as a sentence; empty where the words themselves tell it."""
    before, after = (describe_value(value, change, old, new) for value in _values(change))
    if change.what == "moved":
        return say("Moved from {before} to {after}.", before=before, after=after)
    if change.what == "reweighted":
        return say("Its weight changes from {before} to {after}.", before=before, after=after)
    if change.what == "strength":
        return say("Its strength changes from {before} to {after}.", before=before, after=after)
    if change.what == "essential":
        return say("It becomes essential.") if change.after else say("It is no longer essential.")
    if change.what == "applicability":
        return say(
            "Not applicable to: {after}. Before: {before}.",
            before=before or say("no sector"),
            after=after or say("no sector"),
        )
    if change.what == "order":
        if not change.after:
            return say("Its parts stand in another order.")
        return say("The order is now {after}. Before: {before}.", before=before, after=after)
    if change.what == "meaning":
        return say("Its meaning is raised from {before} to {after}.", before=before, after=after)
    if not change.field and change.what in _ENTIRE:
        return say(_ENTIRE[change.what])
    if not change.is_text:
        return say(
            "Now {after}. Before: {before}.",
            before=before or say("nothing"),
            after=after or say("nothing"),
        )
    return ""


_ENTIRE = {
    "added": mark("Added."),
    "removed": mark("Removed."),
    "retired": mark("Retired: it is no longer asked, and stays readable."),
    "split": mark("Split: other questions took over what it asked."),
}


def _values(change: Change) -> tuple[Value, Value]:
    return change.before, change.after


def describe_value(value: Value, change: Change, old: Definition, new: Definition) -> str:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if value is None:
        return ""
    if change.what == "strength" and isinstance(value, int):
        return say(STRENGTHS[value])
    if change.what == "moved":
        return name_subject(str(value), new, old)
    if change.what == "applicability" and isinstance(value, tuple):
        names = {sector.code: str(sector.name) for sector in (*old.sectors, *new.sectors)}
        return ", ".join(names.get(code, code) for code in value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)
