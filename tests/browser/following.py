"""From one page to the next. Playwright's `click` does not wait for what it leads to.

What asks once (an address, a list of items) would ask the old page on a busy machine. So a click
that leads elsewhere is told by `follow`, and anything else that does so stands within `leaving`;
a bare click is followed by an `expect` (tests/architecture/test_browser_waits.py looks).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """Around what leads to another page, which is loaded at the end."""
    with page.expect_navigation():
        yield


def follow(locator: Locator) -> None:
    """Click a link or a button that leads to another page, which is loaded at the end."""
    with leaving(locator.page):
        locator.click()


def unfold(locator: Locator) -> None:
    """Click the summary of what is folded."""
    locator.click()
