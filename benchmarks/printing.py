"""One report printed by the portal and by warm browsers, in turns. Runs in a process of its own.

`python -m benchmarks.printing <rounds> [<name>=<program> …]` prints as JSON what each side took.
Each round has answers and notes of its own. Time and memory are taken in rounds of their own, since
looking at the memory of a process holds it up.
"""

import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil

from benchmarks.memory import Peak

WARM_UP = 2
WEIGHED = 4
OURS = "the portal"
STYLESHEET = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)"([^>]*)>')
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
RADAR = "<details><summary>The same scores as a radar"
NOTE = (
    "Round {}: the bundle for {} is checked every month, and the council reads what is found. "
    "On nights {} of {} units have nobody who owns it; the list is kept by pharmacy."
)


@dataclass(slots=True)
class Took:
    milliseconds: list[float] = field(default_factory=list)
    cpu_milliseconds: list[float] = field(default_factory=list)
    mebibytes: list[float] = field(default_factory=list)
    pages: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """`look_at` names the processes whose memory counts; `processor` is what it used until now, in
    seconds."""

    name: str
    print_it: Callable[[Any, str], bytes]
    look_at: Callable[[], Iterable[psutil.Process]]
    processor: Callable[[], float]


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    django.setup()
    rounds, *browsers = sys.argv[1:]
    programs = dict(each.split("=", 1) for each in browsers)
    print(json.dumps({name: asdict(took) for name, took in measure(int(rounds), programs).items()}))


def measure(rounds: int, programs: dict[str, str]) -> dict[str, Took]:
    took = {name: Took() for name in (OURS, *programs)}
    with _browsers(programs) as browsers:
        started = set(_children())
        ours = Side(OURS, _print_ours, lambda: set(_children()) - started, _used_here)
        sides = [ours, *browsers]
        for number in range(WARM_UP + rounds + WEIGHED):
            material, html = make_report(number)
            for side in sides[number % len(sides) :] + sides[: number % len(sides)]:
                if number < WARM_UP:
                    side.print_it(material, html)
                elif number < WARM_UP + rounds:
                    used = side.processor()
                    began = time.perf_counter()
                    content = side.print_it(material, html)
                    spent = time.perf_counter() - began
                    took[side.name].milliseconds.append(spent * 1000)
                    took[side.name].cpu_milliseconds.append((side.processor() - used) * 1000)
                    _describe(took[side.name], content)
                else:
                    with Peak(side.look_at) as peak:
                        side.print_it(material, html)
                    took[side.name].mebibytes.append(peak.mebibytes)
    return took


def make_report(number: int) -> tuple[Any, str]:
    """Every item answered, with a note; compared with an earlier cycle, which makes six charts."""
    from reports.documents import Material
    from tests.reports import change_samples, samples

    earlier = change_samples.cycle(samples.full(1000 + number), "Baseline 2025", 2025)
    later = change_samples.cycle(samples.full(2000 + number), "Baseline 2026", 2026)
    for place, (code, answer) in enumerate(later["answers"].items()):
        answer["note"] = NOTE.format(number, code, place % 7, place % 5 + 7)
    later |= {"site": "https://portal.example.org"}
    page = change_samples.make_page((later, change_samples.compare_frozen(earlier, later)))
    return Material(page, b"{}"), make_html(page)


def make_html(page: Any) -> str:
    """One file: the sheets of style within it, all that unfolds unfolded, no script. The radar,
    which the PDF leaves out, is left out too."""
    from django.conf import settings
    from django.template.loader import render_to_string

    from reports.charts.language import speaking

    pk = "00000000-0000-0000-0000-000000000001"
    assessment = SimpleNamespace(pk=pk, organization_id=pk)
    report = SimpleNamespace(
        pk=pk, number=3, assessment=assessment, assessment_id=pk,
        get_kind_display=page.identity.kind_shown,
    )  # fmt: skip
    with speaking(page.identity.language):
        html = render_to_string(
            "reports/report_detail.html", {"report": report, "page": page, "shared": True}
        )

    def styled(link: re.Match[str]) -> str:
        rules = Path(settings.STATIC_ROOT, link[1]).read_text()
        return f"<style{' media=print' if 'print' in link[2] else ''}>{rules}</style>"

    html = STYLESHEET.sub(styled, SCRIPT.sub("", html))
    before, _, after = html.partition(RADAR)
    html = before + after[after.index("</section>") :]
    return html.replace("<details", "<details open")


def _print_ours(material: Any, _html: str) -> bytes:
    from reports.documents.pdf import render_pdf

    return render_pdf(material).content


def _children(of: psutil.Process | None = None) -> list[psutil.Process]:
    return (of or psutil.Process()).children(recursive=True)


@contextmanager
def _browsers(programs: dict[str, str]) -> Iterator[list[Side]]:
    """Started once, with one page each, which is kept. The program that drives them does not count
    as their memory."""
    from playwright.sync_api import sync_playwright

    with ExitStack() as stack:
        driver = stack.enter_context(sync_playwright())
        sides = []
        for name, program in programs.items():
            known = set(_children())
            browser = driver.chromium.launch(
                executable_path=program, args=["--headless=new", "--no-sandbox"]
            )
            stack.callback(browser.close)
            tab = browser.new_page()
            new = [each for each in _children() if each not in known]
            roots = [each for each in new if each.parent() not in new and _is_browser(each)]
            trees = partial(_trees, roots)
            sides.append(Side(name, partial(_print_in, tab), trees, partial(_used_by, trees)))
        yield sides


def _is_browser(process: psutil.Process) -> bool:
    return "chromium" in " ".join(process.cmdline()[:3])


def _trees(roots: list[psutil.Process]) -> list[psutil.Process]:
    return [each for root in roots for each in (root, *_children(root))]


def _print_in(tab: Any, _material: Any, html: str) -> bytes:
    tab.set_content(html)
    content: bytes = tab.pdf(tagged=True, outline=True, prefer_css_page_size=True)
    return content


def _used_here() -> float:
    """By this process, which builds the data, and the children of it that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _used_by(trees: Callable[[], Iterable[psutil.Process]]) -> float:
    return sum(sum(each.cpu_times()[:4]) for each in trees())


def _describe(took: Took, content: bytes) -> None:
    import pypdf

    document = pypdf.PdfReader(io.BytesIO(content))
    if "/StructTreeRoot" not in document.trailer["/Root"]:
        raise ValueError("The file is not tagged.")
    took.pages, took.size = len(document.pages), len(content)


if __name__ == "__main__":
    main()
