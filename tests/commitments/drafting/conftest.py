"""Erin and Evan edit the framework; the draft 2025.1 is a copy of the published 2024.12."""

from collections.abc import Iterator

import pytest

from commitments.drafting import queries
from commitments.drafting.actions import create_draft
from commitments.drafting.models import Draft
from commitments.models import FrameworkVersion
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from tests.cast import make_person


@pytest.fixture(autouse=True)
def _no_draft_read_before() -> Iterator[None]:
    queries._read.clear()
    yield
    queries._read.clear()


def make_editor(name: str) -> User:
    editor = make_person(name)
    grant_role(editor, role=PortalRole.FRAMEWORK_EDITOR, by=None)
    return editor


@pytest.fixture
def erin(db: None) -> User:
    return make_editor("Erin Castellanos")


@pytest.fixture
def evan(db: None) -> User:
    return make_editor("Evan Brandt")


@pytest.fixture
def copy(published: FrameworkVersion, erin: User) -> Draft:
    """A draft of four items a subject, as `tests.frameworks` makes them."""
    return create_draft(version="2025.1", base=published, by=erin)
