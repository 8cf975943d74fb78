"""What was submitted before there was a sign-off comes through the migrations as signed."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from lhs_portal.lib import immutability
from tests.assessments.factories import publish_framework
from tests.cast import make_organization, make_person


@pytest.fixture
def alice(transactional_db: Any) -> User:
    return make_person("Alice Moreau")


def migrate_back() -> Any:
    """The apps as they were before states had sign-off."""
    before = [("assessments", "0003_many_raters")]
    executor = MigrationExecutor(connection)
    immutability.uninstall()
    executor.migrate(before)
    return executor.loader.project_state(before).apps


@pytest.mark.django_db(transaction=True)
def test_submitted_becomes_signed_and_open_stays_open(alice: User) -> None:
    organization = make_organization(alice)
    version: FrameworkVersion = publish_framework()
    submitted_at = timezone.now()
    try:
        old: Any = migrate_back().get_model("assessments", "Assessment")
        for title, state, at in (
            ("Done", "submitted", submitted_at),
            ("Begun", "answering", None),
        ):
            old.objects.create(
                title=title,
                state=state,
                submitted_at=at,
                mode="together",
                organization_id=organization.pk,
                framework_version_id=version.pk,
                period_start=date(2026, 1, 1),
                period_end=date(2026, 6, 30),
                scope="whole",
            )
    finally:
        call_command("migrate", verbosity=0)
    found = {row.title: row for row in Assessment.objects.all()}
    assert (found["Done"].state, found["Done"].signed_at) == ("signed", submitted_at)
    assert (found["Begun"].state, found["Begun"].signed_at) == ("answering", None)
    assert not found["Done"].sign_offs.exists()
    assert immutability.missing_triggers() == ()
