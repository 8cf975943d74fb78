"""Celery tasks: an id in, an action called. Any of them may come late, twice or never."""

import uuid

from celery import shared_task

from reports.jobs.hearing import hearing
from reports.releases.jobs import PREPARE_RELEASE, make_release


@shared_task(name=PREPARE_RELEASE)
def prepare_release_task(release_id: str) -> None:
    with hearing.message():
        make_release(uuid.UUID(release_id))
