"""What the database refuses around stories: illegal moves, and changes to what a moderator read."""

from lhs_portal.lib.immutability import Trigger
from reports.hub.states import DRAFT, FIRST, MOVES

LEGAL = "(" + ", ".join(sorted({f"'{move.source}:{move.target}'" for move in MOVES})) + ")"
TEXT = (
    "title",
    "setting",
    "did",
    "cost",
    "differently",
    "links",
    "contact",
    "subject_name",
    "barrier_names",
    "organization_name",
    "sector",
    "type",
    "size_band",
    "census_division",
    "rurality",
)
NO_DRAFT = (
    "EXISTS (SELECT 1 FROM hub_storyversion text "  # noqa: S608 - no value from outside
    f"WHERE text.id = ROW.version_id AND text.state <> '{DRAFT}')"
)
FROZEN = "A text that was offered never changes; a newer one is a version of its own."

TRIGGERS = (
    Trigger(
        "hub_storyversion",
        "insert",
        "A story’s text begins as a draft.",
        condition=f"NEW.state <> '{FIRST}'",
    ),
    Trigger(
        "hub_storyversion",
        "update",
        "This move is not in the table of legal moves.",
        condition=f"(OLD.state || ':' || NEW.state) NOT IN {LEGAL}",
        columns=("state",),
    ),
    Trigger(
        "hub_storyversion",
        "update",
        FROZEN,
        condition=f"OLD.state <> '{DRAFT}'",
        columns=TEXT,
    ),
    Trigger(
        "hub_storyversion",
        "update",
        "A text belongs to one story.",
        columns=("id", "story_id", "number"),
    ),
    Trigger("hub_storybarrier", "insert", FROZEN, condition=NO_DRAFT.replace("ROW", "NEW")),
    Trigger(
        "hub_storybarrier",
        "update",
        FROZEN,
        condition=NO_DRAFT.replace("ROW", "OLD"),
        columns=("id", "version_id", "code"),
    ),
    Trigger(
        "hub_story",
        "update",
        "What a story is about, and whose it is, never changes.",
        columns=("id", "organization_id", "framework_version_id", "kind", "subject"),
    ),
    Trigger(
        "hub_contactrequest",
        "update",
        "What was asked never changes, nor does an answer.",
        columns=("id", "story_id", "message", "asked_at"),
        only_to_null=("asker_id", "asker_organization_id"),
    ),
    Trigger(
        "hub_contactrequest",
        "update",
        "What was asked never changes, nor does an answer.",
        condition="OLD.state <> 'waiting'",
        columns=("state", "answer", "answered_at"),
        only_to_null=("answered_by_id",),
    ),
)
