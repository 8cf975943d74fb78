"""Which earlier reports a report is compared with, fixed when it is asked for."""

from django.db.models import OuterRef, Subquery

from assessments.models import Assessment
from reports.models import Kind, Report

MOST_CYCLES = 8


def freeze_earlier(assessment: Assessment) -> list[dict[str, str]]:
    """The key `earlier` of a frozen input: the last final report of each earlier signed assessment
    of the same scope, oldest cycle first, at most MOST_CYCLES, each by id and frozen digest.

    From whose answers the assessment began does not matter: these were suggestions, and may be of
    another unit or of a cycle long past.
    """
    last = Report.objects.filter(assessment=OuterRef("assessment"), kind=Kind.FINAL)
    rows = (
        Report.objects.filter(
            pk=Subquery(last.order_by("-number").values("pk")[:1]),
            assessment__in=Assessment.objects.cycles_before(assessment).order_by(),
        )
        .order_by("-assessment__started_at", "pk")
        .values_list("pk", "frozen_digest")[:MOST_CYCLES]
    )
    return [{"report": str(pk), "frozen_digest": digest} for pk, digest in reversed(rows)]
