"""Drafts of the framework, and a version that was made of one and withdrawn from new use.

The newest version in use stays 2024.12, so that every other page of the walk is as it was.
"""

from typing import Any

EDITOR, OTHER_EDITOR = "fenna@portal.example", "ursin@portal.example"
WITHDRAWN = "2025.0"
NOTES = (
    "The question about harm asks who hears of it. Answers to it cannot be compared with earlier "
    "ones.\n\nNobody has to do anything: assessments stay on their version."
)


def drafts() -> dict[str, Any]:
    from commitments.drafting.publishing import approve, propose
    from commitments.drafting.withdrawing import withdraw_version
    from commitments.models import FrameworkVersion
    from lhs_portal.accounts.actions.people import add_person
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from lhs_portal.site.demo import cast

    names = {EDITOR: "Fenna Achterberg", OTHER_EDITOR: "Ursin Caduff"}
    editors = []
    for email, name in names.items():
        editor = add_person(email=email, name=name, password=cast.password())
        grant_role(editor, role=PortalRole.FRAMEWORK_EDITOR, by=None)
        editors.append(editor)
    fenna, ursin = editors
    base = FrameworkVersion.objects.get(version="2024.12")
    older = changed_draft(WITHDRAWN, base, fenna)
    made = approve(
        proposal=propose(draft=older, notes=NOTES, seen=older.revision, by=fenna), by=ursin
    )
    reason = "Two levels of a question could not be told apart. Version 2024.12 stays in use."
    withdraw_version(version=made, reason=reason, by=ursin)
    proposed = changed_draft("2025.2", base, fenna)
    propose(draft=proposed, notes=NOTES, seen=proposed.revision, by=fenna)
    faulty = changed_draft("2025.3", base, ursin)
    change(faulty, ursin, "items", "safe.2", meaning=0)
    return {
        "changed_draft": changed_draft("2025.4", base, ursin).pk,
        "proposed_draft": proposed.pk,
        "faulty_draft": faulty.pk,
    }


def changed_draft(version: str, base: Any, by: Any) -> Any:
    """With changes of every kind: wording, meaning, items added, split and retired, weights, links."""
    from commitments.drafting.actions import add_part, create_draft
    from commitments.drafting.item_actions import retire_item, split_item

    def fresh(number: int) -> str:
        """No code was used before, whatever other drafts did."""
        return f"safe.{version[-1]}{number}"

    draft = create_draft(version=version, base=base, by=by)
    title = {"en": "Evidence generated in everyday care"}
    change(draft, by, "features", "S1", title=title)
    item = draft.parts.get(section="items", code="safe.1").entry
    question = item["question"]["en"].rstrip("?")
    change(draft, by, "items", "safe.1", meaning=2, question={"en": f"{question}, and who hears?"})
    change(draft, by, "items", "engaged.3", essential=True)
    change(draft, by, "items", "engaged.2", weight="2")
    new = {**item, "code": fresh(5), "question": {"en": "Who learns from a near miss, and how?"}}
    add_part(draft=draft, section="items", code=fresh(5), entry=new, by=by)
    why = "It asked about two things at once."
    parts = [(fresh(6), "Who hears of a near miss?", False), (fresh(7), "Who acts on it?", False)]
    split_item(draft=draft, code="safe.3", parts=parts, seen=1, by=by, why=why)
    why = "Nobody could answer it."
    retire_item(draft=draft, code="engaged.4", why=why, replaced_by=(), seen=1, by=by)
    link = draft.parts.filter(section="through_line", entry__strength=1).first()
    change(draft, by, "through_line", link.code, strength=2)
    rule = {"value": {"en": "Choose the highest level that is wholly true today, in your scope."}}
    change(draft, by, "frame", "rating_rule", **rule)
    draft.refresh_from_db()
    return draft


def change(draft: Any, by: Any, section: str, code: str, **entry: Any) -> None:
    from commitments.drafting.actions import change_part

    part = draft.parts.get(section=section, code=code)
    change_part(
        draft=draft,
        section=section,
        code=code,
        entry={**part.entry, **entry},
        seen=part.revision,
        by=by,
    )
    draft.refresh_from_db()
