"""A published release for the pages that show one: the demo's, or one made of rows."""

from typing import Any


def releases() -> dict[str, Any]:
    from django.db.models import Max

    from commitments.models import FrameworkVersion
    from reports.releases.models import Kind, Release, State
    from tests.reports.workbench.factories import publish_release

    published = Release.objects.filter(state=State.PUBLISHED)
    release = published.filter(kind=Kind.FIELD).order_by("number").last()
    if release is None:
        highest = published.aggregate(Max("number"))["number__max"] or 0
        version = FrameworkVersion.objects.in_use()[0]
        release = publish_release(version, number=highest + 1)
    return {"release_number": release.number, "release_id": str(release.pk)}


def shared(stage: dict[str, Any]) -> dict[str, Any]:
    """What Cora's group saved, noted and built on the release."""
    from lhs_portal.accounts.models import User
    from tests.browser.hub_stage import CORA
    from tests.reports.workbench.sharing import brief, note, save

    cora = User.objects.get(email=CORA)
    group = "wg-communication"
    overview = f"/releases/{stage['release_number']}/overview/"
    words = "The clinics asked for this one. Begin with it, and say what is not shown."
    saved = save(cora, overview, "The field as a whole", group)
    told = save(cora, overview.replace("overview", "communication"), "What to tell", group)
    noted = note(cora, words, overview, group)
    briefing = brief(
        cora,
        [saved, told],
        "Where the field stands, for the fall meeting",
        group=group,
        introduction="Two views, chosen together. Read the first page before the figures.",
        with_annotations=True,
    )
    return {
        "group": group,
        "saved_view": saved.pk,
        "note": noted.pk,
        "briefing": briefing.pk,
    }
