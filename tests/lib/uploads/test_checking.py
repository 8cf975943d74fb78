"""What hostile.md lists under “Files”, each through the one way in, with the process apart."""

import hashlib
import io
import zipfile

import pytest
from PIL import Image

from lhs_portal.lib.uploads import checking, office, pdfs, policy, signatures, texts
from lhs_portal.lib.uploads.checking import Accepted, check_upload
from lhs_portal.lib.uploads.policy import RefusedFile
from tests.lib.uploads import building

GOOD = {
    "minutes.pdf": (building.pdf(), "application/pdf"),
    "ward.png": (building.picture("PNG"), "image/png"),
    "ward.jpg": (building.picture("JPEG"), "image/jpeg"),
    "policy.docx": (building.office("docx"), policy.DOCX.media_type),
    "figures.xlsx": (building.office("xlsx"), policy.XLSX.media_type),
    "talk.pptx": (building.office("pptx"), policy.PPTX.media_type),
    "rates.csv": ("unit,rate\nÖst,0.4\n".encode(), "text/csv"),
    "notes.txt": ("\ufeffFirst\r\n\tsecond – third\n".encode(), "text/plain"),
}


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(RefusedFile) as refused:
        check_upload(io.BytesIO(content), name)
    assert str(refused.value) == refused.value.sentence
    return refused.value.sentence


def accepted(content: bytes, name: str) -> Accepted:
    return check_upload(io.BytesIO(content), name)


@pytest.mark.parametrize("name", GOOD)
def test_good_file_is_accepted_by_its_content(name: str) -> None:
    content, media_type = GOOD[name]
    with accepted(content, name) as file:
        stored = file.content.read()
        assert (file.name, file.media_type, file.scan) == (name, media_type, "not_scanned")
        assert (file.size, file.sha256) == (len(stored), hashlib.sha256(stored).hexdigest())
        assert media_type.startswith("image/") or stored == content


@pytest.mark.parametrize("name", GOOD)
def test_good_file_under_another_name_gets_the_extension_of_its_content(name: str) -> None:
    content, media_type = GOOD[name]
    with accepted(content, f"{name}.exe") as file:
        kinds = {kind.media_type: kind for kind in policy.KINDS}
        text = media_type in {"text/csv", "text/plain"}
        assert file.media_type == ("text/plain" if text else media_type)
        assert file.name == name.split(".")[0] + kinds[file.media_type].extension


def test_same_file_twice_has_the_same_digest() -> None:
    content = building.picture("PNG")
    with accepted(content, "one.png") as one, accepted(content, "two.png") as two:
        assert one.sha256 == two.sha256


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\boot.ini", "boot.pdf"),
        ("a\x00.pdf", "a.pdf"),
        ("a.pdf\x00.exe", "a.pdf"),
        ("a.pdf.exe", "a.pdf"),
        ("ann\u202efdp.exe", "annfdp.pdf"),
        ("\u2066x\u2069.pdf", "x.pdf"),
        ("x" * 300, "x" * 77 + "…" + "x" * 38 + ".pdf"),
        ("é" * 150 + ".pdf", "é" * 77 + "…" + "é" * 38 + ".pdf"),
        ("", "file.pdf"),
        ("\ud800.pdf", "file.pdf"),
    ],
)
def test_hostile_name_becomes_a_harmless_one(name: str, shown: str) -> None:
    with accepted(building.pdf(), name) as file:
        assert file.name == shown


