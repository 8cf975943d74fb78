"""Every table of a report, in the order in which the files and sheets stand."""

from typing import Any

from reports.documents.material import Material
from reports.documents.tables.answers import EVIDENCE, ITEMS
from reports.documents.tables.changes import (
    CHANGE,
    CHANGE_CONTESTED,
    CHANGE_ITEMS,
    CHANGE_TARGETS,
    CYCLES,
    NOT_COMPARED,
)
from reports.documents.tables.column import Column, Table
from reports.documents.tables.local import LOCAL_ITEMS
from reports.documents.tables.overview import REPORT, SOURCES, SUMMARY
from reports.documents.tables.peers import PEERS
from reports.documents.tables.plans import CROSSWALKS, OUTCOMES, PLAN
from reports.documents.tables.raters import AGREEMENT, CONTESTED, DISSENT, ROLE_GAPS, ROLE_GROUPS
from reports.documents.tables.subjects import COMMITMENTS, FEATURES, PRIORITIES, THROUGH_LINE

TABLES: tuple[Table[Any], ...] = (
    REPORT,
    SUMMARY,
    COMMITMENTS,
    FEATURES,
    PEERS,
    ITEMS,
    EVIDENCE,
    THROUGH_LINE,
    PRIORITIES,
    AGREEMENT,
    ROLE_GAPS,
    ROLE_GROUPS,
    CONTESTED,
    DISSENT,
    CHANGE,
    CHANGE_ITEMS,
    CHANGE_TARGETS,
    CHANGE_CONTESTED,
    NOT_COMPARED,
    CYCLES,
    PLAN,
    OUTCOMES,
    CROSSWALKS,
    SOURCES,
)


def tables_of(material: Material) -> tuple[Table[Any], ...]:
    """All of TABLES, with or without rows; last the local questions, where there are any."""
    return TABLES if material.page.local is None else (*TABLES, LOCAL_ITEMS)


__all__ = ["LOCAL_ITEMS", "TABLES", "Column", "Table", "tables_of"]
