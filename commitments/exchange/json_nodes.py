"""Parsed JSON (lib/strict_json) as the tree of nodes that a framework file is read from. Pure.

JSON has no lines: faults are named by their path. A weight is the text of its decimal there, as in
the canonical form that a version's digest is of; a plain number is taken too.
"""

from typing import Any

from commitments.yaml_source import Entry, ListNode, MappingNode, Node, RefusedNode, ScalarNode
from lhs_portal.lib.faults import Fault, Faults, under
from lhs_portal.lib.strict_json import StrictObject
from lhs_portal.lib.wording import say

WEIGHT = "weight"
NUMBERS = frozenset({WEIGHT, "level", "meaning", "strength"})


def tree_of_json(value: Any) -> tuple[Node, Faults]:
    faults = Faults()
    return _node(value, "", "", faults), faults


def _node(value: Any, key: str, path: str, faults: Faults) -> Node:
    if isinstance(value, StrictObject):
        for repeated in value.repeated:
            faults.append(
                Fault(under(path, repeated), say("The key stands twice here. Keep one of them."))
            )
        return MappingNode(
            0,
            {
                name: Entry(0, _node(part, name, under(path, name), faults))
                for name, part in value.items()
            },
        )
    if isinstance(value, list):
        parts = (_node(part, key, f"{path}[{index}]", faults) for index, part in enumerate(value))
        return ListNode(0, tuple(parts))
    if isinstance(value, str):
        return ScalarNode(0, value, plain=key == WEIGHT)
    if isinstance(value, bool):
        return ScalarNode(0, "true" if value else "false", plain=True)
    if value is None:
        return ScalarNode(0, "null", plain=True)
    if key in NUMBERS:
        return ScalarNode(0, str(value), plain=True)
    faults.append(Fault(path, say("This is a number. Put quotes around it.")))
    return RefusedNode(0)
