"""Dresses python-docx's template: our styles in place of its own."""

from collections.abc import Mapping
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx_pen import make

TWIPS = 20  # in a point
INCH = 1440
_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
_STALE = ("pPr", "rPr", "link", "semiHidden", "unhideWhenUsed")
_KINDS = {"paragraphs": WD_STYLE_TYPE.PARAGRAPH, "characters": WD_STYLE_TYPE.CHARACTER}

Look = Mapping[str, Any]


def dress(document: Any, look: Look, language: str) -> dict[str, str]:
    """Answers the id of each style by its name."""
    styles = document.styles
    wanted = _KEPT | set(look["paragraphs"]) | set(look["characters"])
    bullet = styles["List Bullet"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    for style in list(styles):
        if style.name not in wanted:
            style.element.getparent().remove(style.element)
    for group, kind in _KINDS.items():
        for name, each in look[group].items():
            if name not in styles:
                styles.add_style(name, kind, builtin=name.startswith("toc"))
            _clear(styles[name].element)
            if kind == WD_STYLE_TYPE.PARAGRAPH:
                styles[name].element.append(_paragraph(name, each, look["body"], bullet))
            styles[name].element.append(_run(each, kind))
    styles.element.append(_table(look["table"], styles["Normal Table"].style_id))
    _set_defaults(styles.element, look, language)
    return {style.name: style.style_id for style in styles}


def _clear(style: Any) -> None:
    for tag in _STALE:
        for old in style.findall(qn(f"w:{tag}")):
            style.remove(old)


def _paragraph(name: str, look: Look, body: Look, bullet: str) -> Any:
    borders = [
        make(side, val="single", color=color, sz=size, space=space)
        for side in ("top", "left", "bottom")
        for color, size, space in ([look[f"border_{side}"]] if f"border_{side}" in look else [])
    ]
    tabs = [
        make("tab", val=kind, pos=round(look[key] * INCH))
        for key, kind in (("tab", "left"), ("right_tab", "right"))
        if key in look
    ]
    indent = {"left": look.get("indent"), "hanging": look.get("hanging")}
    return make(
        "pPr",
        make("keepNext") if "keep_next" in look else None,
        make("keepLines") if "keep_lines" in look else None,
        make("pageBreakBefore") if "new_page" in look else None,
        make("widowControl"),
        make("numPr", make("numId", val=bullet)) if "bullet" in look else None,
        make("pBdr", *borders) if borders else None,
        _shade(look["ground"]) if "ground" in look else None,
        make("tabs", *tabs) if tabs else None,
        make(
            "spacing",
            before=round(look.get("before", 0) * TWIPS),
            after=round(look.get("after", body["after"]) * TWIPS),
            line=round(look.get("line", body["line"]) * 240),
            lineRule="auto",
        ),
        make("ind", **{side: round(by * INCH) for side, by in indent.items() if by is not None}),
        make("outlineLvl", val=int(name[-1]) - 1) if name.startswith("Heading ") else None,
    )  # fmt: skip


def _run(look: Look, kind: WD_STYLE_TYPE) -> Any:
    size = round(look["size"] * 2) if "size" in look else 0
    return make(
        "rPr",
        *(make(tag) for tag in ("b", "bCs") if look.get("bold")),
        *(make(tag) for tag in ("i", "iCs") if look.get("italic")),
        make("caps") if look.get("caps") else None,
        make("color", val=look["color"]) if "color" in look else None,
        make("spacing", val=look["tracking"] * TWIPS) if "tracking" in look else None,
        *(make(tag, val=size) for tag in ("sz", "szCs") if size),
        make("u", val="single") if look.get("underline") else None,
        _shade(look["ground"]) if "ground" in look and kind == WD_STYLE_TYPE.CHARACTER else None,
        make("vertAlign", val="subscript") if look.get("subscript") else None,
    )


def _shade(ground: str) -> Any:
    return make("shd", val="clear", color="auto", fill=ground)


def _table(look: Look, based_on: str) -> Any:
    def edge(side: str, color: str, size: int) -> Any:
        return make(side, val="single", sz=size, space=0, color=color)

    margins = [make(side, w=100, type="dxa") for side in ("left", "right")]
    rules = [edge(side, look["rule"], 4) for side in ("bottom", "insideH")]
    head = make("tcPr", make("tcBorders", edge("bottom", look["head_rule"], 8)))
    return make(
        "style",
        make("name", val="Report Table"),
        make("basedOn", val=based_on),
        make("uiPriority", val=59),
        make("tblPr", make("tblBorders", *rules), make("tblCellMar", *margins)),
        make("tblStylePr", head, type="firstRow"),
        type="table",
        customStyle=1,
        styleId="ReportTable",
    )


def _set_defaults(styles: Any, look: Look, language: str) -> None:
    body, fonts = look["body"], look["fonts"]
    defaults = styles.find(qn("w:docDefaults"))
    runs = defaults.find(f".//{qn('w:rPr')}")
    languages = runs.find(qn("w:lang"))
    languages.set(qn("w:val"), language)
    latin = {"ascii": fonts["latin"], "hAnsi": fonts["latin"], "cs": fonts["complex"]}
    sizes = [make(tag, val=round(body["size"] * 2)) for tag in ("sz", "szCs")]
    faces = make("rFonts", **latin, eastAsiaTheme="minorEastAsia")
    runs[:] = [faces, make("color", val=body["color"]), *sizes, languages]
    spacing = defaults.find(f".//{qn('w:spacing')}")
    spacing.set(qn("w:after"), str(round(body["after"] * TWIPS)))
    spacing.set(qn("w:line"), str(round(body["line"] * 240)))
