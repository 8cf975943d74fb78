"""Structural checks of PDF/UA-1 (ISO 14289-1) on a file: what a machine can see of it.

This is not veraPDF, which no registry of ours has in a form that installs by itself, and no proof
of conformity. It walks content streams, structure tree, fonts, annotations and metadata, and takes
the failure conditions of the Matterhorn Protocol 1.1 that are named in the faults. It cannot see
whether an alternative text is apt, a reading order sensible or a contrast enough: people look.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.reports.documents.pdf_ua_content import Shown, read_content
from tests.reports.documents.pdf_ua_fonts import check_fonts

GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
            "NonStruct", "Private"}  # fmt: skip
BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
          "TD", "THead", "TBody", "TFoot"}  # fmt: skip
INLINE = {"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
          "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"}  # fmt: skip
STANDARD = GROUPING | BLOCKS | INLINE
CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
}
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
HEADING = re.compile(r"H[1-6]$")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")

Key = tuple[int, int]  # number and generation of an object
Place = tuple[Key, int]  # a page and a marked-content id on it


@dataclass
class Element:
    node: Any
    kind: str
    parent: "Element | None"
    children: list["Element"] = field(default_factory=list)
    content: list[Place] = field(default_factory=list)
    objects: list[Key] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def under(self, kind: str) -> bool:
        above = self.parent
        while above is not None:
            if above.kind == kind:
                return True
            above = above.parent
        return False

    def attribute(self, name: str) -> Any:
        found: Any = self.node.get("/A", [])
        for each in found if isinstance(found, pikepdf.Array) else [found]:
            if isinstance(each, pikepdf.Dictionary) and name in each:
                return each[name]
        return None


def find_faults(content: bytes) -> list[str]:
    """A sentence each, at most a hundred; none in a sound file."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [fault for _, fault in zip(range(100), _faults(pdf), strict=False)]


def _faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from _check_catalog(pdf)
    if "/StructTreeRoot" not in pdf.Root:
        yield "01-: no structure tree"
        return
    root = read_tree(pdf)
    shown: dict[Key, Shown] = {page.obj.objgen: read_content(page) for page in pdf.pages}
    yield from _check_content(root, shown)
    yield from _check_parent_tree(pdf, root)
    yield from _check_elements(root)
    yield from _check_headings(root)
    yield from _check_annotations(pdf, root)
    yield from check_fonts(shown.values())


def _check_catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "06-: the file is not marked as tagged"
    if bool(root.get("/MarkInfo", {}).get("/Suspects", False)):
        yield "02-: suspects"
    if not LANGUAGE.match(str(root.get("/Lang", ""))):
        yield "11-006: no language of the document"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "07-001: the window does not show the title"
    if "/Metadata" not in root:
        yield "06-001: no XMP metadata"
        return
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "06-002: XMP does not say PDF/UA-1"
        if not str(metadata.get("dc:title", "")).strip():
            yield "06-003: no title in XMP"
    if "/Outlines" not in root or "/First" not in root.Outlines:
        yield "bookmarks: there are none"
    if "/PageLabels" not in root:
        yield "page labels: there are none"
    if pdf.is_encrypted or "/OpenAction" in root or "/AcroForm" in root:
        yield "26-: protected, acting by itself, or a form"
    if len(pdf.attachments) or "/JavaScript" in root.get("/Names", {}):
        yield "attachments or scripts"


def read_tree(pdf: pikepdf.Pdf) -> Element:
    top = Element(pdf.Root.StructTreeRoot, "StructTreeRoot", None)
    roles: Any = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    _read_kids(top, roles, None)
    return top


