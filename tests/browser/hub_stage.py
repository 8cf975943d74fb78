"""Stories of a running portal, in the states that their pages show.

Rows are written as they would be, by the legal moves; which subjects are open to whom is for the
tests of the rule.
"""

from datetime import timedelta
from typing import Any

CORA = "cora@portal.example"
TEXTS = {
    "published": (
        "S1",
        "Weekly huddles that act on near misses",
        "Each Monday nine people from three wards read last week’s near misses, choose one, and "
        "agree on a change for the week. The change is written on one page that hangs in the ward.",
    ),
    "offered": (
        "S2",
        "A data dictionary that people open",
        "We printed the first forty terms, and asked every team to strike what it did not know.",
    ),
    "draft": ("N1", "Families at the table", "We began with two families and one question."),
}


def stories() -> dict[str, Any]:
    """Of Riverbend: one is published, with a question about it; one waits; one is a draft."""
    from django.utils import timezone

    from lhs_portal.accounts.actions.people import add_person
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from lhs_portal.accounts.models import Organization, User
    from reports.hub.models import ContactRequest

    riverbend = Organization.objects.get(name="Riverbend Community Hospital")
    tamarack = Organization.objects.get(memberships__user__email="joss@tamarack.example")
    joss = User.objects.get(email="joss@tamarack.example")
    cora = add_person(email=CORA, name="Cora Haddad", password=None)
    grant_role(cora, role=PortalRole.COMMUNICATION, by=None)
    texts = {state: tell(riverbend, state) for state in TEXTS}
    contact = ContactRequest.objects.create(
        story=texts["published"].story,
        asker=joss,
        asker_organization=tamarack,
        message="How long did it take until people came by themselves?",
        asked_at=timezone.now() - timedelta(days=2),
    )
    return {
        "story": texts["published"].story_id,
        "story_text": texts["published"].pk,
        "story_offered": texts["offered"].story_id,
        "story_offered_text": texts["offered"].pk,
        "story_draft": texts["draft"].story_id,
        "contact": contact.pk,
    }


def tell(organization: Any, state: str) -> Any:
    """A story of the organization whose only text came as far as this state."""
    from django.utils import timezone

    from commitments.models import AnchorFeature
    from reports.hub.actions.writing import FROZEN_OF_PROFILE
    from reports.hub.models import Story, StoryBarrier, StoryVersion
    from reports.hub.states import DRAFT, OFFERED, PUBLISHED

    code, title, did = TEXTS[state]
    feature = AnchorFeature.objects.filter(code=code).latest("pk")
    now = timezone.now()
    text = StoryVersion.objects.create(
        story=Story.objects.create(
            organization=organization,
            framework_version=feature.framework_version,
            kind="feature",
            subject=code,
        ),
        number=1,
        title=title,
        did=did,
        setting="A community hospital with three wards and one small emergency department.",
        cost="Two hours of nine people each week, and a wall.",
        differently="Begin with one ward. Let a nurse lead it from the first day.",
        links=["https://example.org/near-misses"],
        subject_name=feature.entry["title"]["en"],
        barrier_names="Workforce capacity, Solution fatigue",
        changed_at=now,
    )
    for barrier in ("workforce-capacity", "solution-fatigue"):
        StoryBarrier.objects.create(version=text, code=barrier)
    if state != DRAFT:
        for field in FROZEN_OF_PROFILE:
            setattr(text, field, getattr(organization, field))
        text.organization_name, text.offered_at, text.state = organization.name, now, OFFERED
        text.save()
    if state == PUBLISHED:
        text.published_at = text.moderated_at = now
        text.state = PUBLISHED
        text.save()
    return text
