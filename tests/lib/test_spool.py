"""The broker in a folder: nothing is lost, whatever lies in the folder."""

import multiprocessing
from pathlib import Path

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.simple import SimpleQueue

import lhs_portal.lib.spool  # noqa: F401  (makes spool:/// a broker URL)

MESSAGES = 200
PROCESSES = 3


def queue_of(connection: Connection) -> SimpleQueue:
    return connection.SimpleQueue("work")


def read_all(connection: Connection) -> list[object]:
    queue = queue_of(connection)
    found = []
    while True:
        try:
            message = queue.get_nowait()
        except queue.Empty:
            return found
        message.ack()
        found.append(message.payload)


def send_many(url: str, first: int) -> None:
    with Connection(url) as connection:
        queue = queue_of(connection)
        for number in range(first, first + MESSAGES):
            queue.put(number)


def receive_many(url: str, results: "multiprocessing.Queue[list[object]]") -> None:
    with Connection(url) as connection:
        queue = queue_of(connection)
        found = []
        while True:
            try:
                message = queue.get(timeout=2)
            except queue.Empty:
                results.put(found)
                return
            message.ack()
            found.append(message.payload)


def test_messages_come_once_and_in_order(tmp_path: Path) -> None:
    with Connection(f"spool://{tmp_path}/spool") as connection:
        queue = queue_of(connection)
        for number in range(20):
            queue.put({"number": number})
        assert read_all(connection) == [{"number": number} for number in range(20)]
        assert read_all(connection) == []


def test_messages_outlive_the_process_that_sent_them(tmp_path: Path) -> None:
    url = f"spool://{tmp_path}"
    sender = multiprocessing.get_context("spawn").Process(target=send_many, args=[url, 0])
    sender.start()
    sender.join()
    with Connection(url) as connection:
        assert read_all(connection) == list(range(MESSAGES))


def test_messages_of_many_senders_reach_exactly_one_of_many_receivers(tmp_path: Path) -> None:
    url = f"spool://{tmp_path}/spool"
    spawn = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[list[object]] = spawn.Queue()
    senders = [
        spawn.Process(target=send_many, args=[url, place * MESSAGES]) for place in range(PROCESSES)
    ]
    receivers = [spawn.Process(target=receive_many, args=[url, results]) for _ in range(PROCESSES)]
    for process in senders + receivers:
        process.start()
    received = [number for _ in receivers for number in results.get(timeout=60)]
    for process in senders + receivers:
        process.join()
    assert sorted(received) == list(range(PROCESSES * MESSAGES))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\x00", b"[1]", b"null"])
def test_file_that_is_no_message_is_moved_aside(tmp_path: Path, content: bytes) -> None:
    with Connection(f"spool://{tmp_path}") as connection:
        (tmp_path / "00000000000000000000-x.work.msg").write_bytes(content)
        queue_of(connection).put("good")
        assert read_all(connection) == ["good"]
    assert [file.read_bytes() for file in (tmp_path / "broken").iterdir()] == [content]


def test_unfinished_message_is_not_read(tmp_path: Path) -> None:
    with Connection(f"spool://{tmp_path}") as connection:
        (tmp_path / "1234.part").write_text('{"body": ')
        assert read_all(connection) == []


def test_folder_that_cannot_be_used_is_an_operational_error() -> None:
    with Connection("spool:///dev/null/spool") as connection, pytest.raises(OperationalError):
        connection.ensure_connection(max_retries=0)


def test_full_disk_is_an_operational_error_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with Connection(f"spool://{tmp_path}") as connection:
        queue = queue_of(connection)
        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(OperationalError):
            queue.put("lost")
        monkeypatch.undo()
        assert [file for file in tmp_path.iterdir() if file.is_file()] == []
