"""A walk over every page, in both themes, on a desk and on a phone: axe, width and console."""

import json
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from lhs_portal.site.demo import cast
from tests.browser import places, windows
from tests.browser.checks import check_axe, check_width, draw_charts
from tests.browser.following import follow
from tests.browser.staging import TWO_STEPS

LOOKS = {"light": windows.DESK, "dark": windows.PHONE}
REFUSALS = {403, 404, 410}
BARE = ["400", "403_csrf", "429", "500"]  # pages of faults, which no address shows by itself

OPEN_DETAILS = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


@pytest.fixture(scope="module")
def stage(portal):
    return json.loads(portal.run_module("tests.browser.staging").splitlines()[-1])


class Walk:
    """One tab for each person and look; what its console says is asked after each page."""

    def __init__(self, chromium, portal, stage):
        self.chromium, self.url, self.stage = chromium, portal.url, stage
        self.tabs = {}
        self.complaints = []

    def tab(self, person, theme):
        if (person, theme) not in self.tabs:
            context = windows.open_window(
                self.chromium,
                self.url,
                self.complaints,
                viewport=LOOKS[theme],
                theme=theme,
                answers=REFUSALS,
            )
            if person:
                session = self.stage["sessions"][person]
                context.add_cookies([{"name": "sessionid", "value": session, "url": self.url}])
            self.tabs[person, theme] = context.new_page()
        return self.tabs[person, theme]


@pytest.fixture(scope="module")
def walk(chromium, portal, stage):
    walk = Walk(chromium, portal, stage)
    yield walk
    for page in walk.tabs.values():
        page.context.close()


def check_page(page, theme, complaints):
    page.evaluate(OPEN_DETAILS)
    if theme == "light":
        draw_charts(page)
    else:
        check_width(page)
    check_axe(page)
    heard = list(complaints)
    complaints.clear()
    assert heard == []


@pytest.mark.parametrize("theme", LOOKS)
@pytest.mark.parametrize("place", places.PLACES, ids=str)
def test_page_is_clean(walk, place, theme):
    check_place(walk, place, theme)


@pytest.mark.parametrize(
    ("place", "theme"), list(zip(places.STAGES, cycle(reversed(LOOKS)), strict=False)), ids=str
)
def test_page_of_another_stage_is_clean(walk, place, theme):
    check_place(walk, place, theme)


def check_place(walk, place, theme):
    page = walk.tab(place.person, theme)
    address = place.address(walk.stage)
    response = page.goto(address)
    assert response.status == place.status
    path = urlsplit(page.url).path
    assert path == urlsplit(address).path or (place.ends and path.endswith(place.ends))
    check_page(page, theme, walk.complaints)


@pytest.mark.parametrize("theme", LOOKS)
@pytest.mark.parametrize("template", BARE)
def test_page_of_a_fault_is_clean(walk, template, theme):
    page = walk.tab(places.NOBODY, theme)
    address = f"{walk.url}/fault-{template}/"
    body = render_to_string(f"{template}.html")
    page.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_page(page, theme, walk.complaints)


@pytest.mark.parametrize("theme", LOOKS)
def test_second_step_of_a_sign_in_is_clean(open_context, theme):
    page = open_context(viewport=LOOKS[theme], theme=theme).new_page()
    page.goto("/accounts/login/")
    windows.fill_sign_in(page, TWO_STEPS, cast.password())
    page.wait_for_url("**/accounts/2fa/authenticate/")
    check_page(page, theme, [])


@pytest.mark.parametrize("theme", LOOKS)
@pytest.mark.parametrize(
    ("route", "names", "button"),
    [
        ("accounts:organization_new", {}, "Register"),
        ("assessments:start", {"organization_id": "riverbend"}, "Start the assessment"),
        ("account_change_password", {}, "Change"),
    ],
)
def test_form_with_errors_is_clean(walk, route, names, button, theme):
    page = walk.tab(places.LEAD, theme)
    page.goto(places.Place(route, names=names).address(walk.stage))
    follow(page.get_by_role("main").get_by_role("button", name=button).first)
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still here")
    complaints = [line for line in walk.complaints if "status of 422" not in line]
    walk.complaints.clear()
    check_page(page, theme, complaints)


def test_places_name_every_route():
    visited = {place.route for place in places.PLACES + places.STAGES}
    assert visited | places.NOT_PAGES.keys() == places.routes()
    assert not visited & places.NOT_PAGES.keys()


def test_templates_of_faults_are_all_walked():
    root = Path(__file__).parents[2] / "templates"
    met_otherwise = {"403", "404", "kept_form", "kept_form_failed", "base", "style_guide"}
    assert {path.stem for path in root.glob("*.html")} - met_otherwise == set(BARE)
