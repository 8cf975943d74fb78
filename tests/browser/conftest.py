"""A real browser on a real portal. Every page must be silent in the console and clean for axe."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import services
from tests.browser import windows
from tests.browser.portal import Portal, running_portal

CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            # A journey of a minute takes many on a busy machine; each wait in it has its own end.
            item.add_marker(pytest.mark.timeout(900))
    if "LHS_DATABASE_URL" in os.environ:
        # What a page looks like does not depend on the engine: the walk is done once, on SQLite.
        walk = [item for item in items if item.path.name == "test_every_page.py"]
        config.hook.pytest_deselected(items=walk)
        items[:] = [item for item in items if item not in walk]


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
    """Make browser contexts (options of `windows.open_window`); none of them may complain."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(**options: Any) -> BrowserContext:
        contexts.append(windows.open_window(chromium, portal.url, complaints, **options))
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def sessions(chromium: Browser, portal: Portal) -> windows.Sessions:
    return windows.Sessions(chromium, portal.url)


@pytest.fixture
def sign_in(
    open_context: Callable[..., BrowserContext], sessions: windows.Sessions
) -> Callable[..., Page]:
    """A page of a demo person. Their session is shared: a test that ends it asks for `fresh`."""

    def make(email: str, *, fresh: bool = False, **options: Any) -> Page:
        state = sessions.make(email) if fresh else sessions.of(email)
        return open_context(storage_state=state, **options).new_page()

    return make


@pytest.fixture(scope="session")
def scene(portal: Portal) -> dict[str, Any]:
    """What `rounds_scene` prints."""
    printed: dict[str, Any] = json.loads(
        portal.run_module("tests.browser.rounds_scene").splitlines()[-1]
    )
    return printed


@pytest.fixture
def enter(
    open_context: Callable[..., BrowserContext], portal: Portal, scene: dict[str, Any]
) -> Callable[..., Page]:
    """A page of somebody of the scene, by first name, who is signed in."""

    def make(name: str, **options: Any) -> Page:
        context = open_context(**options)
        session = scene["sessions"][name]
        context.add_cookies([{"name": "sessionid", "value": session, "url": portal.url}])
        return context.new_page()

    return make
