"""The scanner's answer decides, and what is no answer is never taken for a clean file."""

import io
import socket
from pathlib import Path

import pytest

from lhs_portal.lib.uploads import clamd, scanner
from lhs_portal.lib.uploads.checking import check_upload
from lhs_portal.lib.uploads.clamd import Address, ScannerFailed, find_virus, read_address
from lhs_portal.lib.uploads.policy import RefusedFile
from tests.lib.uploads import building, scanners


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("clamav:3310", Address(host="clamav", port=3310)),
        ("127.0.0.1:3310", Address(host="127.0.0.1", port=3310)),
        ("[::1]:3310", Address(host="::1", port=3310)),
        ("/run/clamav/clamd.ctl", Address(path="/run/clamav/clamd.ctl")),
        ("clamav", None),
        ("clamav:0", None),
        ("clamav:65536", None),
        ("http://clamav:3310", None),
        ("", None),
    ],
)
def test_address_is_read(text: str, address: Address | None) -> None:
    assert read_address(text) == address


def test_clean_file_is_scanned_whole_over_tcp(settings) -> None:
    content = ("é" * 200_000).encode()
    with scanners.running() as stand_in:
        settings.CLAMD = stand_in.address
        with check_upload(io.BytesIO(content), "a.txt") as accepted:
            assert accepted.scan == "clean"
            assert accepted.content.read() == content
        assert stand_in.scanned == [content]


def test_infected_file_is_refused_and_named_over_a_unix_socket(settings, tmp_path: Path) -> None:
    with scanners.running(path=tmp_path / "clamd.ctl") as stand_in:
        settings.CLAMD = stand_in.address
        with pytest.raises(RefusedFile, match=r"found “Win\.Test\.EICAR_HDB-1” in this file"):
            check_upload(io.BytesIO(building.EICAR), "eicar.com")


def test_picture_is_scanned_as_it_is_stored(settings) -> None:
    with scanners.running() as stand_in:
        settings.CLAMD = stand_in.address
        with check_upload(io.BytesIO(building.picture("PNG")), "a.png") as accepted:
            assert stand_in.scanned == [accepted.content.read()]


def test_without_a_scanner_the_file_is_not_scanned(settings) -> None:
    assert settings.CLAMD == ""
    assert scanner.scan(io.BytesIO(building.EICAR)) == "not_scanned"


BROKEN = {
    "nothing": b"",
    "an error": b"Can't allocate memory ERROR\x00",
    "half an answer": b"stream: ",
    "an answer without its end": b"stream: OK",
    "another protocol": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "no end": b"stream: OK" + b" stream: OK" * 1000,
    "two answers": b"stream: OK\x00stream: Eicar FOUND\x00",
    "no text": b"\xff\xfe\x00",
    "a virus without a name": b"stream:  FOUND\x00",
    "an answer to something else": b"/etc/passwd: OK\x00",
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_answer_is_no_answer(case: str) -> None:
    with scanners.running(lambda _: BROKEN[case]) as stand_in, pytest.raises(ScannerFailed):
        find_virus(stand_in.address, io.BytesIO(b"text"))


def test_silence_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clamd, "SCAN_SECONDS", 0.1)
    with scanners.running(None) as stand_in, pytest.raises(ScannerFailed, match="timed out"):
        find_virus(stand_in.address, io.BytesIO(b"text"))


def test_file_that_is_too_long_for_the_scanner_is_no_clean_one() -> None:
    with scanners.running(most=1000) as stand_in, pytest.raises(ScannerFailed):
        find_virus(stand_in.address, io.BytesIO(bytes(30_000_000)))


def test_limit_of_the_scanner_is_named_where_it_can_be() -> None:
    with (
        scanners.running(most=1000) as stand_in,
        pytest.raises(ScannerFailed, match="INSTREAM size limit exceeded"),
    ):
        find_virus(stand_in.address, io.BytesIO(bytes(1001)))


@pytest.fixture
def nobody(tmp_path: Path) -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"


def test_scanner_that_is_down_refuses_files(settings, nobody: str) -> None:
    settings.CLAMD = nobody
    with pytest.raises(RefusedFile) as refused:
        check_upload(io.BytesIO(b"text"), "a.txt")
    assert refused.value.sentence == scanner.NO_ANSWER


def test_scanner_that_is_down_may_let_files_through_unscanned(settings, nobody: str) -> None:
    settings.CLAMD, settings.CLAMD_DOWN = nobody, "keep"
    with check_upload(io.BytesIO(b"text"), "a.txt") as accepted:
        assert accepted.scan == "not_scanned"
        assert accepted.content.read() == b"text"


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "not an address"])
def test_wrong_address_is_a_scanner_that_is_down(settings, address: str) -> None:
    settings.CLAMD = address
    with pytest.raises(RefusedFile) as refused:
        scanner.scan(io.BytesIO(b"text"))
    assert refused.value.sentence == scanner.NO_ANSWER
