"""What a browser fetches for each page, before compression, and when plotly.js is among it."""

import re
from collections.abc import Iterator

from benchmarks.clients import Connection
from benchmarks.figures import AT_MOST, TOLD, Figure
from benchmarks.parts.pages import SECTION
from benchmarks.parts.report import newest_report, wait_for_pdf
from benchmarks.processes import Portal, web, worker

LINKED = re.compile(r'(?:href|src)="(/static/(css|js|plotly)/[^"]+)"([^>]*)>')
BOUNDS = {"HTML": 60, "CSS": 25, "JS": 20}


def measure_weight(portal: Portal) -> Iterator[Figure]:
    """The bounds are those of the pages for answering; the report's weight is told beside them."""
    assessments = portal.scene["assessments"]
    with web(portal) as address, worker(portal), Connection(address, portal.people[0]) as browser:
        report = newest_report(browser, assessments["last"])
        wait_for_pdf(browser, report)
        answering = f"/a/{assessments['full']}/"
        yield from _weigh(browser, "section page", f"{answering}s/{SECTION}/")
        yield from _weigh(browser, "task list", answering)
        yield from _weigh(browser, "report", report, charts=True)


def _weigh(browser: Connection, name: str, path: str, *, charts: bool = False) -> Iterator[Figure]:
    html = browser.expect("GET", path).body
    linked = LINKED.findall(html.decode())
    sizes = {"HTML": len(html), "CSS": 0, "JS": 0}
    for url, kind, _ in linked:
        if kind.upper() in sizes:
            sizes[kind.upper()] += len(browser.expect("GET", url).body)
    side = TOLD if charts else AT_MOST
    for what, size in sizes.items():
        yield Figure("weight", f"{name}: {what}", size / 1000, " KB", side, BOUNDS[what])
    plotly = [attributes for _, kind, attributes in linked if kind == "plotly"]
    if charts:
        late = sum("defer" not in attributes for attributes in plotly)
        yield Figure(
            "weight", f"{name}: plotly.js without defer", late, "", AT_MOST, 0, f"of {len(plotly)}"
        )
    else:
        yield Figure("weight", f"{name}: plotly.js", len(plotly), "", AT_MOST, 0)
