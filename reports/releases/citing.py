"""How a release is cited: in words, with an address that stays."""

from django.conf import settings
from django.urls import reverse

from lhs_portal.lib.days import in_words
from lhs_portal.lib.wording import mark, say
from reports.releases.models import Kind, Release

SELF_SELECTED = mark(
    "The organizations chose to take part: they are self-selected and not representative."
)


def state_address(release: Release) -> str:
    return f"{settings.SITE_URL}{reverse('reports:release', args=[release.number])}"


def cite(release: Release) -> str:
    published = release.published_at
    assert published is not None  # noqa: S101  (only published releases are cited)
    return say(
        "LHS Portal. {kind} {number}: {cycle}. Published {day}. {address}",
        kind=say(Kind(release.kind).label),
        number=release.number,
        cycle=release.cycle.name,
        day=in_words(published),
        address=state_address(release),
    )
