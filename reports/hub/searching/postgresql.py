"""Full text of PostgreSQL: an index over the expression, of published texts alone."""

from collections.abc import Collection, Mapping, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, FloatField, QuerySet
from django.db.models.expressions import RawSQL

from reports.hub.models import StoryVersion
from reports.hub.searching.snippets import END, MARK

TABLE = "hub_storyversion"
INDEX = "hub_story_index"
PARTS = {
    "A": ("title", "organization_name"),
    "B": ("subject_name", "barrier_names"),
    "D": ("did", "setting", "cost", "differently"),
}


def _joined(columns: Sequence[str]) -> str:
    return " || ' ' || ".join(f'"{TABLE}"."{column}"' for column in columns)


# Constants alone go into the statements below; what a reader typed is always a parameter.
_VECTOR = " || ".join(
    f"setweight(to_tsvector('english'::regconfig, {_joined(columns)}), '{weight}')"
    for weight, columns in PARTS.items()
)
_QUERY = "plainto_tsquery('english'::regconfig, %s)"
# A query of nothing but words like "the" asks for nothing in particular.
_MATCHES = f"(({_VECTOR}) @@ {_QUERY} OR numnode({_QUERY}) = 0)"
_OPTIONS = (
    f"StartSel={MARK}, StopSel={END}, MaxFragments=1, MaxWords=32, MinWords=16, FragmentDelimiter=…"
)


class PostgreSQL:
    def matching(
        self, texts: QuerySet[StoryVersion], words: Sequence[str]
    ) -> QuerySet[StoryVersion]:
        query = " ".join(words)
        rank = RawSQL(  # noqa: S611 - constants
            f"ts_rank({_VECTOR}, {_QUERY})", [query], output_field=FloatField()
        )
        found = RawSQL(  # noqa: S611 - constants
            _MATCHES, [query, query], output_field=BooleanField()
        )
        return texts.filter(found).order_by(rank.desc(), "-published_at", "pk")

    def snippets(self, texts: Collection[int], words: Sequence[str]) -> Mapping[int, str]:
        if not texts:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, ts_headline('english'::regconfig, {_joined(PARTS['D'])}, {_QUERY}, "  # noqa: S608
                f'%s) FROM "{TABLE}" WHERE id = ANY(%s)',
                [" ".join(words), _OPTIONS, list(texts)],
            )
            return dict(cursor.fetchall())


def install(on: BaseDatabaseWrapper) -> None:
    """The index where it is missing."""
    vector = _VECTOR.replace(f'"{TABLE}".', "")
    with on.cursor() as cursor:
        cursor.execute(
            f'CREATE INDEX IF NOT EXISTS "{INDEX}" ON "{TABLE}" USING gin (({vector})) '
            "WHERE state = 'published'"
        )
