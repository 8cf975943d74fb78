from pathlib import Path

import pytest
from django.conf import LazySettings

from assessments.models import Assessment, EvidenceUse
from lhs_portal.accounts.models import User
from tests.assessments.evidence_factories import add_file


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def use(assessment: Assessment, bob: User) -> EvidenceUse:
    """At “safe.1”."""
    return add_file(assessment, bob)
