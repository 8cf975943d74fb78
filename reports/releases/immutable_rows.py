"""What the database refuses in releases: what is published never changes, and nothing is added.

Rows are written while a worker computes, the files just before the state changes. People's
accounts may go, their names stay.
"""

from collections.abc import Callable

from lhs_portal.lib.immutability import Event, Trigger

PUBLISHED = "A published release never changes."

ROW = (
    "id", "kind", "cycle_id", "number", "corrects_id", "correction", "note", "requested_at",
    "prepared_by_name", "prepared_at", "approved_by_name", "published_at", "state",
    "framework_version", "framework_digest", "rules_version", "thresholds", "checklist", "n",
    "basis_digest", "digest",
)  # fmt: skip


def _published(of: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM releases_release published "  # noqa: S608 - our own words
        f"WHERE published.id = {of} AND published.state = 'published')"
    )


def _of_cell(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM releases_release published "  # noqa: S608 - our own words
        "JOIN releases_releasetable stands ON stands.release_id = published.id "
        "JOIN releases_releasecell held ON held.table_id = stands.id "
        f"WHERE held.id = {row}.cell_id AND published.state = 'published')"
    )


def _of_table(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM releases_release published "  # noqa: S608 - our own words
        "JOIN releases_releasetable stands ON stands.release_id = published.id "
        f"WHERE stands.id = {row}.table_id AND published.state = 'published')"
    )


def _of_release(row: str) -> str:
    return _published(f"{row}.release_id")


def _guard(table: str, condition: Callable[[str], str], *events: Event) -> tuple[Trigger, ...]:
    """An update is asked twice: no row leaves what is published, and none is moved into it."""
    old, new = condition("OLD"), condition("NEW")
    of_event = {"insert": new, "update": f"{old} OR {new}", "delete": old}
    return tuple(Trigger(table, event, PUBLISHED, condition=of_event[event]) for event in events)


EVENTS: tuple[Event, ...] = ("insert", "update", "delete")

TRIGGERS = (
    Trigger(
        "releases_release",
        "update",
        PUBLISHED,
        condition="OLD.state = 'published'",
        columns=ROW,
        only_to_null=("prepared_by_id", "approved_by_id"),
    ),
    Trigger("releases_release", "delete", PUBLISHED, condition="OLD.state = 'published'"),
    *_guard("releases_releasemember", _of_release, *EVENTS),
    *_guard("releases_releasemeasure", _of_release, *EVENTS),
    *_guard("releases_releasetable", _of_release, *EVENTS),
    *_guard("releases_releasecell", _of_table, *EVENTS),
    *_guard("releases_releasefigure", _of_cell, *EVENTS),
    *_guard("releases_releasefile", _of_release, *EVENTS),
)
