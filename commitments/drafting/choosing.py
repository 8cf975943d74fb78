"""What a form about a draft offers to choose from, and the part as its base has it."""

from typing import Any

from commitments.document_form import document_of
from commitments.drafting.document import parts_of
from commitments.drafting.models import Draft
from commitments.drafting.part_fields import PartKind, title_of
from commitments.queries import load_definition

Choices = dict[str, list[tuple[str, str]]]


def load_choices(draft: Draft, kind: PartKind) -> Choices:
    """Codes and names of the sections that the part's fields name; at most one query."""
    wanted = {"sources"} if kind.source else set()
    wanted |= {field.of for field in kind.fields if field.of}
    if not wanted:
        return {}
    choices: Choices = {section: [] for section in wanted}
    rows = draft.parts.filter(section__in=wanted).values_list("section", "code", "entry")
    for section, code, entry in rows.order_by("section", "position", "id"):
        name = title_of(section, code, entry, draft.source_language)
        choices[section].append((code, f"{code}: {name}"[:120]))
    return choices


def base_entry(draft: Draft, section: str, code: str) -> dict[str, Any] | None:
    """The part as the version has it from which the draft started; None where it is new."""
    document = document_of(load_definition(draft.base))
    for part in parts_of(document):
        if (part.section, part.code) == (section, code):
            return part.entry
    return None
