"""Authentic, altered or unknown, at the command line of whoever has this code."""

import hashlib
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from lhs_portal.lib.signing_keys import UnusableKey, key_id, read_public_key
from reports.proof.keys import load_public_keys
from reports.proof.lookup import load_known, load_released
from reports.proof.manifest import LARGEST
from reports.proof.verdicts import Asked, Finding, Known, Released, Verdict, judge

NOT_LOOKED_UP = (
    "No database of a portal answers here, so no file is looked up by its digest: what is not in "
    "the manifest is unknown."
)


class Command(BaseCommand):
    help = (
        "Say of each FILE whether a portal made it: authentic, altered or unknown. Looks it up in "
        "this portal's database, where there is one, and checks it against MANIFEST with this "
        "portal's keys, or with the public keys named. Needs no network. Exit code 0 where all "
        "are authentic, 1 where one is not, 2 where it was asked wrongly."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--manifest", type=Path, metavar="FILE", help="…-manifest.json")
        parser.add_argument(
            "--key",
            action="append",
            default=[],
            metavar="ed25519-public-…",
            help="a public key of the portal that made the report, as its /verify/keys.json has "
            "it; this computer's own keys and database are then left out",
        )

    def handle(
        self, *_args: Any, files: list[Path], manifest: Path | None, key: list[str], **_options: Any
    ) -> None:
        asked = [_read(path) for path in files]
        beside = [_read(manifest)] if manifest else []
        if beside and not beside[0].is_manifest:
            raise CommandError(f"{manifest} is not a manifest.", returncode=2)
        keys = _read_keys(key) if key else load_public_keys()
        known, released = ({}, {}) if key else self._look_up([*asked, *beside])
        findings = judge([*asked, *beside], known, keys, released)
        for finding in findings:
            self._tell(finding)
        if any(finding.verdict != Verdict.AUTHENTIC for finding in findings):
            raise SystemExit(1)

    def _look_up(self, asked: list[Asked]) -> tuple[Known, Released]:
        """Without a database nothing is known, and the manifest alone decides: that is told."""
        digests = {one.digest for one in asked}
        try:
            return load_known(digests), load_released(digests)
        except Error:
            self.stderr.write(NOT_LOOKED_UP)
            return {}, {}

    def _tell(self, finding: Finding) -> None:
        self.stdout.write(f"{finding.asked.name}: {finding.verdict}")
        self.stdout.write(f"  {finding.sentence}")
        self.stdout.write(f"  SHA-256 {finding.asked.digest}")
        if finding.release:
            release = finding.release["release"]
            self.stdout.write(f"  Release {release['number']}, {release['address']}")
        for proven in finding.proven:
            of = proven.statement
            kind = "Preliminary report" if of["report"]["kind"] == "preliminary" else "Report"
            self.stdout.write(f"  {kind} {of['report']['number']} of {of['organization']}")
            self.stdout.write(f"  {of['assessment']}, as of {of['requested_at']}")
            if signed := of["signed"]:
                self.stdout.write(f"  Signed by {signed['name']}, {signed['role']}, {signed['at']}")


def _read(path: Path) -> Asked:
    """Hashed piece by piece: a file can be of any size."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.", returncode=2) from error
    except ValueError as error:  # a name that holds NUL
        raise CommandError(f"{str(path)!r}: {error}.", returncode=2) from error
    return Asked(digest, str(path), data if len(data) <= LARGEST else None)


def _read_keys(texts: list[str]) -> Mapping[str, Ed25519PublicKey]:
    try:
        keys = [read_public_key(text) for text in texts]
    except UnusableKey as fault:
        raise CommandError(f"--key: {fault}", returncode=2) from None
    return {key_id(key): key for key in keys}
