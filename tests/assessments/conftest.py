import pytest

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_assessment, publish_framework
from tests.assessments.rounds_factories import make_independent


@pytest.fixture
def framework(db: None) -> FrameworkVersion:
    return publish_framework()


@pytest.fixture
def assessment(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    """Of Mercy Valley Hospital, led by alice; nothing is answered."""
    return make_assessment(organization, framework, alice)


@pytest.fixture
def preparing(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    """Rated independently; of Mercy Valley Hospital, led by alice; nobody is invited."""
    return make_independent(organization, framework, alice)
