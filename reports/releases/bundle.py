"""The files of a release: CSV, JSON, data dictionary, method note, and the signed manifest.

Made once, when the release is published, and kept as bytes: equal rows give equal files.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.languages import SOURCE, speaking
from lhs_portal.lib.spreadsheet_text import render_csv
from reports.documents.zip_file import pack_files
from reports.proof.keys import load_signing_key
from reports.proof.manifest import RELEASE_FORMAT, sign_manifest
from reports.releases.citing import cite, state_address
from reports.releases.method import method_of
from reports.releases.models import Release, ReleaseFigure, ReleaseFile

CELL_HEADER = ("table", "cell", "organizations")
FIGURE_HEADER = (
    "table", "cell", "measure", "organizations", "mean", "first_quartile", "median",
    "third_quartile", "counts",
)  # fmt: skip
DICTIONARY_HEADER = ("file", "column", "meaning")
FROM = "To one decimal, from {quartiles_from} organizations."
DICTIONARY = (
    ("cells.csv", "table", "Attributes by which the field is divided, by commas; empty is all."),
    ("cells.csv", "cell", "One group of each attribute, by |; values of one group by +."),
    ("cells.csv", "organizations", "To the nearest 5; 0 stands for 0 to 2."),
    ("figures.csv", "table", "As in cells.csv."),
    ("figures.csv", "cell", "As in cells.csv."),
    ("figures.csv", "measure", "Code of a subject, an index, an item or a plan's feature."),
    ("figures.csv", "organizations", "That have a value: to the nearest 5; 0 stands for 0 to 2."),
    ("figures.csv", "mean", "To one decimal. At an end of the scale: that value or beyond."),
    ("figures.csv", "first_quartile", FROM),
    ("figures.csv", "median", FROM),
    ("figures.csv", "third_quartile", FROM),
    ("figures.csv", "counts", "By commas: levels 0 to 4, then not applicable and do not know."),
)
BUNDLE, MANIFEST, METHOD_NOTE = "bundle", "manifest", "method"


def store_files(release: Release) -> None:
    """In the transaction that publishes. The row has its number and date, and is not saved yet.

    In English, whoever approves: what is signed is the same for all readers.
    """
    with speaking(SOURCE):
        files = dict(_contents(release))
    manifest = sign_manifest(_state(release, files), load_signing_key(), form=RELEASE_FORMAT)
    assert release.published_at is not None  # noqa: S101  (the caller set it)
    archive = pack_files({**files, "manifest.json": manifest}, at=release.published_at)
    name = f"release-{release.number}"
    keep_method(release)
    ReleaseFile.objects.bulk_create(
        [
            _file(release, BUNDLE, f"{name}.zip", "application/zip", archive),
            _file(release, MANIFEST, f"{name}-manifest.json", "application/json", manifest),
        ]
    )


def keep_method(release: Release) -> None:
    """As it is today: the page of the release shows it for good."""
    text = method_of(release.kind).encode()
    _file(release, METHOD_NOTE, "method.txt", "text/plain", text).save()


def _file(release: Release, kind: str, name: str, media_type: str, content: bytes) -> ReleaseFile:
    return ReleaseFile(
        release=release, kind=kind, filename=name, media_type=media_type, content=content,
        sha256=hashlib.sha256(content).hexdigest(), size=len(content),
    )  # fmt: skip


def _contents(release: Release) -> Iterator[tuple[str, bytes]]:
    tables = list(release.tables.prefetch_related("cells").order_by("position"))
    cells = [(table.attributes, cell.key, cell.n) for table in tables for cell in table.cells.all()]
    figures = list(_figures(release))
    yield "cells.csv", render_csv(CELL_HEADER, cells)
    yield "figures.csv", render_csv(FIGURE_HEADER, figures)
    thresholds = json.loads(release.thresholds)
    dictionary = [
        (file, column, meaning.format(**thresholds)) for file, column, meaning in DICTIONARY
    ]
    yield "data_dictionary.csv", render_csv(DICTIONARY_HEADER, dictionary)
    yield "method.txt", method_of(release.kind).encode()
    yield (
        "release.json",
        canonical_json(
            {
                **facts(release),
                "citation": cite(release),
                "note": release.note,
                "correction": release.correction,
                "thresholds": thresholds,
                "tables": [
                    {"attributes": table.attributes, "groupings": table.groupings}
                    for table in tables
                ],
                "cells": [dict(zip(CELL_HEADER, row, strict=True)) for row in cells],
                "figures": [dict(zip(FIGURE_HEADER, row, strict=True)) for row in figures],
            }
        ),
    )


def _figures(release: Release) -> Iterator[tuple[str | int, ...]]:
    rows = ReleaseFigure.objects.filter(cell__table__release=release).order_by(
        "cell__table__position", "cell__position", "pk"
    )
    for table, cell, measure, n, counts, *numbers in rows.values_list(
        "cell__table__attributes", "cell__key", "measure", "n", "counts",
        "mean", "q1", "median", "q3",
    ).iterator(chunk_size=5000):  # fmt: skip
        shown = ("" if number is None else str(number) for number in numbers)
        yield (table, cell, measure, n, *shown, counts)


def facts(release: Release) -> dict[str, Any]:
    assert release.published_at is not None  # noqa: S101  (published, or about to be)
    return {
        "number": release.number,
        "kind": release.kind,
        "address": state_address(release),
        "published_at": release.published_at.isoformat().replace("+00:00", "Z"),
        "cycle": release.cycle.name,
        "framework_version": release.framework_version,
        "framework_digest": release.framework_digest,
        "rules_version": release.rules_version,
        "organizations": release.n,
        "corrects": release.corrects.number if release.corrects else None,
        "figures_digest": release.digest,
    }


def _state(release: Release, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "site": settings.SITE_URL,
        "release": facts(release),
        "files": [
            {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in sorted(files.items())
        ],
    }
