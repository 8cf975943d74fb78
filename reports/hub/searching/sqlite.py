"""FTS5: a table of its own, which triggers keep equal to the published texts."""

from collections.abc import Collection, Mapping, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FloatField, QuerySet
from django.db.models.expressions import RawSQL

from reports.hub.models import StoryVersion
from reports.hub.searching.snippets import END, MARK

TABLE = "hub_storyversion"
INDEX = "hub_story_index"
COLUMNS = {
    "title": "{row}.title || ' ' || {row}.organization_name",
    "subject": "{row}.subject_name || ' ' || {row}.barrier_names",
    "body": "{row}.did || ' ' || {row}.setting || ' ' || {row}.cost || ' ' || {row}.differently",
}
WEIGHTS = "8.0, 4.0, 1.0"
BODY = 2
TOKENS = 32

# Constants alone go into the statements below; what a reader typed is always a parameter.
_NAMES = ", ".join(COLUMNS)
_FOUND = f'SELECT rowid FROM "{INDEX}" WHERE "{INDEX}" MATCH %s'  # noqa: S608
_RANK = (
    f'SELECT -bm25("{INDEX}", {WEIGHTS}) FROM "{INDEX}" '  # noqa: S608
    f'WHERE "{INDEX}" MATCH %s AND "{INDEX}".rowid = "{TABLE}"."id"'
)


class SQLite:
    def matching(
        self, texts: QuerySet[StoryVersion], words: Sequence[str]
    ) -> QuerySet[StoryVersion]:
        query = _query(words)
        found = texts.filter(pk__in=RawSQL(_FOUND, [query]))  # noqa: S611 - constants
        rank = RawSQL(_RANK, [query], output_field=FloatField())  # noqa: S611 - constants
        return found.order_by(rank.desc(), "-published_at", "pk")

    def snippets(self, texts: Collection[int], words: Sequence[str]) -> Mapping[int, str]:
        if not texts:
            return {}
        places = ", ".join(["%s"] * len(texts))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, snippet(\"{INDEX}\", {BODY}, %s, %s, '…', {TOKENS}) "  # noqa: S608
                f'FROM "{INDEX}" WHERE "{INDEX}" MATCH %s AND rowid IN ({places})',
                [MARK, END, _query(words), *texts],
            )
            return dict(cursor.fetchall())


def install(on: BaseDatabaseWrapper) -> None:
    """Table and triggers where they are missing: changing a table drops its triggers on SQLite."""
    with on.cursor() as cursor:
        cursor.execute(
            f'CREATE VIRTUAL TABLE IF NOT EXISTS "{INDEX}" USING fts5({_NAMES}, '
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        remove = f'DELETE FROM "{INDEX}" WHERE rowid = OLD.id'  # noqa: S608
        triggers = {
            "insert": ("INSERT", "NEW.state = 'published'", _adding("NEW")),
            "publish": (
                "UPDATE OF state",
                "OLD.state <> 'published' AND NEW.state = 'published'",
                _adding("NEW"),
            ),
            "take_down": (
                "UPDATE OF state",
                "OLD.state = 'published' AND NEW.state <> 'published'",
                remove,
            ),
            "delete": ("DELETE", "OLD.state = 'published'", remove),
        }
        for name, (event, condition, statement) in triggers.items():
            cursor.execute(
                f'CREATE TRIGGER IF NOT EXISTS "{INDEX}_{name}" AFTER {event} ON "{TABLE}" '
                f"FOR EACH ROW WHEN {condition} BEGIN {statement}; END"
            )


def _adding(row: str) -> str:
    values = ", ".join(value.format(row=row) for value in COLUMNS.values())
    return f'INSERT INTO "{INDEX}" (rowid, {_NAMES}) VALUES ({row}.id, {values})'  # noqa: S608


def _query(words: Sequence[str]) -> str:
    """Each word quoted, so that none is an operator; all of them have to be there."""
    return " ".join(f'"{word}"' for word in words)
