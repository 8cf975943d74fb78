"""Celery tasks: an id in, an action called. Any of them may come late, twice or never."""

import uuid

from celery import shared_task

from reports.dryrun.jobs import MAKE_DRY_RUN, make_dry_run
from reports.jobs.hearing import hearing


@shared_task(name=MAKE_DRY_RUN)
def make_dry_run_task(run_id: str) -> None:
    with hearing.message():
        make_dry_run(uuid.UUID(run_id))
