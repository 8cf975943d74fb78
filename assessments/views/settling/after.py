from django.urls import reverse

from assessments.models import Assessment
from assessments.presenters.settling.whole import CODE, address_of
from assessments.queries import load_answers
from assessments.rating_queries import load_rated
from assessments.settling_topics import next_to_talk_about, topics_of
from commitments.queries import load_spoken_definition

NEXT = "next"


def next_address(assessment: Assessment, subject_code: str, *, go: str) -> str:
    """Where a lead goes on: to what else deserves talk, or back to the whole."""
    whole = reverse("assessments:settling", args=[assessment.pk])
    section_url = reverse("assessments:settle_section", args=[assessment.pk, CODE])
    if go == "accept":
        return section_url.replace(CODE, subject_code)
    if go != NEXT:
        return whole
    topics = topics_of(
        load_spoken_definition(assessment.framework_version),
        load_answers(assessment, notes_of=(), authors=False),
        {},
        load_rated(assessment).ratings,
    )
    elsewhere = [topic for topic in topics if topic.item.subject != subject_code]
    following = next_to_talk_about(elsewhere)
    return address_of(following, section_url) if following else whole
