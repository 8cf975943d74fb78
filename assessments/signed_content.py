"""All that a sponsor signs, as plain data, and its digest."""

from typing import Any

from assessments.local_queries import load_local_items
from assessments.models import Assessment
from lhs_portal.lib.canonical import digest_of


def load_content(assessment: Assessment) -> dict[str, Any]:
    """JSON: answers with how they were settled, dissent, evidence, targets.

    Ratings are left out: what they say stands in the consensus, and they are nobody's to read.
    """
    local = {
        item.code: {
            "question": item.question,
            "why": item.why,
            "descriptors": list(item.descriptors),
            "level": item.level,
            "na": item.not_applicable,
            "dont_know": item.dont_know,
            "reason": item.reason,
            "note": item.note,
        }
        for item in load_local_items(assessment)
    }
    here = {"item__framework_version": assessment.framework_version_id}
    return {
        "assessment": str(assessment.pk),
        "framework": assessment.framework_version.digest,
        "answers": {
            answer.item.code: {
                "level": answer.level,
                "na": answer.not_applicable,
                "dont_know": answer.dont_know,
                "reason": answer.reason,
                "note": answer.note,
            }
            for answer in assessment.answers.filter(**here).select_related("item")
        },
        "targets": {
            target.commitment.code: {"level": target.level, "statement": target.statement}
            for target in assessment.targets.filter(
                commitment__framework_version=assessment.framework_version_id
            ).select_related("commitment")
        },
        "consensus": {
            row.item.code: {"how": row.how, "reason": row.reason, "contested": row.contested}
            for row in assessment.consensus.filter(**here).select_related("item")
        },
        "dissent": sorted(
            [row.item.code, row.text]
            for row in assessment.dissents.filter(**here).select_related("item")
        ),
        "evidence": sorted(
            [
                use.item.code,
                use.version.sha256 or use.version.url,
                use.shows,
                -1 if use.level is None else use.level,
            ]
            for use in assessment.evidence_uses.filter(removed_at=None, **here).select_related(
                "item", "version"
            )
        ),
        # Where there are none, the digest is as it was before there could be any.
        **({"local_items": local} if local else {}),
    }


def digest_of_content(assessment: Assessment) -> str:
    return digest_of(load_content(assessment))
