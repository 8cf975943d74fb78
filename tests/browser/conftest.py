"""A real browser on a real portal. Every page must be silent in the console and clean for axe."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests import services
from tests.browser.portal import Portal, running_portal

CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DEMO_PASSWORD = "learning-health-2026"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(__file__.removesuffix("/conftest.py")):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = services.chromium()
    if program is None:
        pytest.skip(services.browser())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(chromium: Browser, portal: Portal) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts (`javascript=False`, `width=320`, `theme="dark"`); none may complain."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def make(
        *, javascript: bool = True, width: int = 1200, theme: str = "light", **options: Any
    ) -> BrowserContext:
        context = chromium.new_context(
            base_url=portal.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme=theme,  # type: ignore[arg-type]
            **options,
        )
        context.set_default_timeout(15_000)
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(f"error: {error.error}"))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


_signed_in: dict[tuple[str, str], Any] = {}


@pytest.fixture
def sign_in(open_context: Callable[..., BrowserContext], portal: Portal) -> Callable[..., Page]:
    """A page of a signed-in demo person; the session is kept, so that rate limits are not met."""

    def make(email: str, **options: Any) -> Page:
        key = (portal.url, email)
        if key not in _signed_in:
            page = open_context().new_page()
            page.goto("/accounts/login/")
            page.get_by_label("Email").fill(email)
            page.get_by_label("Password").fill(DEMO_PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(f"{portal.url}/")
            _signed_in[key] = page.context.storage_state()
        return open_context(storage_state=_signed_in[key], **options).new_page()

    return make


def check_axe(page: Page) -> None:
    """Fail on any finding of axe (WCAG 2.2 A and AA, and best practices)."""
    results = Axe().run(page)
    findings = [
        f"{finding['id']}: {node['html']} — {node['failureSummary']}"
        for finding in results.response["violations"]
        for node in finding["nodes"]
    ]
    assert findings == [], f"{page.url}\n" + "\n".join(findings)
