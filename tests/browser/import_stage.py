"""Files that were read and wait for somebody to confirm them, and a translation that lacks texts."""

from typing import Any

from tests.browser.draft_stage import EDITOR


def imports(stage: dict[str, Any]) -> dict[str, Any]:
    """The version 2025.0 took over the Spanish of 2024.12; its changed question is outdated."""
    from commitments.document_form import document_of
    from commitments.drafting.models import Draft
    from commitments.drafting.queries import load_draft_definition
    from commitments.drafting.views.importing import NEW
    from commitments.exchange import prepared
    from commitments.exchange.reading import under_version
    from commitments.models import FrameworkVersion
    from commitments.translating.actions import Rewritten, save_texts
    from commitments.translating.queries import load_translation
    from lhs_portal.accounts.models import User

    fenna = User.objects.get(email=EDITOR)
    base = FrameworkVersion.objects.get(version="2024.12")
    changed = Draft.objects.get(pk=stage["changed_draft"])
    brought = load_draft_definition(Draft.objects.get(pk=stage["proposed_draft"]))
    document = document_of(under_version(brought, changed.version))
    document["glossary"][0]["definition"]["en"] += " Brought in from a workbook."
    save_texts(
        version=base,
        language="es",
        texts=[
            Rewritten("items/safe.1/question", ""),
            Rewritten("items/safe.2/why", "Otra razón."),
        ],
        by=fenna,
    )
    first, second, *_ = load_translation(base, "es").entries
    changes = [[e.path, e.text, f"{e.text} (revisado)", e.seen] for e in (first, second)]

    def kept(purpose: str, name: str, content: dict[str, Any]) -> Any:
        return prepared.keep(purpose=purpose, file_name=name, content=content, by=fenna).pk

    new = document_of(under_version(brought, "2026.1"))
    return {
        "draft_import": kept(f"draft {changed.pk}", "draft.xlsx", {"document": document}),
        "new_import": kept(NEW, "2026.1.yaml", {"document": new, "base": base.pk}),
        "translation_import": kept(f"translation {base.pk} es", "es.xlsx", {"changes": changes}),
    }
