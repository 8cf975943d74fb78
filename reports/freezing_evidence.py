"""What the answers rest on, frozen with a report; and read again as counts."""

from collections.abc import Mapping
from typing import Any

from assessments.models import Assessment

Pieces = dict[str, list[dict[str, Any]]]


def freeze_evidence(assessment: Assessment) -> Pieces:
    """By item code, in the order in which the pieces were added; empty where there is none at all.

    Of a file its digest and name are kept, not where it lies.
    """
    frozen: Pieces = {}
    uses = assessment.evidence_uses.filter(
        removed_at=None, item__framework_version=assessment.framework_version_id
    )
    for use in uses.select_related("item", "version__evidence"):
        version = use.version
        frozen.setdefault(use.item.code, []).append(
            {
                "title": version.evidence.title,
                "shows": use.shows,
                "level": use.level,
                "kind": version.kind,
                "version": version.number,
                "dated": version.dated.isoformat(),
                "filename": version.filename,
                "sha256": version.sha256,
                "url": version.url,
                "scan": version.scan,
            }
        )
    return frozen


def read_counts(frozen: Mapping[str, Any]) -> dict[str, int] | None:
    """Pieces by item code; None where evidence was not collected (docs/decisions/0016).

    Reports that are older than evidence have none.
    """
    pieces: Pieces = frozen.get("evidence") or {}
    return {code: len(rows) for code, rows in pieces.items()} or None
