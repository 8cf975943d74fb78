"""What a release freezes beside its rows, in canonical JSON and digests."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from lhs_portal.lib.canonical import canonical_json, digest_of
from reports.releases.core.figures import CellCount, Figure
from reports.releases.core.thresholds import Thresholds


def freeze_thresholds(thresholds: Thresholds) -> str:
    return canonical_json(
        {
            name: value if isinstance(value, int) else str(value)
            for name, value in asdict(thresholds).items()
        }
    ).decode()


def digest_basis(members: Iterable[tuple[str, str]], thresholds: str) -> str:
    """`members`: organization and digest of its card."""
    return digest_of({"members": sorted(members), "thresholds": thresholds})


def digest_figures(cells: Iterable[CellCount], figures: Iterable[Figure]) -> str:
    return digest_of(
        {
            "cells": [[one.table, one.cell, one.n] for one in cells],
            "figures": [_listed(one) for one in figures],
        }
    )


def _listed(one: Figure) -> list[Any]:
    quartiles = [str(value) for value in one.quartiles or ()]
    mean = None if one.mean is None else str(one.mean)
    return [one.table, one.cell, one.measure, one.n, mean, quartiles, list(one.counts)]
