"""Framework versions from rows, as frozen data."""

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


def load_published(version_code: str) -> tuple[FrameworkVersion, Definition]:
    """A version that is or was in use, retired ones too. Raises Http404 for drafts and unknowns."""
    version = FrameworkVersion.objects.public().filter(version=version_code).first()
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
