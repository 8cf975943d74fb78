"""Browser windows that hear what the console says, and the sessions of the demo's people."""

import re
from collections.abc import Collection
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from lhs_portal.site.demo import cast
from tests.browser.following import follow

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1200, "height": 900}
# The suite's machine may be busy; nothing here waits that long unless something is wrong.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
# htmx writes these where what a person sends takes the place of a question for news.
REPLACED = re.compile(r"htmx:(afterRequest|sendAbort), \[object HTML")
# Chromium itself writes this line for every answer of 400 and above.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


def open_window(
    browser: Browser,
    url: str,
    complaints: list[str],
    *,
    javascript: bool = True,
    viewport: dict[str, int] = DESK,
    theme: str = "light",
    answers: Collection[int] = (),
    follows: bool = False,
    **options: Any,
) -> BrowserContext:
    """A context that notes in `complaints` whatever the console or the page says.

    `answers` are the statuses of 400 and above that the test is about, and that are no complaint.
    A page that `follows` asks for news all the time.
    """
    context = browser.new_context(
        base_url=url,
        java_script_enabled=javascript,
        viewport=viewport,
        color_scheme=theme,
        **options,
    )
    context.set_default_timeout(PATIENCE_MS)

    def hear(message: ConsoleMessage) -> None:
        answered = ANSWERED.match(message.text)
        if follows and REPLACED.match(message.text):
            return
        where = message.location.get("url", "")
        if "/static/" in where or not (answered and int(answered[1]) in answers):
            complaints.append(f"{message.type}: {message.text} ({where})")

    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(f"error: {error.error}"))
    return context


class Sessions:
    """Signs each person in once, so that the limits on signing in are not met."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self._kept: dict[str, Any] = {}

    def of(self, email: str) -> Any:
        if email not in self._kept:
            self._kept[email] = self.make(email)
        return self._kept[email]

    def make(self, email: str) -> Any:
        complaints: list[str] = []
        context = open_window(self.browser, self.url, complaints)
        page = context.new_page()
        page.goto("/accounts/login/")
        fill_sign_in(page, email, cast.password())
        page.wait_for_url(f"{self.url}/")
        state = context.storage_state()
        context.close()
        assert complaints == []
        return state


def fill_sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    follow(page.get_by_role("button", name="Sign in"))
