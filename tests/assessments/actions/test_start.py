from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.answer_sheet import Answer
from assessments.models import Assessment
from assessments.queries import history_of, load_answers
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_assessment, publish_framework
from tests.frameworks import make_document

REASON = "Framework 2024.12 marks this item as not applicable to the sector “Care delivery”."


def test_start_pins_the_version_and_records_it(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    assessment = make_assessment(
        organization, framework, alice, scope="unit", unit="Surgery", due=date(2026, 11, 22)
    )
    event = history_of(assessment).get()
    assert (assessment.framework_version, assessment.open) == (framework, True)
    assert (event.verb, event.actor) == ("started", alice)
    assert event.after["due"] == "2026-11-22"
    assert event.after["framework_digest"] == framework.digest


def test_start_prefills_what_the_framework_marks_for_the_sector(
    organization: Organization, alice: User
) -> None:
    document = make_document()
    marked = next(item for item in document["items"] if item["code"] == "safe.2")
    marked["not_applicable_to"] = ["care-delivery"]
    other = next(item for item in document["items"] if item["code"] == "safe.3")
    other["not_applicable_to"] = ["health-financing"]
    assessment = make_assessment(organization, publish_framework(document), alice)
    stored = load_answers(assessment)
    assert stored["safe.2"].entry == Answer("safe.2", not_applicable=True, reason=REASON)
    assert stored["safe.3"].version == 0
    event = history_of(assessment, code="safe.2").get()
    assert (event.verb, event.what) == ("prefilled", "safe.2")


def test_start_is_refused_to_contributors(
    organization: Organization, framework: FrameworkVersion, bob: User
) -> None:
    with pytest.raises(PermissionDenied):
        make_assessment(organization, framework, bob)
    assert not Assessment.objects.exists()


def test_start_does_not_find_a_foreign_organization(
    organization: Organization, framework: FrameworkVersion, charlie: User
) -> None:
    with pytest.raises(Http404):
        make_assessment(organization, framework, charlie)
