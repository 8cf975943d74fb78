"""The stories of an organization, and the questions about them, for its export."""

from typing import Any

from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.queries import load_naming
from lhs_portal.audit.sentences import Naming
from reports.hub.models import ContactRequest, Story, StoryVersion


def organization_data(organization: Organization) -> dict[str, Any]:
    """JSON. Who wrote is named while a member; who asked is named as the leads see it."""
    naming = load_naming(organization)
    stories = Story.objects.filter(organization=organization).prefetch_related(
        "versions__barriers", "contacts__asker", "contacts__asker_organization"
    )
    asked = ContactRequest.objects.filter(asker_organization=organization).order_by(
        "asked_at", "pk"
    )
    return {
        "stories": [_story(story, naming) for story in stories],
        "questions_to_others": [
            {
                "story": str(contact.story_id),
                "asked_by": naming.person(contact.asker_id),
                **_words(contact),
            }
            for contact in asked
        ],
    }


def _story(story: Story, naming: Naming) -> dict[str, Any]:
    return {
        "id": str(story.pk),
        "subject": story.subject,
        "kind": story.kind,
        "made_at": story.made_at.isoformat(),
        "texts": [_version(version, naming) for version in story.versions.all()],
        "questions": [
            {
                "asked_by": contact.asker.display_name if contact.asker else None,
                "organization": contact.asker_organization and contact.asker_organization.name,
                "answered_by": contact.answered_at and naming.person(contact.answered_by_id),
                **_words(contact),
            }
            for contact in story.contacts.all()
        ],
    }


def _version(version: StoryVersion, naming: Naming) -> dict[str, Any]:
    return {
        "number": version.number,
        "state": version.state,
        "title": version.title,
        "subject_name": version.subject_name,
        "setting": version.setting,
        "did": version.did,
        "cost": version.cost,
        "differently": version.differently,
        "links": version.links,
        "barriers": sorted(version.barrier_codes),
        "contact": version.contact,
        "changed_at": version.changed_at.isoformat(),
        "changed_by": naming.person(version.changed_by_id),
        "released_as": version.organization_name,
        "released_at": version.offered_at and version.offered_at.isoformat(),
        "released_by": version.offered_at and naming.person(version.offered_by_id),
        "returned_because": version.reason,
        "published_at": version.published_at and version.published_at.isoformat(),
        "withdrawn_at": version.withdrawn_at and version.withdrawn_at.isoformat(),
        "withdrawn_by_moderator": version.withdrawn_by_moderator,
        "withdrawn_because": version.withdrawn_why,
    }


def _words(contact: ContactRequest) -> dict[str, Any]:
    return {
        "message": contact.message,
        "asked_at": contact.asked_at.isoformat(),
        "state": contact.state,
        "answer": contact.answer,
        "answered_at": contact.answered_at and contact.answered_at.isoformat(),
    }
