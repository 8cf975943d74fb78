"""The demo's draft of a next version: one change of each kind, two editors, and a dry run."""

from copy import deepcopy
from typing import Any

import yaml

from commitments.drafting.actions import change_part, create_draft
from commitments.drafting.comment_actions import comment_on
from commitments.drafting.item_actions import save_item, split_item
from commitments.drafting.models import Draft, DraftPart
from commitments.models import FrameworkVersion
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.environment import BASE_DIR
from reports.dryrun.actions import request_dry_run
from reports.dryrun.jobs import make_dry_run

FILE = BASE_DIR / "fixtures" / "demo" / "draft.yaml"
Told = dict[str, Any]


def load_draft() -> bool:
    """The draft of the file; False where there are drafts already."""
    if Draft.objects.exists():
        return False
    told: Told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    editors = User.objects.filter(portal_roles__role=PortalRole.FRAMEWORK_EDITOR).order_by("pk")
    first, second = editors[:2]
    base = FrameworkVersion.objects.get(version=told["base"])
    draft = create_draft(version=told["version"], base=base, by=first)
    _retitle(draft, told["retitle"], first)
    _reword(draft, told["reword"], first)
    _redefine(draft, told["redefine"], first)
    _make_essential(draft, told["essential"], first)
    _split(draft, told["split"], first)
    for one in told["comments"]:
        part = _part(draft, one["section"], one["code"])
        comment_on(
            draft=draft,
            part=part,
            field=one["field"],
            text=one["text"],
            suggestion=one["suggestion"],
            by=second,
        )
    draft.refresh_from_db()
    # Here and not in a worker: the demo is complete once it is loaded.
    make_dry_run(request_dry_run(draft=draft, by=first).pk)
    return True


def _part(draft: Draft, section: str, code: str) -> DraftPart:
    return draft.parts.get(section=section, code=code)


def _retitle(draft: Draft, told: Told, by: User) -> None:
    part = _part(draft, "features", told["feature"])
    entry = {**part.entry, "title": {draft.source_language: told["title"]}}
    change_part(
        draft=draft,
        section="features",
        code=part.code,
        entry=entry,
        seen=part.revision,
        by=by,
        why=told["why"],
    )


def _reword(draft: Draft, told: Told, by: User) -> None:
    part = _part(draft, "items", told["item"])
    entry = {**part.entry, "question": {draft.source_language: told["question"]}}
    _save(draft, part, entry, "wording", told["why"], by)


def _redefine(draft: Draft, told: Told, by: User) -> None:
    part = _part(draft, "items", told["item"])
    entry = deepcopy(part.entry)
    for level, text in told["levels"].items():
        entry["descriptors"][level] = {draft.source_language: text}
    _save(draft, part, entry, "meaning", told["why"], by)


def _make_essential(draft: Draft, told: Told, by: User) -> None:
    part = _part(draft, "items", told["item"])
    _save(draft, part, {**part.entry, "essential": True}, "", told["why"], by)


def _split(draft: Draft, told: Told, by: User) -> None:
    part = _part(draft, "items", told["item"])
    split_item(
        draft=draft,
        code=part.code,
        parts=[(one["code"], one["question"], one["essential"]) for one in told["parts"]],
        seen=part.revision,
        by=by,
        why=told["why"],
    )
    for one in told["parts"]:
        made = _part(draft, "items", one["code"])
        descriptors = [{draft.source_language: text} for text in one["levels"]]
        _save(draft, made, {**made.entry, "descriptors": descriptors}, "", told["why"], by)


def _save(draft: Draft, part: DraftPart, entry: Told, said: str, why: str, by: User) -> None:
    save_item(
        draft=draft,
        code=part.code,
        entry=entry,
        said=said,
        seen=part.revision,
        by=by,
        why=why,
    )
