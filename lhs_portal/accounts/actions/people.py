"""A person comes with a confirmed address, describes herself, and goes."""

from allauth.account.models import EmailAddress
from django.db import transaction

from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.actions.portal_roles import revoke_role
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event


@transaction.atomic
def add_person(*, email: str, name: str, password: str | None = None) -> User:
    """An account whose address needs no confirmation: the first administrator, demo, tests.

    Without a password nobody can sign in until one is set by a reset.
    """
    person = User.objects.create_user(email=email, name=name, password=password)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record_event("added", person, by=None)
    return person


@transaction.atomic
def edit_person(person: User, *, by: User, name: str, number_keys: bool, language: str) -> None:
    person.name = name
    person.number_keys = number_keys
    person.language = language
    person.save(update_fields=["name", "number_keys", "language"])
    # The old name is not kept: people may have reasons to change it.
    record_event("edited", person, by=by)


@transaction.atomic
def choose_language(person: User, *, by: User, language: str) -> None:
    """Nothing is written where it is the person's language already."""
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])
        record_event("edited", person, by=by)


@transaction.atomic
def delete_person(person: User, *, by: User) -> None:
    """Ends every membership and role, then the account. What the person wrote stays, unnamed.

    Raises Refused, with nothing changed, for the last lead of any organization and for the last
    administrator.
    """
    for membership in person.memberships.select_related("organization"):
        try:
            remove_member(membership, by=by)
        except Refused as refusal:
            raise Refused(f"{membership.organization.name}: {refusal}") from refusal
    for grant in person.portal_roles.all():
        revoke_role(person, role=grant.role, by=by)
    record_event("deleted", person, by=None)
    person.delete()