def _read_kids(element: Element, roles: Any, page: Key | None) -> None:
    own = element.node.get("/Pg")
    page = own.objgen if own is not None else page
    kids: Any = element.node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            element.content.append((page or (0, 0), int(kid)))
        elif kid.get("/Type") == "/MCR":
            at = kid.Pg.objgen if "/Pg" in kid else page
            element.content.append((at or (0, 0), int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.objects.append(kid.Obj.objgen)
        else:
            kind = str(kid.S)
            child = Element(kid, str(roles.get(kind, kind)).lstrip("/"), element)
            element.children.append(child)
            _read_kids(child, roles, page)


def _check_content(root: Element, shown: dict[Key, Shown]) -> Iterator[str]:
    tree: dict[Place, Element] = {}
    for element in root.walk():
        for place in element.content:
            if place in tree:
                yield f"01-: content {place} is in the tree twice"
            tree[place] = element
    found = {(page, mcid) for page, each in shown.items() for mcid in each.mcids}
    for page, each in shown.items():
        yield from (f"{fault} on page {page}" for fault in each.faults)
    yield from (f"01-: content {place} is not in the tree" for place in sorted(found - tree.keys()))
    yield from (f"01-: {place} of the tree is on no page" for place in sorted(tree.keys() - found))


def _check_parent_tree(pdf: pikepdf.Pdf, root: Element) -> Iterator[str]:
    if "/ParentTree" not in root.node:
        yield "01-: no parent tree"
        return
    parents = pikepdf.NumberTree(root.node.ParentTree)
    owners = {place: element.node.objgen for element in root.walk() for place in element.content}
    for page in pdf.pages:
        rows = [each for each in owners if each[0] == page.objgen]
        if "/StructParents" not in page:
            if rows:
                yield f"01-: page {page.objgen} leads to no structure"
            continue
        row = parents[int(page.StructParents)]
        for place in rows:
            if place[1] >= len(row) or row[place[1]].objgen != owners[place]:
                yield f"01-: the parent tree leads {place} elsewhere"
    for element in root.walk():
        for child in element.children:
            if child.node.get("/P") is None or child.node.P.objgen != element.node.objgen:
                yield f"01-: a {child.kind} does not know its parent"


def _check_elements(root: Element) -> Iterator[str]:
    for element in root.walk():
        kind, parent = element.kind, element.parent
        if parent is None:
            continue
        if kind not in STANDARD:
            yield f"02-001: {kind} is no standard type"
        allowed = CHILDREN.get(parent.kind)
        if allowed and kind not in allowed:
            yield f"09-: a {kind} inside a {parent.kind}"
        if kind in PARENTS and parent.kind not in PARENTS[kind]:
            yield f"09-: a {kind} inside a {parent.kind}"
        if kind in CHILDREN and element.content:
            yield f"09-: content straight inside a {kind}"
        if kind in {"Figure", "Formula"}:
            if not str(element.node.get("/Alt", element.node.get("/ActualText", ""))).strip():
                yield f"13-004: a {kind} without an alternative text"
            if kind == "Figure" and element.attribute("/BBox") is None:
                yield "a figure without a bounding box"
        if kind == "TH" and str(element.attribute("/Scope")) not in {"/Row", "/Column", "/Both"}:
            yield "15-003: a header cell without a scope"
        if kind == "Table":
            yield from _check_table(element)
        if "/Lang" in element.node and not LANGUAGE.match(str(element.node.Lang)):
            yield f"11-: {element.node.Lang} is no language"
        if HEADING.match(kind) and not any(each.content for each in element.walk()):
            yield "14-: an empty heading"


def _check_table(table: Element) -> Iterator[str]:
    rows = [each for each in table.walk() if each.kind == "TR"]
    widths = {sum(int(cell.attribute("/ColSpan") or 1) for cell in row.children) for row in rows}
    if len(widths) != 1:
        yield f"15-: rows of {sorted(widths)} cells in one table"
    if not any(cell.kind == "TH" for row in rows for cell in row.children):
        yield "15-: a table without header cells"


def _check_headings(root: Element) -> Iterator[str]:
    last = 0
    for element in root.walk():
        if element.kind == "H":
            yield "14-006: H among numbered headings"
        if not HEADING.match(element.kind):
            continue
        level = int(element.kind[1])
        if level > last + 1:
            yield f"14-003: heading level {level} after {last}"
        last = level
        if element.under("P") or any(element.under(f"H{n}") for n in range(1, 7)):
            yield "14-: a heading inside a paragraph or a heading"


def _check_annotations(pdf: pikepdf.Pdf, root: Element) -> Iterator[str]:
    owners = {key: element for element in root.walk() for key in element.objects}
    parents = pikepdf.NumberTree(root.node.ParentTree)
    for page in pdf.pages:
        annotations: Any = page.get("/Annots", [])
        if len(annotations) and page.get("/Tabs") != "/S":
            yield "28-008: the tab order does not follow the structure"
        for each in annotations:
            owner = owners.get(each.objgen)
            if str(each.Subtype) == "/Link":
                if owner is None or owner.kind not in {"Link", "Reference"}:
                    yield "28-011: a link outside the structure"
                if not str(each.get("/Contents", "")).strip():
                    yield "28-012: a link without a description"
            elif owner is None:
                yield f"28-002: an annotation {each.Subtype} outside the structure"
            if "/StructParent" not in each:
                yield "28-: an annotation that leads to no structure"
            elif owner and parents[int(each.StructParent)].objgen != owner.node.objgen:
                yield "28-: the parent tree leads an annotation elsewhere"
