"""Files of every kind, good and hostile, made as they are needed."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Object
from PIL import Image

SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": f"{OFFICE}.wordprocessingml.document.main+xml",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet.main+xml",
    "pptx": f"{OFFICE}.presentationml.presentation.main+xml",
}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def office(
    kind: str = "docx",
    parts: Mapping[str, bytes | str] = {},
    *,
    main: str = "",
    more_types: str = "",
) -> bytes:
    """A small Office file with these parts besides."""
    target = {
        "docx": "word/document.xml",
        "xlsx": "xl/workbook.xml",
        "pptx": "ppt/presentation.xml",
    }
    types = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{target[kind]}" ContentType="{main or MAIN[kind]}"/>'
        f"{more_types}</Types>"
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations(f"{_KINDS}/officeDocument", target[kind]),
            target[kind]: "<root>Minutes of May</root>",
            **parts,
        }
    )


def relations(kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    )


def relation_kind(name: str) -> str:
    return f"{_KINDS}/{name}"


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def picture(
    kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (40, 30), **save: Any
) -> bytes:
    target = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(target, kind, **save)
    return target.getvalue()


def png_that_claims(width: int, height: int, data: bytes = b"\x00") -> bytes:
    """A PNG of a few bytes whose header promises a picture of this size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + name + content + check

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def pdf(root: Mapping[str, str] | None = None, *, packed: bool = False, **save: Any) -> bytes:
    """One empty page; `root` is added to the catalog, in an object stream where `packed`.

    Each of its values is PDF's own writing, and an object of its own.
    """
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        for name, value in (root or {}).items():
            document.Root[f"/{name}"] = document.make_indirect(Object.parse(value.encode()))
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        document.save(target, object_stream_mode=mode, **save)
    return target.getvalue()
