"""The Celery application. `celery -A lhs_portal worker` starts a worker of it.

The Report row is the truth about a job: messages carry ids, may be lost and may come twice. A
lease and a sweeper in the database recover what is lost, with any broker (reports/jobs/).
"""

import os

from celery import Celery
from django.conf import settings
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")

import lhs_portal.lib.spool  # noqa: F401  (makes spool:/// a broker URL)

QUEUE = "reports"

app = Celery("lhs_portal")
app.conf.update(
    broker_url=settings.BROKER_URL,
    # A worker waits for a lost broker for as long as it takes.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        # A person waits while a message is sent: give up soon, the sweeper sends it again.
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
        "max_retries": 0,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    },
    # The broker forgets a message as soon as a worker has it: the lease brings back a killed job
    # sooner than any redelivery. An ack that meets a restarting Redis would leave the worker deaf
    # (docs/decisions/): its one place taken by a message that it cannot acknowledge.
    task_default_queue=QUEUE,
    task_queues=[Queue(QUEUE, no_ack=True)],
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    result_backend=None,
    task_serializer="json",
    accept_content=["json"],
    task_publish_retry=False,
    # A worker runs one job at a time and needs no orders; its life shows in WorkerHeartbeat.
    worker_pool="solo",
    worker_concurrency=1,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    timezone="UTC",
)
app.autodiscover_tasks()
app.steps["worker"].add("reports.jobs.sweeping:SweeperStep")
