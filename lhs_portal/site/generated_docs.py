"""The pages of docs/ that are made from the code, so that they cannot lie."""

from collections.abc import Callable
from typing import Any, get_args

from assessments.states import FIRST, MIGRATABLE, MODES, MOVES, STATES, states_of
from lhs_portal.environment import BASE_DIR, Environment
from lhs_portal.site.release_method_page import render_method
from lhs_portal.site.scoring_page import render_scoring
from reports.field.what_is_shown import render_what_is_shown
from reports.releases.configuration import load_thresholds

HEADER = "<!-- Made by `make docs`; do not edit. -->\n\n"
DEMANDED = {
    "secret_key", "signing_key", "site_url", "database_url", "broker_url", "media_root",
    "email_host", "from_email", "trusted_proxies",
}  # fmt: skip


def _shown(default: Any) -> str:
    if hasattr(default, "get_secret_value"):
        default = default.get_secret_value()
    text = (
        str(default).replace(str(BASE_DIR), "<checkout>") if default not in (None, "", ()) else ""
    )
    return f"`{text}`" if text else "–"


def render_settings() -> str:
    """docs/settings.md: a row per variable."""
    lines = [
        "# Settings",
        "",
        "Read from the environment once, at start. In production the portal refuses to start on a",
        "missing or unsafe setting and names it.",
        "",
        "| variable | demanded in production | default elsewhere | values | meaning |",
        "|---|---|---|---|---|",
    ]
    for name, field in Environment.model_fields.items():
        values = " ".join(
            f"`{value}`" for value in get_args(field.annotation) if isinstance(value, str)
        )
        demanded = "yes" if name in DEMANDED else "no"
        lines.append(
            f"| `LHS_{name.upper()}` | {demanded} | {_shown(field.default)} | {values or '–'} "
            f"| {field.description} |"
        )
    return HEADER + "\n".join(lines) + "\n"


def render_workflow() -> str:
    """docs/workflow.md: the states of an assessment and the moves between them, by mode."""
    lines = [
        "# The workflow of an assessment",
        "",
        "Made from the tables in `assessments/states.py`. Triggers of the database refuse any",
        "other move.",
    ]
    for mode, title in MODES.items():
        moves = [move for move in MOVES if move.mode == mode]
        lines += ["", f"## {title}", "", "```mermaid", "stateDiagram-v2"]
        lines.append(f"    [*] --> {FIRST[mode]}")
        lines += [f"    {move.source} --> {move.target}: {move.name}" for move in moves]
        lines += ["```", "", "| state | meaning |", "|---|---|"]
        lines += [f"| {state} | {STATES[state]} |" for state in states_of(mode)]
        lines += ["", "| move | from → to | who | needs |", "|---|---|---|---|"]
        lines += [
            f"| {move.name} | {move.source} → {move.target} | {move.who} | {move.needs} |"
            for move in moves
        ]
        migratable = [state for state in states_of(mode) if state in MIGRATABLE]
        lines += [
            "",
            "A lead can take it to a newer framework version, and back until it is submitted, "
            f"while it is: {', '.join(migratable)}.",
        ]
    return HEADER + "\n".join([*lines, ""])


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": render_settings,
    "workflow.md": render_workflow,
    "how-we-score.md": lambda: HEADER + render_scoring(),
    "what-working-groups-see.md": lambda: HEADER + render_what_is_shown(load_thresholds()),
    "releases/method.md": lambda: HEADER + render_method(load_thresholds()),
}
