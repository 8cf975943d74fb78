from typing import Any

import pytest
from django.conf import LazySettings

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from reports.models import Report
from tests.reports.factories import make_assessment, make_framework, make_signed


@pytest.fixture
def framework(db: Any) -> FrameworkVersion:
    return make_framework()


@pytest.fixture
def assessment(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_assessment(organization, framework, alice)


@pytest.fixture
def report(
    organization: Organization, framework: FrameworkVersion, alice: User, media: Any
) -> Report:
    """Alice's final report, waiting for a worker."""
    return make_signed(organization, framework, alice)


@pytest.fixture
def media(settings: LazySettings, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
