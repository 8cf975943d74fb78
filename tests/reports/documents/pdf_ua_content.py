"""What a page shows: marked-content ids, codes by font, and content that is neither tagged nor not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI", "INLINE IMAGE"}
TEXTS = {"Tj", "TJ", "'", '"'}
INVISIBLE = 3


@dataclass
class Shown:
    mcids: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    fonts: dict[tuple[int, int], Any] = field(default_factory=dict)
    codes: dict[tuple[int, int], set[bytes]] = field(default_factory=lambda: defaultdict(set))


def read_content(page: pikepdf.Page) -> Shown:
    shown = Shown()
    resources: Any = page.get("/Resources", {})
    _read(page, resources, shown, [])
    return shown


def _read(stream: Any, resources: Mapping[str, Any], shown: Shown, marks: list[str]) -> None:
    font: Any = None
    open_marks = len(marks)
    for command in pikepdf.parse_content_stream(stream):
        operands, name = command.operands, str(command.operator)
        if name in {"BMC", "BDC"}:
            _open(operands, resources, shown, marks)
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = resources["/Font"][str(operands[0])]
            shown.fonts[font.objgen] = font
        elif name in TEXTS:
            _check(name, shown, marks)
            if font is not None:
                shown.codes[font.objgen].update(_strings(operands))
        elif name in PAINTS:
            _check(name, shown, marks)
        elif name == "Do":
            drawn = resources["/XObject"][str(operands[0])]
            if drawn.Subtype == "/Form":
                _read(drawn, drawn.get("/Resources", resources), shown, marks)
            else:
                _check(name, shown, marks)
    if len(marks) != open_marks:
        shown.faults.append("01-: marked content is not closed")


def _open(operands: Any, resources: Mapping[str, Any], shown: Shown, marks: list[str]) -> None:
    tag = str(operands[0])
    properties = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, pikepdf.Name):
        properties = resources["/Properties"][str(properties)]
    kind = "artifact" if tag == "/Artifact" else "tagged" if "/MCID" in properties else "none"
    if kind == "tagged":
        mcid = int(properties["/MCID"])
        if mcid in shown.mcids:
            shown.faults.append(f"01-: content id {mcid} twice")
        shown.mcids.add(mcid)
    if {kind, *marks} >= {"artifact", "tagged"}:
        shown.faults.append("01-003: an artifact inside tagged content, or the reverse")
    marks.append(kind)


def _check(name: str, shown: Shown, marks: list[str]) -> None:
    if not {"artifact", "tagged"} & set(marks):
        shown.faults.append(f"01-005: {name} is neither tagged nor an artifact")


def _strings(operands: Any) -> list[bytes]:
    last = operands[-1]
    parts = last if isinstance(last, pikepdf.Array) else [last]
    return [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
