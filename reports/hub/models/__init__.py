from reports.hub.models.contact import ContactRequest, Notice
from reports.hub.models.story import Story, StoryBarrier, StoryVersion

__all__ = ["ContactRequest", "Notice", "Story", "StoryBarrier", "StoryVersion"]
