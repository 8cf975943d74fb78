from typing import Any

import pytest

from commitments.models import FrameworkVersion
from lhs_portal.accounts import codes
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.models import Organization, User
from reports.models import Report
from tests.cast import make_person
from tests.reports.hub.factories import make_exemplar


@pytest.fixture
def exemplar(
    organization: Organization, framework: FrameworkVersion, alice: User, adam: User, media: Any
) -> Report:
    """Alice's organization stands high in S1, S2 and safe."""
    return make_exemplar(organization, framework, alice, admin=adam)


@pytest.fixture
def cora(db: Any) -> User:
    """Of the Communication and Messaging group, and of no organization."""
    cora = make_person("Cora Haddad")
    grant_role(cora, role=codes.PortalRole.COMMUNICATION, by=None)
    return cora
