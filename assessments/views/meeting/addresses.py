from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from assessments.models import Assessment
from assessments.presenters.meeting.joining import Joining, present_joining


def screen_address(assessment: Assessment, code: str) -> str:
    return f"{reverse('assessments:meeting', args=[assessment.pk])}?{urlencode({'item': code})}"


def joining_of(assessment: Assessment) -> Joining:
    return present_joining(
        settings.SITE_URL + reverse("assessments:votes"),
        settings.SITE_URL + reverse("assessments:vote", args=[assessment.pk]),
    )
