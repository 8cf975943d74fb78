from typing import Any

import pytest

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import Organization, User
from reports.field.models import FieldCycle
from reports.models import Report
from tests.cast import make_person
from tests.reports.field.factories import make_cycle, verify


@pytest.fixture
def cycle(framework: FrameworkVersion, adam: User) -> FieldCycle:
    """Open since yesterday, for a month."""
    return make_cycle(framework, adam)


@pytest.fixture
def signed(report: Report, organization: Organization, adam: User) -> Assessment:
    """Of the whole organization, which is verified; signed today."""
    verify(organization, adam)
    return report.assessment


@pytest.fixture
def strategist(db: Any) -> User:
    person = make_person("Sten Strategist")
    grant_role(person, role=PortalRole.STRATEGY, by=None)
    return person
