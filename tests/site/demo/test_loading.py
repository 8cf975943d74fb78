"""The demo is never loaded over what people typed."""

import pytest
from django.core.management import call_command

from assessments.models import Answer
from lhs_portal.accounts.models import User
from lhs_portal.environment import BASE_DIR
from lhs_portal.site.demo.loading import load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework(db: None) -> None:
    path = BASE_DIR / "fixtures" / "framework" / "2024.12.yaml"
    call_command("load_framework", str(path), publish=True, verbosity=0)


def test_demo_leaves_a_portal_with_people_as_it_is(framework: None, adam: User) -> None:
    assert not load_demo()
    assert User.objects.get() == adam
    assert not Answer.objects.exists()
