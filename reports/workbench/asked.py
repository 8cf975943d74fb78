"""What a reader asks the workbench for, and its address. An address holds all of it.

A saved view or a briefing keeps `Asked.path`; `read_address` takes it apart again.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse

from lhs_portal.lib.wording import mark
from reports.releases.cuts import Cut, read_cut

PAGES = {
    "overview": mark("Overview"),
    "communication": mark("Communication and Messaging"),
    "operations": mark("Operational Requirements"),
    "infrastructure": mark("Infrastructure Investment Strategies"),
    "questions": mark("Question quality"),
    "subject": mark("Items"),
}

WHOLE_CUT = Cut()


@dataclass(frozen=True, slots=True)
class Asked:
    """`cut` is None where the question lies outside of the cube; `subject` is for its page."""

    number: int
    page: str
    cut: Cut | None = WHOLE_CUT
    subject: str = ""

    @property
    def arguments(self) -> list[int | str]:
        return [self.number, self.subject] if self.subject else [self.number]

    @property
    def plain_path(self) -> str:
        return reverse(f"reports:release_{self.page}", args=self.arguments)

    @property
    def path(self) -> str:
        query = self.cut.query if self.cut else ""
        return f"{self.plain_path}?{query}" if query else self.plain_path


def read_address(address: str) -> Asked | None:
    """Of a page of the workbench, on this portal; None for every other address."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    if parts.netloc and not address.startswith(f"{settings.SITE_URL}/"):
        return None
    page = (match.url_name or "").removeprefix("release_")
    if match.app_name != "reports" or page not in PAGES:
        return None
    cut = read_cut(QueryDict(parts.query))
    return Asked(match.kwargs["number"], page, cut, match.kwargs.get("code", ""))
