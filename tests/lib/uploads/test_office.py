import io
import zipfile

import pytest

from lhs_portal.lib.uploads import office, policy
from lhs_portal.lib.uploads.office import examine_office
from lhs_portal.lib.uploads.policy import RefusedFile
from lhs_portal.lib.uploads.signatures import OLE
from tests.lib.uploads import building
from tests.lib.uploads.building import relation_kind, relations

SETTINGS = "word/_rels/settings.xml.rels"


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedFile) as refused:
        examine_office(io.BytesIO(content))
    return refused.value.sentence


def with_entry(name: str, *, mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO(building.office())
    with zipfile.ZipFile(target, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, b"<a/>", compress_type=method)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_kind_is_told_by_the_content_types(kind: str) -> None:
    parts = {"docProps/thumbnail.jpeg": building.picture("JPEG"), "word/media/": b""}
    found = examine_office(io.BytesIO(building.office(kind, parts)))
    assert found.extension == f".{kind}"


def test_workbook_of_a_chart_may_stand_in_a_presentation() -> None:
    parts = {"ppt/embeddings/Microsoft_Excel_Sheet.xlsx": building.office("xlsx")}
    assert examine_office(io.BytesIO(building.office("pptx", parts))) == policy.PPTX


@pytest.mark.parametrize(
    "parts",
    [
        {"word/embeddings/a.docx": building.office(parts={"word/vbaProject.bin": b"x"})},
        {"word/vbaData.xml": "<a/>"},
        {"xl/macrosheets/sheet1.xml": "<a/>"},
        {"word/activeX/activeX1.bin": b"x"},
    ],
)
def test_program_parts_are_refused(parts: dict[str, bytes | str]) -> None:
    assert refusal(building.office(parts=parts)) == office.MACROS


@pytest.mark.parametrize(
    "content_type",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.ms-office.vbaProject",
        "application/vnd.ms-excel.intlmacrosheet+xml",
        "application/vnd.ms-office.activeX+xml",
    ],
)
def test_program_types_are_refused_under_any_name(content_type: str) -> None:
    assert refusal(building.office(main=content_type)) == office.MACROS
    default = f'<Default Extension="dat" ContentType="{content_type}"/>'
    assert refusal(building.office(more_types=default)) == office.MACROS


def test_ole_object_is_refused_under_any_name() -> None:
    parts = {"word/media/image1.png": OLE + bytes(600)}
    assert refusal(building.office(parts=parts)) == office.EMBEDDED


def test_file_within_a_file_within_a_file_is_refused() -> None:
    inner = building.office("xlsx", {"xl/embeddings/a.xlsx": building.office("xlsx")})
    assert refusal(building.office(parts={"word/a.xlsx": inner})) == office.EMBEDDED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/strings.dat", "_rels/other.rels"])
def test_document_type_is_refused_in_every_part(name: str, encoding: str) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else "utf-8"
    text = f'<?xml version="1.0" encoding="{declared}"?><!-- a --><!DOCTYPE a SYSTEM "http://x/a.dtd"><a/>'
    assert refusal(building.office("xlsx", {name: text.encode(encoding)})) == office.ODD_XML


def test_document_type_in_the_content_types_is_refused() -> None:
    types = '<!DOCTYPE a [<!ENTITY x "y">]><Types/>'
    assert refusal(building.zipped({"[Content_Types].xml": types})) == office.ODD_XML


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://evil.example/a.dotm"),
        ("attachedTemplate", r"file:///\\evil.example\share\a.dotm"),
        ("oleObject", "mhtml:http://evil.example/a!x"),
        ("frame", "//evil.example/a"),
    ],
)
def test_what_would_be_fetched_on_opening_is_refused(kind: str, target: str) -> None:
    parts = {SETTINGS: relations(relation_kind(kind), target, external=True)}
    assert refusal(building.office(parts=parts)) == office.REMOTE


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://www.nam.edu/"),
        ("attachedTemplate", "file:///C:/Users/ann/Templates/Normal.dotm"),
        ("image", "media/image1.png"),
    ],
)
def test_links_and_templates_of_ones_own_computer_are_accepted(kind: str, target: str) -> None:
    parts = {SETTINGS: relations(relation_kind(kind), target, external=True)}
    assert examine_office(io.BytesIO(building.office(parts=parts))) == policy.DOCX


@pytest.mark.parametrize(
    "name",
    ["../x.xml", "word/../../x.xml", "/etc/x.xml", "..\\x.xml", "C:/x.xml", "word//../x.xml"],
)
def test_entry_that_leads_outside_is_refused(name: str) -> None:
    assert refusal(with_entry(name)) == office.ODD_ZIP


def test_entry_with_nul_in_its_name_is_refused() -> None:
    content = with_entry("word/a.xml?.exe").replace(b"word/a.xml?.exe", b"word/a.xml\x00.exe")
    assert refusal(content) == office.ODD_ZIP


def test_link_is_refused() -> None:
    assert refusal(with_entry("word/link.xml", mode=0o120777)) == office.ODD_ZIP


def test_odd_compression_is_refused() -> None:
    assert refusal(with_entry("word/a.xml", method=zipfile.ZIP_LZMA)) == office.ODD_ZIP


def test_two_parts_of_one_name_are_refused() -> None:
    assert refusal(with_entry("WORD/document.xml")) == office.ODD_ZIP


def test_encrypted_part_is_refused() -> None:
    content = bytearray(building.office())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 8] |= 1
    assert refusal(bytes(content)) == office.ODD_ZIP


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7" + building.office(), building.office() + b"<html>"]
)
def test_two_files_in_one_are_refused(content: bytes) -> None:
    assert refusal(content) == office.ODD_ZIP


def test_damaged_part_is_refused() -> None:
    content = bytearray(building.office(parts={"word/a.bin": bytes(range(256)) * 40}))
    content[content.index(b"word/a.bin") + 40] ^= 0xFF
    assert refusal(bytes(content)) == policy.UNREADABLE


def test_too_many_parts_are_refused() -> None:
    parts = {f"word/{at}.xml": b"" for at in range(policy.MOST_PARTS)}
    assert refusal(building.office(parts=parts)) == policy.TOO_DEMANDING


def test_open_document_is_no_office_file() -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
    assert refusal(building.zipped(parts)) == office.NOT_OFFICE


def test_main_types_of_two_kinds_are_refused() -> None:
    other = f'<Override PartName="/x.xml" ContentType="{building.MAIN["xlsx"]}"/>'
    assert refusal(building.office(more_types=other)) == office.NOT_OFFICE
