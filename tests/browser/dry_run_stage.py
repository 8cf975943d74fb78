"""Beside a draft: a comment, a suggestion, and dry runs that wait, failed and found something."""

from typing import Any
from uuid import UUID

from tests.browser.draft_stage import EDITOR, OTHER_EDITOR

RESULTS: dict[str, Any] = {
    "framework": {"old": "2024.12", "draft": "2025.4"},
    "n": 145,
    "names": {"safe": "Safe", "engaged": "Engaged", "S1": "Evidence generated in everyday care"},
    "withheld": ["S1"],
    "subjects": [
        {
            "code": "engaged",
            "before": "1.7",
            "after": None,
            "change": None,
            "items": [],
            "attained": None,
        },
        {
            "code": "safe",
            "before": "2.7",
            "after": "2.9",
            "change": "0.2",
            "items": [{"code": "safe.1", "effect": "0.3"}, {"code": "safe.3", "effect": "-0.1"}],
            "attained": [0, 85, 15],
        },
    ],
    "fates": {"kept": ["safe.2"], "changed_meaning": ["safe.1"], "split": ["safe.3"]},
    "open": [{"version": "2024.12", "count": 5, "confirm": 1, "new": 3, "retired": 2}],
}


def dry_runs(draft_id: UUID, release_id: UUID) -> dict[str, Any]:
    import json

    from django.utils import timezone

    from commitments.drafting.comment_actions import comment_on, settle_comment
    from commitments.drafting.models import Draft
    from lhs_portal.accounts.models import User
    from reports.dryrun.jobs import WORKER_STOPPED
    from reports.dryrun.models import DryRun, State
    from reports.releases.models import Release

    draft = Draft.objects.get(pk=draft_id)
    editor = User.objects.get(email=EDITOR)
    other = User.objects.get(email=OTHER_EDITOR)
    title = draft.parts.get(section="features", code="S1")
    suggestion = "Evidence generated in care"
    text = "Shorter, and it says the same."
    comment_on(draft=draft, part=title, field="title", text=text, suggestion=suggestion, by=other)
    item = draft.parts.get(section="items", code="safe.1")
    settled = comment_on(draft=draft, part=item, field="", text="Done?", suggestion="", by=other)
    settle_comment(draft=draft, comment_id=settled.pk, by=editor)
    common = {
        "draft": draft,
        "digest": "d" * 64,
        "release": Release.objects.get(pk=release_id),
        "requested_at": timezone.now(),
        "requested_by": editor,
    }
    done = DryRun.objects.create(
        **common,
        revision=draft.revision,
        state=State.DONE,
        finished_at=timezone.now(),
        results=json.dumps(RESULTS),
    )
    failed = DryRun.objects.create(
        **common, revision=draft.revision, state=State.FAILED, error=WORKER_STOPPED
    )
    return {"dry_run": done.pk, "dry_run_failed": failed.pk}
