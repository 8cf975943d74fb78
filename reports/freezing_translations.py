"""Which revision of each translation a report speaks, fixed when it is asked for."""

from typing import Any

from commitments.models import FrameworkVersion


def freeze_translations(version: FrameworkVersion) -> dict[str, Any]:
    """The key `translations` of a frozen input: by language the newest edition. No key where the
    version has no translation beside its file."""
    editions = version.translations.order_by("language", "revision")
    found = {
        edition["language"]: {
            "revision": edition["revision"],
            "state": edition["state"],
            "digest": edition["digest"],
        }
        for edition in editions.values("language", "revision", "state", "digest")
    }
    return {"translations": found} if found else {}


def revision_of(frozen: dict[str, Any], language: str) -> int | None:
    """None where the report froze none, as those made before there was a translation did."""
    fixed = frozen.get("translations", {}).get(language)
    return fixed["revision"] if fixed else None
