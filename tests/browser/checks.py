"""What must hold on any page: nothing for axe to find, no sideways scrolling, focus in sight."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.windows import PATIENCE_MS

# How much wider the page is than the window, and which elements stick out.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1 && !element.closest(".vh, .scroll, svg");
  });
  return [`scrollWidth ${document.documentElement.scrollWidth}`,
    ...out.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
}"""

# What hides the focused element or its ring; empty where a person sees where they are.
FOCUS_FAULTS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return ["nothing has focus"];
  const faults = [];
  const marked = [element, element.closest("label")].filter(Boolean).some((candidate) => {
    const style = getComputedStyle(candidate);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  if (!marked) faults.push("no ring");
  const box = element.getBoundingClientRect();
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  const own = top && (element.contains(top) || top.contains(element)
    || top.closest("label")?.control === element || element.closest("label")?.contains(top));
  if (!own) faults.push(`covered by ${top ? top.outerHTML.slice(0, 80) : "the window's edge"}`);
  return faults.map((fault) => `${fault}: ${element.outerHTML.slice(0, 120)}`);
}"""


def check_axe(page: Page) -> None:
    """Fail on any finding of axe (WCAG 2.2 A and AA, and best practices)."""
    results = Axe().run(page)
    findings = [
        f"{finding['id']}: {node['html']} — {node['failureSummary']}"
        for finding in results.response["violations"]
        for node in finding["nodes"]
    ]
    assert findings == [], f"{page.url}\n" + "\n".join(findings)


def check_width(page: Page) -> None:
    assert page.evaluate(TOO_WIDE) == [], page.url


def draw_charts(page: Page) -> None:
    """Plotly draws a chart when it comes into view on a wide window."""
    for chart in page.locator(".chart:has(> .chart-live)").all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator(".chart-live svg").first).to_be_attached()


def check_focus(page: Page) -> None:
    """What has focus is marked, and nothing covers it once the page has come to rest."""
    for _ in range(0, PATIENCE_MS, 100):
        if not (faults := page.evaluate(FOCUS_FAULTS)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url}: {faults}")
