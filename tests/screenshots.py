"""Pictures of the pages for the README and the docs: `python -m tests.screenshots`.

They are taken on a portal of their own, with the demo's organizations, so that they can be made
again at any time; nothing in them is drawn by hand.
"""

import io
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from lhs_portal.environment import BASE_DIR
from tests import services
from tests.browser.conftest import CHROMIUM_FLAGS
from tests.browser.portal import running_portal
from tests.browser.windows import Sessions, open_window

PICTURES = BASE_DIR / "docs" / "pictures"
Size = tuple[int, int]
DESK: Size = (1200, 1100)
LOW: Size = (1200, 640)
PHONE: Size = (390, 844)
NORA = "nora@riverbend.example"
PRIYA = "priya@northernlights.example"
JOSS = "joss@tamarack.example"
WINNIE = "winnie@riverbend.example"
WENDELL = "wendell@prairieshield.example"
ROSALIND = "rosalind@copperbasin.example"
OMAR = "omar@portal.example"
FRITZ = "fritz@portal.example"
DRAFTS = "/framework/drafts/"
FINISHED = "Yearly self-assessment 2026"
HALFWAY = "System baseline 2026–27"
BEGUN = "Before the accreditation visit"
RATED = "Many voices 2027"
SETTLED = "Heart and Vascular Center, fall 2026"
SIGNED = "Heart and Vascular Center, spring 2026"


@dataclass(frozen=True)
class Picture:
    """`links` are followed one after the other from `start`; then `to` comes to the top.

    A link is its name, or after "css:" a selector.
    """

    name: str
    person: str = ""
    links: tuple[str, ...] = ()
    to: str = ""
    start: str = "/"
    theme: str = "light"
    viewport: Size = DESK


PICTURES_TO_TAKE = [
    Picture("home-light", PRIYA, viewport=LOW),
    Picture("framework-light", links=("Framework",)),
    Picture("assessment-light", JOSS, (BEGUN,)),
    Picture("section-light", PRIYA, (HALFWAY, "Safe")),
    Picture("section-phone-dark", PRIYA, (HALFWAY, "Safe"), "h1", "dark", PHONE),
    Picture("compass-light", PRIYA, (HALFWAY, "Compass: the levels that you aim for")),
    Picture("history-light", PRIYA, (HALFWAY, "History: who changed what")),
    Picture("report-light", NORA, (FINISHED, "Report 1")),
    Picture("report-commitments-light", NORA, (FINISHED, "Report 1"), "#part-commitments"),
    Picture("report-through-line-dark", NORA, (FINISHED, "Report 1"), "#part-through-line", "dark"),
    Picture("raters-light", NORA, (RATED, "See who has finished")),
    Picture("rater-phone-dark", WINNIE, (RATED,), "h1", "dark", PHONE),
    Picture("settling-light", PRIYA, (SETTLED, "Settle the answers")),
    Picture("meeting-dark", PRIYA, (SETTLED, "Settle in a meeting"), theme="dark"),
    Picture("sign-light", WENDELL, ("Read and sign",)),
    Picture(
        "report-change-light", ROSALIND, ("Annual assessment 2026", "Report 1"), "#part-change"
    ),
    Picture("plan-light", ROSALIND, ("Annual assessment 2025", "Improvement plan")),
    Picture("report-team-light", PRIYA, (SIGNED, "Report 1"), "#part-raters"),
    Picture("release-light", OMAR, start="/releases/2/overview/"),
    Picture("release-operations-light", OMAR, start="/releases/2/operations/"),
    Picture(
        "release-phone-dark", OMAR, theme="dark", viewport=PHONE, start="/releases/2/overview/"
    ),
    Picture("hub-light", start="/hub/"),
    Picture("draft-light", FRITZ, ("2025.1",), start=DRAFTS),
    Picture(
        "draft-item-light",
        FRITZ,
        ("2025.1", "Items", "css:a[href*='subject=effective']", "css:a[href$='/effective.2/']"),
        start=DRAFTS,
    ),
    Picture("draft-through-line-light", FRITZ, ("2025.1", "Through-line"), start=DRAFTS),
    Picture("draft-dry-run-light", FRITZ, ("2025.1", "Dry run", "css:.rows a"), start=DRAFTS),
]


def take(page: Page, picture: Picture) -> bytes:
    page.goto(picture.start)
    for link in picture.links:
        css = link.removeprefix("css:")
        named = page.get_by_role("link", name=link, exact=True)
        (named if css == link else page.locator(css)).first.click()
        page.wait_for_load_state()
    if picture.to:
        page.locator(picture.to).evaluate("element => element.scrollIntoView()")
    # Plotly draws what has come into view; the pictures are the same with and without it.
    page.wait_for_load_state("networkidle")
    return page.screenshot(animations="disabled", caret="hide")


def keep(name: str, content: bytes) -> None:
    with Image.open(io.BytesIO(content)) as image:
        image.convert("RGB").save(PICTURES / f"{name}.png", optimize=True)
    print(f"{name}.png", (PICTURES / f"{name}.png").stat().st_size // 1024, "KB")


def first_pages(pdf: bytes, folder: Path) -> bytes:
    """The first two pages of a PDF, side by side; poppler draws them."""
    (folder / "report.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-png", "-r", "72", "-l", "2", "report.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    pages = [Image.open(path).convert("RGB") for path in sorted(folder.glob("page-*.png"))]
    wide = Image.new("RGB", (sum(page.width for page in pages) + 24, pages[0].height), "#8696A5")
    left = 0
    for page in pages:
        wide.paste(page, (left, 0))
        left += page.width + 24
    buffer = io.BytesIO()
    wide.save(buffer, "PNG")
    return buffer.getvalue()


def main() -> None:
    program = services.chromium()
    if program is None:
        raise SystemExit(services.browser())
    PICTURES.mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        running_portal(Path(folder), with_field=True) as portal,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        sessions = Sessions(browser, portal.url)
        for picture in PICTURES_TO_TAKE:
            context = open_window(
                browser,
                portal.url,
                complaints,
                viewport=dict(zip(("width", "height"), picture.viewport, strict=True)),
                theme=picture.theme,
                storage_state=sessions.of(picture.person) if picture.person else None,
            )
            page = context.new_page()
            keep(picture.name, take(page, picture))
            if picture.name == "report-light" and shutil.which("pdftoppm"):
                pdf = page.request.get(f"{page.url}pdf/").body()
                keep("report-pdf", first_pages(pdf, Path(folder)))
            if picture.name == "report-change-light" and shutil.which("pdftoppm"):
                brief = page.request.get(page.url.partition("#")[0] + "brief/").body()
                keep("report-brief", first_pages(brief, Path(folder)))
            context.close()
        browser.close()
    if complaints:
        raise SystemExit("\n".join(complaints))


if __name__ == "__main__":
    main()
