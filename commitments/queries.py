"""Framework versions from rows, as frozen data."""

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404

from commitments.definition import Definition
from commitments.documents import definition_from_document
from commitments.models import (
    AnchorFeature,
    Commitment,
    FrameworkVersion,
    Item,
    Part,
    Pillar,
    ThroughLine,
)
from commitments.models import RatingGuide as RatingGuideRow
from commitments.rating_guide import RatingGuide, empty_guide
from commitments.rating_guide_documents import guide_from_document

# Sections of the framework file whose entries have rows; `frame` holds all others.
PART_MODELS: dict[str, type[Part]] = {
    "pillars": Pillar,
    "features": AnchorFeature,
    "commitments": Commitment,
    "items": Item,
}

# The key holds all that can tell two contents apart: the digest says nothing about translations,
# and a draft may be loaded again with other ones under the same id.
_Key = tuple[int, str, datetime]
_loaded: dict[_Key, Definition] = {}
_guides: dict[tuple[int, str, int, str], RatingGuide] = {}
VERSIONS_KEPT = 16


class ChangedFrameworkError(Exception):
    """The rows of a version do not have the digest under which they were stored."""


def load_definition(version: FrameworkVersion) -> Definition:
    """Costs no query where this process has loaded the same content before.

    Raises ChangedFrameworkError where the rows are not what was stored: no score may rest on them.
    """
    key = (version.pk, version.digest, version.loaded_at)
    definition = _loaded.get(key)
    if definition is None:
        definition = definition_from_document(document_from_rows(version))
        if definition.digest != version.digest:
            raise ChangedFrameworkError(
                f"Framework {version.version} was stored with the digest {version.digest}, "
                f"but its rows have {definition.digest}. Restore them from a backup."
            )
        if len(_loaded) >= VERSIONS_KEPT:
            _loaded.clear()
        _loaded[key] = definition
    return definition


def load_rating_guide(version: FrameworkVersion) -> RatingGuide:
    """Costs one small query where this process has loaded the same guide before.

    Raises ChangedFrameworkError where the row is not what was stored.
    """
    rows = RatingGuideRow.objects.filter(framework_version=version)
    stored = rows.values_list("revision", "digest").first()
    if stored is None:
        return empty_guide(load_definition(version))
    guide = _guides.get((version.pk, version.digest, *stored))
    if guide is None:
        row = rows.get()
        guide = guide_from_document(row.document, version.source_language)
        if guide.digest != row.digest:
            raise ChangedFrameworkError(
                f"The rating guide of {version.version} was stored with the digest {row.digest}, "
                f"but its row has {guide.digest}. Restore it from a backup."
            )
        guide = dataclasses.replace(guide, revision=row.revision)
        if len(_guides) >= VERSIONS_KEPT:
            _guides.clear()
        _guides[version.pk, version.digest, row.revision, row.digest] = guide
    return guide


def load_published(version_code: str) -> tuple[FrameworkVersion, Definition]:
    """A version that is or was in use, retired ones too. Raises Http404 for drafts and unknowns."""
    # PostgreSQL refuses NUL, even in what it is to look for.
    wanted = "" if "\0" in version_code else version_code
    version = FrameworkVersion.objects.public().filter(version=wanted).first()
    if version is None:
        raise Http404(f"There is no published framework version {version_code!r}.")
    return version, load_definition(version)


def document_from_rows(version: FrameworkVersion) -> dict[str, Any]:
    """The framework file again, in plain JSON values; the keys are in no order."""
    parts = {
        section: _entries(model._default_manager.filter(framework_version=version))
        for section, model in PART_MODELS.items()
    }
    return {
        **version.frame,
        **parts,
        "through_line": _entries(ThroughLine.objects.filter(framework_version=version)),
    }


def _entries(rows: Iterable[Part | ThroughLine]) -> list[Any]:
    return [row.entry for row in rows]
