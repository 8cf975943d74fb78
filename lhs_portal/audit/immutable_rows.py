"""What is in the history stays as it was written, but that a person's name can be taken from it."""

from lhs_portal.lib.immutability import Trigger

TRIGGERS = (
    Trigger(
        "audit_event",
        "update",
        "An event in the history never changes.",
        columns=(
            "id",
            "at",
            "organization_id",
            "verb",
            "subject_type",
            "subject_id",
            "what",
            "before",
            "after",
        ),
        only_to_null=("actor_id",),
    ),
)
