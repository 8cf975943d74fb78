"""The text of a framework file to a validated Definition, or to every fault that it has. Pure."""

from collections.abc import Sequence
from typing import Any

from commitments.definition import Definition, Subject
from commitments.document_fields import LANGUAGE, Reader
from commitments.document_form import definition_from_document, document_of, framework_digest
from commitments.document_rules import check_rules
from commitments.document_shape import FRAMEWORK
from commitments.yaml_source import MappingNode, Node, parse_yaml
from lhs_portal.lib.faults import Fault, Faults, FaultyDocument
from lhs_portal.lib.wording import say

__all__ = [
    "Fault",
    "FaultyDocument",
    "definition_from_document",
    "document_from_tree",
    "document_of",
    "framework_digest",
    "publication_faults",
    "read_framework",
]

LEAST_ESSENTIALS = 2


def read_framework(data: bytes) -> Definition:
    """Raises FaultyDocument with all faults, and nothing else, whatever the bytes are."""
    return definition_from_document(document_from_tree(*parse_yaml(data)))


def document_from_tree(root: Node, faults: Faults) -> dict[str, Any]:
    """The document that a tree of nodes holds, in whatever form it came.

    Raises FaultyDocument with the given faults and all others, in the order of their lines.
    """
    reader = Reader(_source_language(root), faults)
    reader.lines[""] = root.line
    document: Any = FRAMEWORK.read(root, "", reader)
    if isinstance(document, dict):
        check_rules(document, reader)
    if reader.faults:
        raise FaultyDocument(sorted(reader.faults, key=lambda fault: fault.line or 0))
    found: dict[str, Any] = document
    return found


def publication_faults(definition: Definition) -> tuple[Fault, ...]:
    """What a valid draft still needs before it may be published."""
    faults = []
    sections: dict[str, Sequence[Subject]] = {
        "features": definition.features,
        "commitments": definition.commitments,
    }
    for section, subjects in sections.items():
        for index, subject in enumerate(subjects):
            items = definition.items_by_subject[subject.code]
            essentials = sum(item.essential for item in items)
            if essentials < LEAST_ESSENTIALS:
                message = say(
                    "{code} has {essentials} essential items. Mark at least {least} of its "
                    "{count} items as essential.",
                    code=subject.code,
                    essentials=essentials,
                    least=LEAST_ESSENTIALS,
                    count=len(items),
                )
                faults.append(Fault(f"{section}[{index}]", message))
    return tuple(faults)


def _source_language(root: Node) -> str:
    """Read ahead of the rest, because every text is looked for in it. Its faults come later."""
    if isinstance(root, MappingNode) and "source_language" in root.entries:
        language = LANGUAGE.read(root.entries["source_language"].node, "", Reader())
        if isinstance(language, str):
            return language
    return ""
