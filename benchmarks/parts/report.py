"""From the click on “Submit” to the finished PDF in the browser, with one idle worker."""

import re
import time
from collections.abc import Iterator
from statistics import median

from benchmarks.asking import ask
from benchmarks.clients import Connection
from benchmarks.figures import AT_MOST, Figure
from benchmarks.processes import Portal, web, worker

LONGEST_SECONDS = 60
REPORT = re.compile(r'href="(/r/[0-9a-f-]{36}/)"')


def measure_report(portal: Portal, *, rounds: int) -> Iterator[Figure]:
    """The first report is not counted: the worker has then started and is idle."""
    assessment = portal.scene["assessments"]["full"]
    with (
        web(portal) as address,
        worker(portal),
        Connection(address, portal.people[0]) as browser,
    ):
        last = portal.scene["assessments"]["last"]
        wait_for_pdf(browser, newest_report(browser, last))
        seconds = []
        for _ in range(rounds):
            began = time.monotonic()
            browser.expect("POST", f"/a/{assessment}/review/", {"confirm": "on"}, status=302)
            wait_for_pdf(browser, newest_report(browser, assessment))
            seconds.append(time.monotonic() - began)
            browser.expect(
                "POST", f"/a/{assessment}/reopen/", {"reason": "Measured again"}, status=302
            )
    yield Figure(
        portal.engine,
        "report: submit to the finished PDF",
        median(seconds),
        " s",
        AT_MOST,
        10,
        f"slowest of {rounds}: {max(seconds):.2f} s",
    )
    scoring = ask(portal, "scoring", assessment)
    yield Figure(portal.engine, "report: scoring", scoring, " ms", AT_MOST, 20)


def newest_report(browser: Connection, assessment: str) -> str:
    page = browser.expect("GET", f"/a/{assessment}/").body.decode()
    return REPORT.findall(page)[0]


def wait_for_pdf(browser: Connection, report: str) -> None:
    deadline = time.monotonic() + LONGEST_SECONDS
    while browser.send("GET", f"{report}pdf/").status != 200:
        if time.monotonic() > deadline:
            raise TimeoutError(f"No report within {LONGEST_SECONDS} seconds.")
        time.sleep(0.05)
