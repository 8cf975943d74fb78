"""Answers and targets of a submitted assessment are frozen; a person's name can still leave them.

Deleting stays possible: an organization's data go with it, answers before their assessment.
"""

from lhs_portal.lib.immutability import Trigger

MESSAGE = "The assessment is submitted: its answers and targets are frozen."
CONTENT = {
    "assessments_answer": (
        "id",
        "assessment_id",
        "item_id",
        "level",
        "not_applicable",
        "dont_know",
        "reason",
        "note",
        "version",
        "updated_at",
    ),
    "assessments_target": (
        "id",
        "assessment_id",
        "commitment_id",
        "level",
        "statement",
        "version",
        "updated_at",
    ),
}


_FROZEN = (
    "EXISTS (SELECT 1 FROM assessments_assessment owner "
    "WHERE owner.id IN (ASSESSMENTS) AND owner.state <> 'answering')"
)
AFTER = _FROZEN.replace("ASSESSMENTS", "NEW.assessment_id")
EITHER = _FROZEN.replace("ASSESSMENTS", "OLD.assessment_id, NEW.assessment_id")

TRIGGERS = (
    *(Trigger(table, "insert", MESSAGE, condition=AFTER) for table in CONTENT),
    *(
        Trigger(
            table,
            "update",
            MESSAGE,
            condition=EITHER,
            columns=columns,
            only_to_null=("updated_by_id",),
        )
        for table, columns in CONTENT.items()
    ),
)
