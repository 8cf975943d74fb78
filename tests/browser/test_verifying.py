"""A stranger verifies a document: with JavaScript the file stays in the browser."""

import hashlib
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser import steps
from tests.browser.checks import check_axe
from tests.browser.following import follow
from tests.browser.windows import PHONE

LEAD = "nora@riverbend.example"
ASSESSMENT = "Yearly self-assessment 2026"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("documents")


def open_report(page: Page) -> None:
    """A signed one, which the demo's worker may still be making."""
    page.goto("/")
    follow(page.get_by_role("link", name=ASSESSMENT).first)
    follow(page.get_by_role("main").get_by_role("link", name="Report 1").first)
    steps.wait_for_report(page)


@pytest.fixture
def files(sign_in, folder):
    """A file of a signed report, the same with one byte more, its manifest, and that changed."""
    page = sign_in(LEAD)
    open_report(page)
    report = page.url
    for kind in ("csv", "manifest"):
        answer = page.request.get(f"{report}{kind}/")
        assert answer.ok
        (folder / kind).write_bytes(answer.body())
    (folder / "changed.csv").write_bytes((folder / "csv").read_bytes() + b"\n")
    content = (folder / "manifest").read_bytes()
    (folder / "changed.json").write_bytes(content.replace(b'"size":', b'"size":1', 1))
    return folder


def sent(page: Page) -> list[Request]:
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    return requests


def expect_findings(page: Page, *findings: str, of: list[Path]) -> None:
    page.goto("/verify/")
    page.get_by_label("The file, or several").set_input_files(of)
    page.get_by_role("button", name="Verify").click()
    expect(page.locator(".finding h2")).to_have_text(findings)


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_file_is_hashed_in_the_browser_and_nothing_else_is_sent(open_context, files):
    page = open_context().new_page()
    requests = sent(page)
    expect_findings(page, "Authentic", of=[files / "csv"])
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator("#results")).to_contain_text("Signed by")
    expect(page.locator(".finding .of")).to_have_text("csv")
    check_axe(page)
    [post] = [request for request in requests if request.method == "POST"]
    assert post.post_data == f"digest={digest_of(files / 'csv')}"
    assert not [request for request in requests if request.method not in {"GET", "POST"}]


def test_manifest_beside_it_tells_altered_from_unknown(open_context, files):
    page = open_context(viewport=PHONE, theme="dark").new_page()
    requests = sent(page)
    altered, manifest = files / "changed.csv", files / "changed.json"
    expect_findings(page, "Unknown", of=[altered])
    expect_findings(page, "Altered", "Authentic", of=[altered, files / "manifest"])
    expect_findings(page, "Altered", "Authentic", of=[manifest, files / "csv"])
    check_axe(page)
    hashes = {digest_of(path) for path in files.iterdir()}
    for post in (request for request in requests if request.method == "POST"):
        fields = parse_qs(post.post_data, strict_parsing=True)
        assert set(fields) <= {"digest", "manifest", "broken"}
        assert {value for values in fields.values() for value in values} <= hashes


def test_without_javascript_the_portal_hashes(open_context, files):
    page = open_context(javascript=False).new_page()
    sent_files = [files / "csv", files / "changed.csv", files / "manifest"]
    expect_findings(page, "Authentic", "Altered", "Authentic", of=sent_files)
    expect(page.get_by_text("keeps nothing of it")).to_be_visible()


def test_code_of_the_report_leads_to_the_same_answer(open_context, sign_in):
    page = sign_in(LEAD)
    open_report(page)
    address = steps.address_of(page.get_by_role("link", name="/verify/"))
    stranger = open_context().new_page()
    stranger.goto(address)
    expect(stranger.get_by_role("heading", name="Authentic")).to_be_visible()
    expect(stranger.get_by_role("link", name="Open the report")).to_have_count(0)
    page.goto(address)
    follow(page.get_by_role("link", name="Open the report"))
    expect(page.locator(".report-head")).to_be_visible()
