"""Spread into the addresses of reports."""

from django.urls import path

from reports.hub.views.contacts import (
    hub_contact,
    hub_questions,
    organization_contact,
    organization_contacts,
)
from reports.hub.views.matched import report_stories
from reports.hub.views.moderation import hub_moderate, hub_moderation
from reports.hub.views.own import (
    organization_stories,
    organization_story,
    story_edit,
    story_new,
    story_release,
    story_take_back,
    story_withdraw,
)
from reports.hub.views.public import hub, hub_story

STORIES = "o/<uuid:organization_id>/stories/"
STORY = f"{STORIES}<uuid:story_id>/"
CONTACTS = "o/<uuid:organization_id>/contacts/"

urlpatterns = [
    path("hub/", hub, name="hub"),
    path("hub/questions/", hub_questions, name="hub_questions"),
    path("hub/moderation/", hub_moderation, name="hub_moderation"),
    path("hub/moderation/<int:version_id>/", hub_moderate, name="hub_moderate"),
    path("hub/<uuid:story_id>/", hub_story, name="hub_story"),
    path("hub/<uuid:story_id>/contact/", hub_contact, name="hub_contact"),
    path(STORIES, organization_stories, name="organization_stories"),
    path(f"{STORIES}new/", story_new, name="story_new"),
    path(STORY, organization_story, name="organization_story"),
    path(f"{STORY}edit/", story_edit, name="story_edit"),
    path(f"{STORY}release/", story_release, name="story_release"),
    path(f"{STORY}take-back/", story_take_back, name="story_take_back"),
    path(f"{STORY}withdraw/", story_withdraw, name="story_withdraw"),
    path(CONTACTS, organization_contacts, name="organization_contacts"),
    path(f"{CONTACTS}<uuid:contact_id>/", organization_contact, name="organization_contact"),
    path("r/<uuid:report_id>/stories/", report_stories, name="report_stories"),
]
