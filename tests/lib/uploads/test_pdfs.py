import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Encryption, Object, Permissions

from lhs_portal.lib.uploads import pdfs, policy
from lhs_portal.lib.uploads.pdfs import examine_pdf
from lhs_portal.lib.uploads.policy import RefusedFile
from tests.lib.uploads import building
from tests.lib.uploads.building import SCRIPT


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedFile) as refused:
        examine_pdf(io.BytesIO(content))
    return refused.value.sentence


REFUSED = {
    "JavaScript when opened": ({"OpenAction": SCRIPT}, pdfs.PROGRAM),
    "JavaScript by name": (
        {"Names": f"<< /JavaScript << /Names [ (a) {SCRIPT} ] >> >>"},
        pdfs.PROGRAM,
    ),
    "JavaScript deep inside": ({"X": f"[ [ << /AA << /O {SCRIPT} >> >> ] ]"}, pdfs.PROGRAM),
    "program started": ({"OpenAction": "<< /S /Launch /F (calc.exe) >>"}, pdfs.PROGRAM),
    "data imported": ({"OpenAction": "<< /S /ImportData >>"}, pdfs.PROGRAM),
    "other file opened": ({"OpenAction": "<< /S /GoToE >>"}, pdfs.ATTACHMENT),
    "embedded file": ({"Names": "<< /EmbeddedFiles << /Names [] >> >>"}, pdfs.ATTACHMENT),
    "file of a specification": ({"AF": "[ << /Type /Filespec /EF << >> >> ]"}, pdfs.ATTACHMENT),
    "attachment at a place": ({"X": "<< /Subtype /FileAttachment >>"}, pdfs.ATTACHMENT),
    "rich media": ({"X": "<< /Subtype /RichMedia >>"}, pdfs.ATTACHMENT),
    "XFA form": ({"AcroForm": "<< /XFA [] >>"}, pdfs.FORM),
    "name that another refers to": ({"X": "/Launch"}, pdfs.PROGRAM),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("case", REFUSED)
def test_what_runs_or_hides_is_refused(case: str, packed: bool) -> None:
    root, sentence = REFUSED[case]
    content = building.pdf(root, packed=packed)
    assert refusal(content) == sentence


def test_name_written_in_codes_is_read() -> None:
    content = building.pdf({"OpenAction": "<< /S /Launch++ >>"})
    assert refusal(content.replace(b"/Launch++", b"/L#61unch")) == pdfs.PROGRAM


def test_script_in_the_dictionary_of_a_stream_is_read() -> None:
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.X = document.make_stream(b"a", AA=Object.parse(SCRIPT.encode()))
        document.save(target)
    assert refusal(target.getvalue()) == pdfs.PROGRAM


def test_object_that_nothing_uses_is_read() -> None:
    content = building.pdf({"Xx": SCRIPT})
    unused = re.sub(rb"/Xx \d+ 0 R", lambda use: b" " * len(use[0]), content)
    assert unused != content
    assert refusal(unused) == pdfs.PROGRAM


@pytest.mark.parametrize(
    "value",
    [
        "(How /JS and \\(/JavaScript\\) run)",
        "<< /S /URI /URI (https://www.nam.edu/) >>",
        "<< /JSON 1 /S /Span /X /JavaScripts >>",
        "/Span",
    ],
)
def test_words_and_links_are_accepted(value: str) -> None:
    examine_pdf(io.BytesIO(building.pdf({"X": value})))


@pytest.mark.parametrize("user", ["secret", ""])
def test_encrypted_is_refused(user: str) -> None:
    locked = Encryption(owner="owner", user=user, allow=Permissions(extract=False))
    assert refusal(building.pdf(encryption=locked)) == pdfs.LOCKED


def test_without_pages_is_refused() -> None:
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.save(target)
    assert refusal(target.getvalue()) == policy.UNREADABLE


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"startxref", b"startxxxx"),
        lambda content: content.replace(b"/Pages", b"/Pagan"),
        lambda content: b"%PDF-1.7\n" + b"\n" * 100 + content,
        lambda content: content + building.zipped({"a.html": "<script>alert(1)</script>"}),
        lambda _: b"%PDF-1.7\n<script>alert(1)</script>",
    ],
)
def test_damaged_or_two_in_one_is_refused(damage: Callable[[bytes], bytes]) -> None:
    assert refusal(damage(building.pdf())) == policy.UNREADABLE
