"""What the database refuses in reports: their input never changes, nor does a finished one.

The bookkeeping of the job stays open, and a person's name can be taken away.
"""

from lhs_portal.lib.immutability import Trigger

INPUT = (
    "id",
    "assessment_id",
    "number",
    "kind",
    "requested_at",
    "framework_version",
    "framework_digest",
    "frozen_input",
    "frozen_digest",
)
RESULT = ("state", "finished_at", "score_card", "input_digest", "scoring_version")
FILE = ("id", "report_id", "kind", "filename", "media_type", "path", "sha256", "size")

TRIGGERS = (
    Trigger(
        "reports_report",
        "update",
        "What a report is made from never changes.",
        columns=INPUT,
        only_to_null=("requested_by_id",),
    ),
    Trigger(
        "reports_report",
        "update",
        "A finished report never changes.",
        condition="OLD.state = 'ready'",
        columns=RESULT,
    ),
    Trigger("reports_reportfile", "update", "A finished document never changes.", columns=FILE),
    Trigger(
        "reports_comparison",
        "update",
        "A comparison never changes.",
        columns=("id", "later_id", "earlier_digest", "later_digest", "document", "digest"),
        only_to_null=("earlier_id",),
    ),
)
