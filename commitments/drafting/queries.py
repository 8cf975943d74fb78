"""A draft as plain data: its document, its definition and what it still lacks."""

from uuid import UUID

from django.http import Http404

from commitments.definition import Definition
from commitments.documents import FaultyDocument, read_framework
from commitments.drafting.document import Document, Part, document_of_parts
from commitments.drafting.models import Draft, DraftPart
from commitments.yaml_writing import render_yaml
from lhs_portal.lib.faults import Fault


def load_draft(draft_id: UUID) -> Draft:
    """Raises Http404."""
    related = ("base", "created_by", "ended_by")
    draft = Draft.objects.select_related(*related).filter(pk=draft_id).first()
    if draft is None:
        raise Http404("There is no such draft.")
    return draft


def load_part(draft: Draft, section: str, code: str) -> DraftPart:
    """Raises Http404."""
    part = draft.parts.select_related("changed_by").filter(section=section, code=code).first()
    if part is None:
        raise Http404(f"The draft {draft.version} has no {section} {code!r}.")
    return part


def load_document(draft: Draft) -> Document:
    """One query."""
    rows = draft.parts.values_list("section", "code", "position", "entry").order_by(
        "section", "position", "id"
    )
    return document_of_parts(draft.version, draft.source_language, (Part(*row) for row in rows))


Reading = tuple[Definition | None, tuple[Fault, ...]]
_read: dict[tuple[UUID, int], Reading] = {}
READINGS_KEPT = 8


def read_draft(draft: Draft) -> Reading:
    """The definition, or None and every fault; by the very rules that a file is read by.

    Costs no query where this process has read the same revision of the draft before.
    """
    key = (draft.pk, draft.revision)
    if key in _read:
        return _read[key]
    document = load_document(draft)
    try:
        reading: Reading = read_framework(render_yaml(document)), ()
    except FaultyDocument as refusal:
        reading = None, tuple(refusal.faults)
    # What changed between the two reads is not what the key says.
    if Draft.objects.filter(pk=draft.pk, revision=draft.revision).exists():
        if len(_read) >= READINGS_KEPT:
            _read.clear()
        _read[key] = reading
    return reading


def load_draft_definition(draft: Draft) -> Definition:
    """Raises FaultyDocument where the draft breaks a rule just now."""
    definition, faults = read_draft(draft)
    if definition is None:
        raise FaultyDocument(list(faults))
    return definition
