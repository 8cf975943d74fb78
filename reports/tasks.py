"""Celery tasks: an id in, an action called. Any of them may come late, twice or never."""

import uuid

from celery import shared_task

from reports.jobs.hearing import hearing
from reports.jobs.making import make_report
from reports.jobs.of_reports import MAKE_REPORT
from reports.jobs.renditions import MAKE_RENDITION, make_rendition


@shared_task(name=MAKE_REPORT)
def make_report_task(report_id: str) -> None:
    with hearing.message():
        make_report(uuid.UUID(report_id))


@shared_task(name=MAKE_RENDITION)
def make_rendition_task(rendition_id: str) -> None:
    with hearing.message():
        make_rendition(uuid.UUID(rendition_id))
