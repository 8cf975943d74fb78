"""A worker as production has it, that can be told to stop at one moment of its first job.

`PAUSE_AT` names the moment; it then leaves the file `paused`, and waits for the file `resume`.
`LONGEST` is how many seconds a job may take.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from lhs_portal.celery import app  # noqa: E402
from reports import notifying  # noqa: E402
from reports.jobs import claims, files, heartbeat, making  # noqa: E402
from reports.releases import computing, storing  # noqa: E402
from reports.releases import jobs as release_jobs  # noqa: E402


def pause() -> None:
    folder = Path(os.environ["LHS_DATA_DIR"])
    (folder / "paused").touch()
    while not (folder / "resume").exists():
        time.sleep(0.05)


def before(function: Callable[..., Any]) -> Callable[..., Any]:
    def paused(*arguments: Any, **options: Any) -> Any:
        pause()
        return function(*arguments, **options)

    return paused


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    def paused(*arguments: Any, **options: Any) -> Any:
        result = function(*arguments, **options)
        pause()
        return result

    return paused


Moments = dict[str, tuple[Any, str, Callable[..., Any]]]

MOMENTS: Moments = {
    "job claimed": (claims, "take", after),
    "scored": (making, "present_report", before),
    "one document rendered": (making, "render_document", after),
    "one file written": (files, "write", after),
    "all done but the last transaction": (making, "_finish", before),
    "in the middle of the last transaction": (making, "record_event", before),
    "finished, mail not marked": (making, "notify_requester", before),
    "mail marked, not handed over": (notifying, "send_mail", before),
    "mail handed over": (notifying, "send_mail", after),
}
RELEASE_MOMENTS: Moments = {
    "release claimed": (claims, "take", after),
    "field loaded": (computing, "load_field", after),
    "figures computed": (computing, "compute_figures", after),
    "half of the rows inserted": (storing, "_store_figures", before),
    "all rows inserted, not committed": (storing, "record_event", before),
    "release stored": (release_jobs, "compute_release", after),
}

if __name__ == "__main__":
    if moment := os.environ["PAUSE_AT"]:
        module, name, wrap = (MOMENTS | RELEASE_MOMENTS)[moment]
        setattr(module, name, wrap(getattr(module, name)))
    heartbeat.LONGEST = int(os.environ["LONGEST"])
    app.worker_main(
        ["worker", "--pool", "solo", "--loglevel", "info", "--without-gossip", "--without-mingle"]
    )
