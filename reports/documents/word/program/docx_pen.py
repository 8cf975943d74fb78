"""Elements of WordprocessingML. Every text becomes the content of a w:t and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def make(tag: str, *children: Any, **attributes: object) -> Any:
    """None among the children is left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


class Pen:
    """`ids`: the id of each style by its name."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        self._ids = ids

    def run(self, text: str, style: str = "", *, from_right: bool = False, color: str = "") -> Any:
        properties = make(
            "rPr",
            make("rStyle", val=self._ids[style]) if style else None,
            make("color", val=color) if color else None,
            make("rtl") if from_right else None,
        )
        run = make("r", properties if len(properties) else None)
        for place, line in enumerate(text.split("\n")):
            if place:
                run.append(make("br"))
            for number, part in enumerate(line.split("\t")):
                if number:
                    run.append(make("tab"))
                if part:
                    run.append(_words("t", part))
        return run

    def paragraph(
        self, style: str, runs: Sequence[Any], *, from_right: bool = False, align: str = ""
    ) -> Any:
        properties = make(
            "pPr",
            make("pStyle", val=self._ids[style]),
            make("bidi") if from_right else None,
            make("jc", val=align) if align else None,
        )
        return make("p", properties, *runs)

    def field(self, instruction: str, shown: Sequence[Any]) -> list[Any]:
        """Only for instructions of this program: never for a text that somebody typed."""
        begin, middle, end = (
            make("r", make("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")
        )
        return [begin, make("r", _words("instrText", f" {instruction} ")), middle, *shown, end]


def _words(tag: str, text: str) -> Any:
    words = make(tag)
    words.text = text
    words.set(XML_SPACE, "preserve")
    return words
