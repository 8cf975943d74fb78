"""What a report, a plan and a comparison make of an assessment that went to another version."""

import json

import pytest
from django.urls import reverse

from assessments import actions
from assessments.actions import migrate
from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from reports.models import Report
from tests.assessments.factories import (
    answer_items,
    make_assessment,
    publish_framework,
    sign_all,
    sign_answered,
)
from tests.assessments.migrating_factories import publish_next
from tests.cast import client_of
from tests.reports.plans.factories import finish, plan_action


@pytest.fixture
def first(organization: Organization, alice: User, db: None) -> Report:
    """Signed on 2024.12, finished, with two actions planned; reopened since."""
    assessment = make_assessment(organization, publish_framework(), alice)
    sign_all(assessment, alice)
    assessment.refresh_from_db()
    for aim in ("safe.4", "safe.1"):
        plan_action(assessment, alice, aim=aim, title=f"For {aim}")
    actions.reopen(assessment=assessment, reason="A newer framework.", by=alice)
    report = assessment.reports.get()
    finish(report)
    return report


def signed_on(newer: FrameworkVersion, assessment: Assessment, by: User) -> Report:
    migrate(assessment=assessment, target=newer, by=by)
    assessment.refresh_from_db()
    answer_items(assessment, by, ["safe.2", "S1.5", "S1.6", "engaged.5"], choice="4")
    sign_answered(assessment, by)
    return finish(assessment.reports.exclude(number=1).get())


def test_reports_of_both_versions_open_and_the_first_is_as_it_was(
    first: Report, alice: User
) -> None:
    before = first.frozen_input
    client = client_of(alice)
    page = client.get(reverse("reports:detail", args=[first.pk]))
    assessment = Assessment.objects.get(pk=first.assessment_id)
    second = signed_on(publish_next(), assessment, alice)
    first.refresh_from_db()
    assert first.frozen_input == before

    again = client.get(reverse("reports:detail", args=[first.pk]))
    assert again.status_code == page.status_code == 200
    assert "How is safe.4 done?" in again.content.decode()
    newer = client.get(reverse("reports:detail", args=[second.pk])).content.decode()
    assert "How is safe.4 done?" not in newer
    assert "How is safe.2 done, and by whom?" in newer
    frozen = json.loads(second.frozen_input)
    assert frozen["framework"]["version"] == "2025.1"
    assert "safe.4" not in frozen["answers"]
    assert len(frozen["answers"]) == 30


def test_plan_opens_with_an_action_whose_aim_is_asked_no_more(first: Report, alice: User) -> None:
    assessment = Assessment.objects.get(pk=first.assessment_id)
    migrate(assessment=assessment, target=publish_next(), by=alice)
    page = client_of(alice).get(reverse("reports:plan", args=[assessment.pk]))
    assert page.status_code == 200
    assert "safe.4 (no longer asked)" in page.content.decode()
    assessment.refresh_from_db()
    second = signed_on(assessment.framework_version, assessment, alice)
    page = client_of(alice).get(reverse("reports:detail", args=[second.pk]))
    assert page.status_code == 200
    assert "For safe.4" in page.content.decode()