HOSTILE = {
    "HTML as .pdf": (b"<!doctype html><script>alert(1)</script>", "a.pdf", signatures.MARKUP),
    "text as .pdf": (b"%P", "a.pdf", "The name ends in .pdf, but the content is not PDF."),
    "SVG with script as .png": (
        b'\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "a.png",
        signatures.MARKUP,
    ),
    "XML with a byte order mark": (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "a.txt", signatures.MARKUP),
    "GIF and JavaScript in one": (b"GIF89a/*\x00\x00*/=1;alert(1)", "a.gif", signatures.GIF),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00", "a.pdf.exe", texts.NOT_TEXT),
    "old Word file": (signatures.OLE + bytes(1000), "a.docx", signatures.OLD_OFFICE),
    "RTF": (rb"{\rtf1\ansi}", "a.txt", signatures.RICH_TEXT),
    "spreadsheet of symbolic links": (b"ID;PWXL;N;E\n", "a.csv", signatures.SYMBOLIC_LINK),
    "Latin-1": ("unit,Öst\n".encode("latin-1"), "a.csv", texts.NOT_UTF_8),
    "UTF-16": ("unit,Öst\n".encode("utf-16"), "a.txt", texts.NOT_UTF_8),
    "nothing": (b"", "a.txt", policy.EMPTY),
    "picture of 50,000 x 50,000": (building.png_that_claims(50_000, 50_000), "a.png", "million pixels"),
    "zip file": (building.zipped({"a.txt": "a"}), "a.docx", office.NOT_OFFICE),
    "nested zip": (
        building.office(parts={"word/a.bin": building.zipped({"b.zip": building.zipped({"c": "c"})})}),
        "a.docx",
        office.NOT_OFFICE,
    ),
    "zip with ../": (building.office(parts={"word/../../x.xml": "<a/>"}), "a.docx", office.ODD_ZIP),
    "external entity": (
        building.office(
            "xlsx",
            {"xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'},
        ),
        "a.xlsx",
        office.ODD_XML,
    ),
    "macros": (building.office(parts={"word/vbaProject.bin": b"x"}), "a.docx", office.MACROS),
    "PDF with JavaScript": (building.pdf({"OpenAction": building.SCRIPT}), "a.pdf", pdfs.PROGRAM),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file_is_refused_with_its_sentence(case: str) -> None:
    content, name, sentence = HOSTILE[case]
    said = refusal(content, name)
    assert sentence in said
    assert len(said.split(". ")) > 1  # what happened, and what to do


def test_zip_bomb_is_refused() -> None:
    """300 MB and one byte of zeros in 300 KB."""
    target = io.BytesIO(building.office())
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/media/a.bin", "w") as part,
    ):
        for _ in range(300):
            part.write(bytes(policy.MEBIBYTE))
        part.write(b"\x00")
    assert len(target.getvalue()) < policy.MEBIBYTE
    assert refusal(target.getvalue(), "a.docx") == policy.TOO_DEMANDING


def test_billion_laughs_are_refused() -> None:
    lines = "".join(
        f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' if at else '<!ENTITY l0 "lol">'
        for at in range(10)
    )
    laughs = f'<?xml version="1.0"?><!DOCTYPE lolz [{lines}]><lolz>&l9;</lolz>'
    assert refusal(building.office("xlsx", {"xl/styles.xml": laughs}), "a.xlsx") == office.ODD_XML


def test_eicar_is_text_that_only_a_scanner_knows() -> None:
    with accepted(building.EICAR, "eicar.com") as file:
        assert (file.name, file.media_type, file.scan) == ("eicar.txt", "text/plain", "not_scanned")


def test_picture_loses_what_stands_beside_it() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken in ward 7"
    content = building.picture("JPEG", exif=exif, comment=b"by Ann")
    assert b"ward 7" in content
    with accepted(content + b"<script>alert(1)</script>", "a.jpg") as file:
        stored = file.content.read()
    assert not any(secret in stored for secret in (b"ward 7", b"by Ann", b"<script>"))


def test_file_above_the_limit_is_refused(settings) -> None:
    settings.UPLOAD_MAX_BYTES = policy.MEBIBYTE
    assert refusal(b"a" * (policy.MEBIBYTE + 1), "a.txt").startswith(
        "The file is larger than 1 MB."
    )
    with accepted(b"a" * policy.MEBIBYTE, "a.txt") as file:
        assert file.size == policy.MEBIBYTE


def test_picture_that_grows_above_the_limit_is_refused(settings) -> None:
    content = building.picture("WEBP", size=(400, 400), quality=1)
    settings.UPLOAD_MAX_BYTES = len(content)
    assert "when it is drawn anew" in refusal(content, "a.webp")


def test_full_temporary_folder_is_said(monkeypatch) -> None:
    def full(*_args: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checking, "_copy", full)
    assert refusal(b"a", "a.txt") == policy.NO_ROOM


def test_file_that_is_forgotten_is_closed() -> None:
    file = accepted(b"a", "a.txt")
    content = file.content
    del file
    assert content.closed
