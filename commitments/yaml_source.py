"""The text of a framework file as a tree of nodes that know their lines. Pure.

A small and strict part of YAML: no aliases (they can explode), no tags, no duplicate keys, one
document, UTF-8. Whether a scalar is a text, a number or a boolean is for the reader to decide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from lhs_portal.lib.faults import Fault, Faults, FaultyDocument, quoted, under
from lhs_portal.lib.wording import say

LARGEST_FILE = 1024 * 1024
DEEPEST = 20
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# The C parser reads a framework ten times faster; where PyYAML was built without it, both agree.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    line: int
    text: str
    plain: bool  # written without quotes, on the line of its key or dash


@dataclass(frozen=True, slots=True)
class ListNode:
    line: int
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class MappingNode:
    line: int
    entries: dict[str, "Entry"]


@dataclass(frozen=True, slots=True)
class RefusedNode:
    """Something that has its fault already; a reader passes over it in silence."""

    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    line: int
    node: "Node"


Node = ScalarNode | ListNode | MappingNode | RefusedNode


def parse_yaml(data: bytes) -> tuple[Node, Faults]:
    """The root and the faults beside which reading can go on.

    Raises FaultyDocument where the text cannot be read to its end.
    """
    return _Composer(_decode(data)).compose()


def _decode(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise FaultyDocument(
            [Fault("", say("The file is larger than {most} bytes. Shorten it.", most=LARGEST_FILE))]
        )
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = say("The file is not UTF-8 text. Save it with the encoding UTF-8.")
        raise FaultyDocument([Fault("", message, line)]) from error
    faults = Faults()
    for found in CONTROL_CHARACTERS.finditer(text):
        message = say("The character U+{code:04X} is not text. Delete it.", code=ord(found[0]))
        faults.append(Fault("", message, text.count("\n", 0, found.start()) + 1))
    if faults:
        raise FaultyDocument(faults)
    return text


class _Composer:
    def __init__(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self.faults = Faults()

    def compose(self) -> tuple[Node, Faults]:
        try:
            next(self.events)  # the start of the stream
            if isinstance(next(self.events), yaml.StreamEndEvent):
                raise FaultyDocument([*self.faults, Fault("", say("The file is empty."), 1)])
            root = self._node(next(self.events), "", 0)
            next(self.events)  # the end of the document
            after = next(self.events)
            if not isinstance(after, yaml.StreamEndEvent):
                message = say("A second document starts here. Keep one framework in one file.")
                self.faults.append(Fault("", message, _line(after)))
        except yaml.YAMLError as error:
            raise FaultyDocument([*self.faults, _syntax_fault(error)]) from error
        return root, self.faults

    def _node(self, event: yaml.Event, path: str, depth: int) -> Node:
        line = _line(event)
        if depth > DEEPEST:
            message = say("Lists and mappings are nested too deep here. No framework needs that.")
            raise FaultyDocument([*self.faults, Fault(path, message, line)])
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                path,
                line,
                say("The alias *{anchor} is not allowed. Write it out.", anchor=event.anchor),
            )
            return RefusedNode(line)
        if tag := getattr(event, "tag", None):
            self._refuse(
                path, line, say("The tag {tag} is not allowed. Delete it.", tag=quoted(tag))
            )
        if isinstance(event, yaml.MappingStartEvent):
            return MappingNode(line, self._entries(path, depth))
        if isinstance(event, yaml.SequenceStartEvent):
            return ListNode(line, tuple(self._parts(path, depth)))
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 (the grammar leaves nothing else)
        return ScalarNode(line, event.value, plain=not event.style)

    def _parts(self, path: str, depth: int) -> Iterator[Node]:
        for index, event in enumerate(self._until(yaml.SequenceEndEvent)):
            yield self._node(event, f"{path}[{index}]", depth + 1)

    def _entries(self, path: str, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for event in self._until(yaml.MappingEndEvent):
            line = _line(event)
            key = self._node(event, path, depth + 1)
            if isinstance(key, ScalarNode):
                node = self._node(next(self.events), under(path, key.text), depth + 1)
            else:
                self._refuse(path, line, say("A key must be a word, not a list, mapping or alias."))
                self._node(next(self.events), path, depth + 1)
                continue
            if key.text in entries:
                first = entries[key.text].line
                message = say(
                    "The key stands twice here, first in line {first}. Keep one of them.",
                    first=first,
                )
                self._refuse(under(path, key.text), line, message)
            else:
                entries[key.text] = Entry(line, node)
        return entries

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self.events), end):
            yield event

    def _refuse(self, path: str, line: int, message: str) -> None:
        self.faults.append(Fault(path, message, line))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax_fault(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = (
        getattr(error, "problem", None) or getattr(error, "reason", None) or say("cannot be read")
    )
    message = say(
        "This is not YAML: {problem}. Mend it, then read it again.",
        problem=" ".join(str(problem).split()),
    )
    return Fault("", message, int(mark.line) + 1 if mark else None)
