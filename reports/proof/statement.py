"""What a manifest says of a report, and the page of its verification too."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class MadeFile(Protocol):
    """A file as it is kept: its kind, its name, and the SHA-256 and the number of its bytes."""

    @property
    def kind(self) -> str: ...
    @property
    def filename(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


def build_statement(
    frozen: Mapping[str, Any],
    *,
    frozen_digest: str,
    input_digest: str,
    scoring_version: str,
    comparison_digest: str | None,
) -> dict[str, Any]:
    """Of the report alone, without its files: from frozen rows, so that it never changes."""
    sign_off = frozen.get("sign_off")
    return {
        "site": frozen.get("site", ""),
        "organization": frozen["organization"]["name"],
        "assessment": frozen["assessment"]["title"],
        "report": {"number": frozen["number"], "kind": frozen["kind"]},
        "requested_at": frozen["requested_at"],
        "signed": sign_off and {name: sign_off[name] for name in ("name", "role", "at", "digest")},
        "framework": dict(frozen["framework"]),
        "scoring_version": scoring_version,
        "frozen_digest": frozen_digest,
        "input_digest": input_digest,
        "comparison_digest": comparison_digest,
    }


def list_files(files: Iterable[MadeFile]) -> list[dict[str, Any]]:
    """The value of `files`, in the order of their names."""
    return [
        {"kind": file.kind, "name": file.filename, "sha256": file.sha256, "size": file.size}
        for file in sorted(files, key=lambda file: file.filename)
    ]
