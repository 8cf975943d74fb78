"""Means, quartiles and level counts of every table by GROUPING SETS, on the same members."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import psycopg

from tests.services import fresh_database


def seconds_of_sql(
    members: Any, measures: Sequence[Any], values: Mapping[str, Any], admission: Any
) -> float:
    with fresh_database() as address, psycopg.connect(address) as connection:
        _load(connection, members, measures, values, admission)
        sets = [f"(measure, t{place})" for place in range(len(admission.tables))]
        levels = [f"(measure, level, t{place})" for place in range(len(admission.tables))]
        began = time.perf_counter()
        connection.execute(
            "SELECT measure, count(*), round(avg(value) / 1000000, 1), percentile_cont("
            "ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY value) FROM figure JOIN member "
            f"USING (member) GROUP BY GROUPING SETS ({', '.join(sets)})"
        ).fetchall()
        connection.execute(
            "SELECT measure, level, count(*) FROM answer JOIN member USING (member) "
            f"GROUP BY GROUPING SETS ({', '.join(levels)})"
        ).fetchall()
        return time.perf_counter() - began


def _load(
    connection: Any,
    members: Any,
    measures: Sequence[Any],
    values: Mapping[str, Any],
    admission: Any,
) -> None:
    """Narrow rows as a table of answers has them; each member's cell of every table beside it."""
    cells = np.stack([table.assign(members) for table in admission.tables], axis=1).tolist()
    columns = ", ".join(f"t{place} smallint" for place in range(len(admission.tables)))
    connection.execute(f"CREATE TABLE member (member integer PRIMARY KEY, {columns})")
    connection.execute("CREATE TABLE figure (member integer, measure smallint, value integer)")
    connection.execute("CREATE TABLE answer (member integer, measure smallint, level smallint)")
    with connection.cursor().copy("COPY member FROM STDIN") as copy:
        for member, row in enumerate(cells):
            copy.write_row([member, *row])
    for number, measure in enumerate(measures):
        levels = measure.kind == "levels"
        given = values[measure.code]
        with connection.cursor().copy(
            f"COPY {'answer' if levels else 'figure'} FROM STDIN"
        ) as copy:
            for member in np.flatnonzero(measure.respondents).tolist():
                value = given[member] if levels else given[member] * 1_000_000
                copy.write_row([member, number, round(value)])
    connection.execute("ANALYZE")
