import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from lhs_portal.accounts.models import Organization
from reports.hub.models.story import Story, StoryVersion


class Answered(models.TextChoices):
    WAITING = "waiting", gettext_lazy("Waiting for an answer")
    ANSWERED = "answered", gettext_lazy("Answered")
    DECLINED = "declined", gettext_lazy("The organization does not answer this one")
    CLOSED = "closed", gettext_lazy("Closed: the story was withdrawn")


class ContactRequest(models.Model):
    """A question about a story, and what its organization answers. Nobody's address is in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="contacts")
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asker_organization = models.ForeignKey(
        Organization, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    message = models.TextField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Answered, default=Answered.WAITING)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-asked_at", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state__in=Answered.values), name="contact_state_known"
            ),
            models.CheckConstraint(condition=~Q(message=""), name="contact_says_something"),
            models.CheckConstraint(
                condition=~Q(state=Answered.ANSWERED)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="contact_answered_with",
            ),
            models.UniqueConstraint(
                fields=["story", "asker"],
                condition=Q(state=Answered.WAITING),
                name="contact_waiting_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Contact about {self.story_id}"

    @property
    def waiting(self) -> bool:
        return self.state == Answered.WAITING


class About(models.TextChoices):
    """What a mail says; the words themselves stay in the portal."""

    ASKED = "asked", gettext_lazy("Somebody asks about a story")
    ANSWERED = "answered", gettext_lazy("A question about a story is answered")
    PUBLISHED = "published", gettext_lazy("A story is published")
    RETURNED = "returned", gettext_lazy("A story is returned")
    WITHDRAWN = "withdrawn", gettext_lazy("A moderator withdrew a story")


class Notice(models.Model):
    """One mail to one person, marked before it is handed over: at most once, see mailing.py."""

    about = models.CharField(max_length=10, choices=About)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(
        StoryVersion, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    contact = models.ForeignKey(
        ContactRequest, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    made_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(about__in=About.values), name="notice_about_known"),
            models.CheckConstraint(
                condition=Q(version__isnull=False, contact__isnull=True)
                | Q(version__isnull=True, contact__isnull=False),
                name="notice_one_thing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="notice_waiting", condition=Q(mailed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.about} to {self.person_id}"
