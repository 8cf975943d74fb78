from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from commitments.models import FrameworkVersion
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from reports.releases.models import Release
from tests.cast import client_of, make_person
from tests.reports.factories import make_framework
from tests.reports.workbench.factories import publish_release


@pytest.fixture
def version(db: Any) -> FrameworkVersion:
    return make_framework()


@pytest.fixture
def reader(db: Any) -> Client:
    """A member of a working group."""
    return client_of(_with_role(PortalRole.OPERATIONS))


def _with_role(role: PortalRole) -> Any:
    person = make_person(f"{role.value.replace('-', '')} Reader")
    grant_role(person, role=role, by=None)
    return person


@pytest.fixture
def with_role(db: Any) -> Callable[[PortalRole], Client]:
    return lambda role: client_of(_with_role(role))


@pytest.fixture
def release(version: FrameworkVersion) -> Release:
    return publish_release(version)
