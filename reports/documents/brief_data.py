"""The two-page board brief as the JSON that its template reads: all of it has a bounded length."""

from collections import Counter
from typing import Any

from lhs_portal.lib.wording import say, say_count
from reports.documents.pdf_data import plain, plain_charts
from reports.documents.print_text import PrintText
from reports.documents.print_words import translated_words
from reports.presentation.page import Identity, ReportPage
from reports.presentation.page_change import ChangeView
from reports.presentation.page_plan import PlanView
from reports.presentation.wording import shorten
from reports.proof.code import qr_svg

MOST = 3  # strengths, gaps, priorities, changes each way
ACTIONS = 5
LONGEST = 150  # characters of what a person typed
_OPEN = ("doing", "planned")


def build_brief_data(page: ReportPage, printer: PrintText) -> dict[str, Any]:
    parts = {
        "identity": _identity(page.identity),
        "short_name": shorten(page.identity.organization, 70),
        "headline": page.headline,
        "opening": page.opening,
        "rests_on": page.rests_on,
        "rests_on_detail": page.rests_on_detail,
        "indices": page.indices,
        "strengths": page.strengths[:MOST],
        "strengths_note": page.strengths_note,
        "gaps": page.gaps[:MOST],
        "gaps_note": page.gaps_note,
        "change": _change(page.change) if page.change else None,
        "priorities": [
            {
                "name": each.full_name,
                "lifts": each.lifts,
                "needs": each.held_back_by[0].needs if each.held_back_by else "",
            }
            for each in page.priorities[:MOST]
        ],
        "plan": _plan(page.plan) if page.plan else None,
        "raters": [shorten(each, LONGEST) for each in page.raters.opening[:2]]
        if page.raters
        else [],
        "affiliation_note": page.affiliation_note,
    }
    data: dict[str, Any] = printer.clean(plain(parts))
    data["charts"] = plain_charts([page.commitments_chart], printer)
    data["missing"] = len(printer.missing)
    data["missing_shown"] = say_count(
        "{count} character has no glyph in the fonts of this file, and each stands as □. The "
        "report page shows all.",
        "{count} characters have no glyph in the fonts of this file, and each stands as □. The "
        "report page shows all.",
        len(printer.missing),
    )
    data["words"] = translated_words()
    data["code"] = qr_svg(page.identity.verify_url)
    data["fonts"] = printer.fonts
    return data


def _identity(identity: Identity) -> dict[str, Any]:
    shown: dict[str, Any] = plain(identity)
    shown["assessment"] = shorten(identity.assessment, LONGEST)
    shown["scope"] = shorten(identity.scope, LONGEST)
    shown["organization_facts"] = [
        [name, shorten(said, LONGEST)] for name, said in identity.organization_facts
    ]
    if identity.signature:
        shown["signature"]["name_and_role"] = shorten(identity.signature.name_and_role, LONGEST)
    return shown


def _change(change: ChangeView) -> dict[str, Any]:
    verdicts = Counter(row.verdict for row in change.rows)
    return {
        "headline": change.headline,
        "sides": [shorten(side, 80) for side in change.sides],
        "up": [_step(row.name, row.delta_shown) for row in change.rows if row.went == "up"][:MOST],
        "down": [_step(row.name, row.delta_shown) for row in change.rows if row.went == "down"][
            :MOST
        ],
        "changed": verdicts["changed"],
        "noise": verdicts["noise"],
        "other": verdicts["not_tested"] + verdicts["not_comparable"],
        "targets": [each.sentence for each in change.targets][:ACTIONS],
    }


def _step(name: str, delta: str) -> str:
    return f"{name} ({delta})"


def _plan(plan: PlanView) -> dict[str, Any]:
    open_actions = [action for action in plan.actions if action.state in _OPEN]
    more = max(len(open_actions) - ACTIONS, 0)
    return {
        "opening": [shorten(each, LONGEST) for each in plan.opening[:2]],
        "actions": [
            {
                "title": shorten(action.title, LONGEST),
                "owner": shorten(action.owner, 60),
                "due": say("{day}, overdue", day=action.due_shown)
                if action.overdue
                else action.due_shown,
                "state": action.state_shown,
                "expected": action.expected,
            }
            for action in open_actions[:ACTIONS]
        ],
        "more": more,
        "more_shown": say_count(
            "{count} more action is in the report.",
            "{count} more actions are in the report.",
            more,
        ),
        "note": plan.actions_note,
        "outcomes": [
            {"title": shorten(each.title, 60), "became": shorten(each.became, LONGEST)}
            for each in plan.outcomes[:MOST]
        ],
    }
