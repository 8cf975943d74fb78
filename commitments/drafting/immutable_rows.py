"""What the database refuses in drafts: the history of a draft and a decided proposal stay."""

from lhs_portal.lib.immutability import Trigger

CHANGE = "drafting_draftchange"
PROPOSAL = "drafting_proposal"
PUBLICATION = "drafting_publication"
WITHDRAWAL = "drafting_withdrawal"
PUBLISHED = "The record of a publication never changes."
WITHDRAWN = "What was said when a version was withdrawn never changes."

TRIGGERS = (
    Trigger(
        CHANGE,
        "update",
        "The history of a draft never changes.",
        columns=(
            "id",
            "draft_id",
            "number",
            "batch",
            "kind",
            "section",
            "code",
            "before",
            "after",
            "why",
            "at",
            "undoes_id",
        ),
        only_to_null=("by_id",),
    ),
    Trigger(CHANGE, "delete", "The history of a draft never changes."),
    Trigger(
        PROPOSAL,
        "update",
        "A proposal that was decided never changes.",
        condition="OLD.state <> 'open'",
        columns=("id", "draft_id", "state", "revision", "digest", "notes", "proposed_at"),
        only_to_null=("proposed_by_id", "decided_by_id"),
    ),
    Trigger(
        PUBLICATION,
        "update",
        PUBLISHED,
        columns=("id", "framework_version_id", "base_id", "notes", "proposed_at", "approved_at"),
        only_to_null=("proposed_by_id", "approved_by_id"),
    ),
    Trigger(PUBLICATION, "delete", PUBLISHED),
    # SQLite's INSERT OR REPLACE deletes a row in the way without its triggers.
    Trigger(
        PUBLICATION,
        "insert",
        PUBLISHED,
        condition=(
            "EXISTS (SELECT 1 FROM drafting_publication other "
            "WHERE other.id = NEW.id OR other.framework_version_id = NEW.framework_version_id)"
        ),
    ),
    Trigger(
        WITHDRAWAL,
        "update",
        WITHDRAWN,
        columns=("id", "framework_version_id", "reason", "withdrawn_at"),
        only_to_null=("withdrawn_by_id",),
    ),
    Trigger(
        WITHDRAWAL,
        "update",
        WITHDRAWN,
        condition="OLD.reinstated_at IS NOT NULL",
        columns=("reinstated_at",),
        only_to_null=("reinstated_by_id",),
    ),
    Trigger(WITHDRAWAL, "delete", WITHDRAWN),
)
