"""Whatever the bytes: a kind or a refusal, within the limits, and never a fault of the server."""

import io
import subprocess
import sys
import tempfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.uploads import apart, policy
from lhs_portal.lib.uploads.apart import examine_apart
from lhs_portal.lib.uploads.examining import examine
from lhs_portal.lib.uploads.policy import RefusedFile
from tests.lib.uploads import building

SAMPLES = [
    building.pdf({"Outlines": "<< /Title (May) >>"}),
    building.pdf(packed=True),
    building.picture("PNG", "P"),
    building.picture("PNG", "RGBA"),
    building.picture("JPEG"),
    building.picture("WEBP", "RGBA"),
    building.office("docx"),
    building.office("pptx", {"ppt/embeddings/a.xlsx": building.office("xlsx")}),
    b"unit,rate\nICU,0.4\n",
]
SIGNATURES = [b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\x20\x00\x00\x00WEBPVP8 ", b"PK\x03\x04"]  # fmt: skip
EXTENSIONS = ["", *(extension for kind in policy.KINDS for extension in kind.extensions)]


def outcome(content: bytes, claimed: str) -> policy.Kind | None:
    try:
        kind = examine(io.BytesIO(content), claimed, io.BytesIO())
    except RefusedFile:
        return None
    assert kind in policy.KINDS
    return kind


@given(st.sampled_from(SIGNATURES), st.binary(max_size=500), st.sampled_from(EXTENSIONS))
def test_random_bytes_never_raise_anything_else(start: bytes, rest: bytes, claimed: str) -> None:
    outcome(start + rest, claimed)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SAMPLES), st.data())
def test_mutated_files_never_raise_anything_else(sample: bytes, data: st.DataObject) -> None:
    content = bytearray(sample)
    places = st.integers(0, len(sample) - 1)
    for place in data.draw(st.lists(places, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.none() | places)
    outcome(bytes(content[:cut]), "")


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_samples_are_accepted_as_they_are(sample: bytes) -> None:
    assert outcome(sample, "") is not None


def apart_refusal(content: bytes, name: str = "a") -> str:
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(content)
        source.flush()
        with pytest.raises(RefusedFile) as refused:
            examine_apart(source, name, target)
    return refused.value.sentence


def test_bomb_in_a_pdf_takes_no_more_than_the_limit() -> None:
    """An object stream that unpacks to 700 MB: qpdf reads it whole."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(16 * policy.MEBIBYTE)) for _ in range(44))
    packed += packer.flush()
    start = b"%PDF-1.5\n"
    stream = b"1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)  # fmt: skip
    second = len(start) + len(stream)
    entries = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + last.to_bytes(1, "big")
        for kind, where, last in ((0, 0, 0), (1, len(start), 0), (1, second, 0), (2, 1, 0))
    )
    table = b"2 0 obj\n<< /Type /XRef /Size 4 /W [1 4 1] /Root 3 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(entries), entries, second)  # fmt: skip
    # Which of the two depends on where in qpdf the memory ends.
    said = apart_refusal(start + stream + table, "a.pdf")
    assert said in {policy.TOO_DEMANDING, policy.UNREADABLE}


PROGRAM = """
import resource, sys
from lhs_portal.lib.uploads import examining
def examine(*_):
    {body}
examining.examine = examine
examining.main()
"""


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("bytearray(600 * 1024 * 1024)", policy.TOO_DEMANDING),
        ("while True: pass", policy.TOO_DEMANDING),
        ("import os; os.kill(os.getpid(), 9)", policy.TOO_DEMANDING),
        ("import os; os.kill(os.getpid(), 11)", policy.UNREADABLE),
        ("raise SystemExit(3)", policy.UNREADABLE),
    ],
)
def test_examination_that_fails_costs_one_refusal(
    body: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = subprocess.run

    def run_instead(command: list[str], **kwargs: object) -> object:
        program = PROGRAM.format(body=body)
        if "while" in body:
            program = (
                f"from lhs_portal.lib.uploads import policy; policy.MOST_CPU_SECONDS = 1\n{program}"
            )
        return run([sys.executable, "-c", program, *command[-2:]], **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(apart.subprocess, "run", run_instead)
    assert apart_refusal(b"a") == sentence


def test_examination_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "LONGEST_WAIT_SECONDS", 0.001)
    assert apart_refusal(b"a") == policy.TOO_DEMANDING


def test_turns_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "LONGEST_WAIT_SECONDS", 0.001)
    with apart._turn(), apart._turn():
        assert apart_refusal(b"a") == policy.BUSY


def test_process_apart_knows_no_secret_and_no_django() -> None:
    program = "import sys; from lhs_portal.lib.uploads import examining; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=BASE_DIR,
        env={},
        capture_output=True,
        check=True,
        text=True,
    )
    modules = set(done.stdout.split())
    assert "lhs_portal.lib.uploads.policy" in modules
    assert not {"django", "lhs_portal.settings", "lhs_portal.environment"} & modules
