"""Assessments that went to another framework version, which was withdrawn again afterwards.

The newest version in use stays 2024.12, so that every other page of the walk is as it was.
"""

from typing import Any

from tests.browser.draft_stage import EDITOR, NOTES, OTHER_EDITOR, changed_draft

MILO = "milo@example.org"
NEXT = "2025.5"


def migrated() -> dict[str, Any]:
    """Milo leads both: one is answered together, one is settled from ratings."""
    from assessments.actions import accept_uncontested, migrate, undo_migration
    from assessments.actions.talk import write_comment
    from assessments.queries import newest_framework
    from tests.assessments.factories import answer_items, make_assessment
    from tests.assessments.settling_factories import make_settling
    from tests.cast import make_organization, make_person

    milo = make_person("Milo Ferreira")
    organization = make_organization(milo, name="Juniper Ridge Hospital")
    version = newest_framework()
    assert version
    answered = make_assessment(organization, version, milo, title="On the way to another version")
    settled = make_settling(
        organization, version, milo, {"safe.1": "3 3 3", "safe.2": "2 2 2"}, title="Settled, then"
    )
    accept_uncontested(assessment=settled, by=milo)
    answer_items(
        answered, milo, ["safe.1", "safe.2", "safe.3", "engaged.4"], note="Minutes of the board."
    )
    write_comment(assessment=answered, item="engaged.4", text="Nobody knew what to say.", by=milo)
    newer = publish(NEXT)
    tried = migrate(assessment=answered, target=newer, by=milo)
    answered.refresh_from_db()
    answer_items(answered, milo, ["safe.55"], choice="1", note="Said on the new version.")
    undo_migration(assessment=answered, migration=tried.pk, by=milo)
    answered.refresh_from_db()
    made = migrate(assessment=answered, target=newer, by=milo)
    migrate(assessment=settled, target=newer, by=milo)
    withdraw(NEXT)
    return {
        "migrated": answered.pk,
        "migration": made.pk,
        "migration_undone": tried.pk,
        "migrated_settled": settled.pk,
    }


def publish(version: str) -> Any:
    from commitments.drafting.publishing import approve, propose
    from commitments.models import FrameworkVersion

    fenna, ursin = editors()
    base = FrameworkVersion.objects.get(version="2024.12")
    draft = changed_draft(version, base, fenna)
    proposal = propose(draft=draft, notes=NOTES, seen=draft.revision, by=fenna)
    return approve(proposal=proposal, by=ursin)


def withdraw(version: str) -> None:
    from commitments.drafting.withdrawing import withdraw_version
    from commitments.models import FrameworkVersion

    made = FrameworkVersion.objects.get(version=version)
    withdraw_version(version=made, reason="It was for one journey.", by=editors()[1])


def editors() -> list[Any]:
    """Made where they are not there yet."""
    from lhs_portal.accounts.actions.people import add_person
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from lhs_portal.accounts.models import User

    found = []
    for email, name in ((EDITOR, "Fenna Achterberg"), (OTHER_EDITOR, "Ursin Caduff")):
        person = User.objects.filter(email=email).first()
        if person is None:
            person = add_person(email=email, name=name)
            grant_role(person, role=PortalRole.FRAMEWORK_EDITOR, by=None)
        found.append(person)
    return found
