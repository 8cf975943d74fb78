"""Redis stopped, flushed or restarted: answers save, nobody is signed out, jobs go on within 60 s."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import redis as redis_client
from celery import current_app
from django.conf import LazySettings

from assessments.models import Assessment
from lhs_portal.accounts.models import User
from reports.models import Report, State
from tests import services
from tests.assessments.factories import sign_answered
from tests.brokers import broker_at
from tests.cast import client_of, make_organization, make_person
from tests.faults.workers import Workshop, wait_for
from tests.reports.factories import answer_items, make_assessment, make_framework

pytestmark = [pytest.mark.redis, pytest.mark.xdist_group("workers")]

WITHIN = 60


class Redis:
    """A server that can be stopped, and started again at the same port with nothing in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = services.free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    @contextmanager
    def running(self) -> Iterator[None]:
        with services.private_redis(self.folder, self.port):
            yield

    def client(self) -> "redis_client.Redis":
        return redis_client.Redis(port=self.port)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    """The broker of this process too: what is sent here goes to it."""
    server = Redis(tmp_path)
    with broker_at(server.url):
        yield server


@pytest.fixture
def workshop(
    transactional_db: Any, tmp_path: Path, redis: Redis, settings: LazySettings
) -> Workshop:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Workshop(tmp_path, redis.url)


@pytest.fixture
def alice(workshop: Workshop) -> User:
    return make_person("Alice Moreau")


@pytest.fixture
def assessment(alice: User) -> Assessment:
    return make_assessment(make_organization(alice), make_framework(), alice)


def finished(count: int) -> bool:
    return Report.objects.filter(state=State.READY).count() == count


def test_redis_that_is_down_stops_no_answer_and_no_submission(
    workshop: Workshop, redis: Redis, assessment: Assessment, alice: User
) -> None:
    client = client_of(alice)
    with redis.running(), workshop.worker():
        wait_for(
            lambda: client.get("/status", headers={"Accept": "application/json"}).json()["workers"],
            seconds=WITHIN,
            what="a worker that is alive",
        )
    answer_items(assessment, alice)
    sign_answered(assessment, alice)
    status = client.get("/status", headers={"Accept": "application/json"})
    assert (status.status_code, status.json()["status"]) == (200, "degraded")
    assert client.get(f"/a/{assessment.pk}/").status_code == 200  # still signed in

    with redis.running(), workshop.worker():
        wait_for(lambda: finished(1), seconds=WITHIN, what="the report")


def test_redis_restarted_under_a_worker_goes_on(
    workshop: Workshop, redis: Redis, assessment: Assessment, alice: User
) -> None:
    answer_items(assessment, alice)
    with workshop.worker():
        with redis.running():
            sign_answered(assessment, alice)
            wait_for(lambda: finished(1), seconds=WITHIN, what="the first report")
        client = client_of(alice)
        client.post(f"/a/{assessment.pk}/reopen/", {"reason": "Once more"})
        assessment.refresh_from_db()
        sign_answered(assessment, alice)
        with redis.running():
            wait_for(lambda: finished(2), seconds=WITHIN, what="what was asked for meanwhile")


def test_redis_killed_in_the_middle_of_a_job_leaves_no_worker_deaf(
    workshop: Workshop, redis: Redis, assessment: Assessment, alice: User
) -> None:
    answer_items(assessment, alice)
    with workshop.worker(pause_at="scored"):
        with redis.running():
            sign_answered(assessment, alice)
            wait_for(workshop.paused, seconds=WITHIN, what="the worker in the middle of its job")
        workshop.resume()
        wait_for(lambda: finished(1), seconds=WITHIN, what="the report, without a broker")
        client_of(alice).post(f"/a/{assessment.pk}/reopen/", {"reason": "Once more"})
        sign_answered(assessment, alice)
        with redis.running():
            wait_for(
                lambda: finished(2), seconds=WITHIN, what="the next report, by the same worker"
            )


def test_redis_flushed_loses_no_job(
    workshop: Workshop, redis: Redis, assessment: Assessment, alice: User
) -> None:
    answer_items(assessment, alice)
    with redis.running():
        sign_answered(assessment, alice)
        assert redis.client().llen(current_app.conf.task_default_queue) == 1
        redis.client().flushall()
        with workshop.worker():
            wait_for(lambda: finished(1), seconds=WITHIN, what="the report")
