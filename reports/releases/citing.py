"""How a release is cited: in words, with an address that stays."""

from django.conf import settings
from django.urls import reverse

from reports.releases.models import Kind, Release

SELF_SELECTED = (
    "The organizations chose to take part: they are self-selected and not representative."
)


def state_address(release: Release) -> str:
    return f"{settings.SITE_URL}{reverse('reports:release', args=[release.number])}"


def cite(release: Release) -> str:
    published = release.published_at
    assert published is not None  # noqa: S101  (only published releases are cited)
    return (
        f"LHS Portal. {Kind(release.kind).label} {release.number}: {release.cycle.name}. "
        f"Published {published:%B} {published.day}, {published.year}. {state_address(release)}"
    )
