"""The pages of docs/ that are made from the code, so that they cannot lie."""

from typing import Any, get_args

from assessments.states import MOVES, STATES
from lhs_portal.environment import BASE_DIR, Environment

HEADER = "<!-- Made by `make docs`; do not edit. -->\n\n"
DEMANDED = {
    "secret_key", "site_url", "database_url", "broker_url", "media_root", "email_host",
    "from_email", "trusted_proxies",
}  # fmt: skip


def _shown(default: Any) -> str:
    if hasattr(default, "get_secret_value"):
        default = default.get_secret_value()
    text = str(default).replace(str(BASE_DIR), "<checkout>") if default not in (None, "") else ""
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
    """docs/workflow.md: the states of an assessment and the moves between them."""
    diagram = ["stateDiagram-v2", f"    [*] --> {next(iter(STATES))}"]
    diagram += [f"    {move.source} --> {move.target}: {move.name}" for move in MOVES.values()]
    rows = [f"| {state} | {meaning} |" for state, meaning in STATES.items()]
    moves = [
        f"| {move.name} | {move.source} → {move.target} | {', '.join(sorted(move.roles))} "
        f"| {move.needs} |"
        for move in MOVES.values()
    ]
    return HEADER + "\n".join(
        [
            "# The workflow of an assessment",
            "",
            "```mermaid",
            *diagram,
            "```",
            "",
            "| state | meaning |",
            "|---|---|",
            *rows,
            "",
            "| move | from → to | who | needs |",
            "|---|---|---|---|",
            *moves,
            "",
        ]
    )


PAGES = {"settings.md": render_settings, "workflow.md": render_workflow}
