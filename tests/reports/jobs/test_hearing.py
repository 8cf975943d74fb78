"""A worker that gets nothing of what is sent to it ends itself; no other one does."""

import pytest
from django.conf import LazySettings

from reports.jobs import hearing
from reports.jobs.hearing import Hearing


class Clock:
    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Clock:
    settings.LEASE_SECONDS = 15
    clock = Clock()
    monkeypatch.setattr(hearing, "time", clock)
    return clock


def test_idle_worker_with_nothing_to_do_is_not_deaf(clock: Clock) -> None:
    worker = Hearing()
    for _ in range(10):
        clock.now += 5
        assert not worker.is_deaf_after(0)


def test_worker_that_gets_nothing_of_what_is_sent_is_deaf_after_a_lease(clock: Clock) -> None:
    worker = Hearing()
    sent = [1, 0, 0, 1]
    found = []
    for count in sent:
        clock.now += 5
        found.append(worker.is_deaf_after(count))
    assert found == [False, False, False, True]


def test_worker_that_works_on_what_is_sent_is_not_deaf(clock: Clock) -> None:
    worker = Hearing()
    for _ in range(5):
        clock.now += 5
        assert not worker.is_deaf_after(1)
        clock.now += 5
        with worker.message():
            assert not worker.is_deaf_after(1)


def test_worker_that_is_long_at_one_job_is_not_deaf(clock: Clock) -> None:
    worker = Hearing()
    with worker.message():
        for _ in range(10):
            clock.now += 15
            assert not worker.is_deaf_after(1)


def test_deaf_worker_ends_itself_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    signals: list[tuple[int, int]] = []
    monkeypatch.setattr(hearing.os, "kill", lambda *call: signals.append(call))
    hearing.end_this_worker()
    assert signals == [(hearing.os.getpid(), hearing.signal.SIGTERM)]
