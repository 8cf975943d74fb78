"""The cast is what tests/cast.py says it is; every permission test rests on it."""

from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.permissions import is_administrator
from tests.cast import seen_by


def test_cast_has_the_roles_of_its_description(
    alice, bob, rhea, charlie, adam, organization, other_organization
):
    assert {
        person.name: seen_by(person, organization).viewer_role for person in (alice, bob, rhea)
    } == {"Alice Moreau": "lead", "Bob Okafor": "contributor", "Rhea Lindqvist": "reader"}
    assert list(Organization.objects.visible_to(charlie)) == [other_organization]
    assert not Organization.objects.visible_to(adam).exists()
    assert is_administrator(adam)
    assert not is_administrator(alice)
