"""The manifest of a report: what it is, made of what, and the SHA-256 of each of its files, signed.

Its bytes are canonical JSON with the signature inside; signed is the same JSON without it. Only
exactly these bytes verify, so that no byte can be changed unnoticed (manifest.schema.json).
"""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.faults import FaultyDocument
from lhs_portal.lib.signing_keys import key_id
from lhs_portal.lib.strict_json import parse_json

FORMAT = "lhs-portal-manifest/1"
RELEASE_FORMAT = "lhs-portal-release/1"
LARGEST = 256 * 1024  # bytes; a manifest of twelve files has some four thousand

Statement = Mapping[str, Any]


class NoManifest(Exception):
    """These bytes do not look like a manifest of any portal."""


class AlteredManifest(Exception):
    """It names a key that is known here, and that key did not sign these bytes."""


class ForeignManifest(Exception):
    """It names a key that is not known here."""


class OfARelease(Exception):
    """One of these keys signed it, for a release of the field: no report is told by it.

    `statement` names the release and its files.
    """

    def __init__(self, statement: "Statement") -> None:
        super().__init__()
        self.statement = statement


def sign_manifest(statement: Statement, key: Ed25519PrivateKey, *, form: str = FORMAT) -> bytes:
    """Equal statements and keys give equal bytes."""
    signed = {**statement, "format": form, "key": key_id(key.public_key())}
    signature = key.sign(canonical_json(signed)).hex()
    return canonical_json({**signed, "signature": signature})


def looks_like_manifest(data: bytes) -> bool:
    """By its looks alone, also where a byte of it was changed."""
    return (
        len(data) <= LARGEST
        and data.lstrip()[:1] == b"{"
        and sum(mark in data for mark in (b'"format"', b'"files"', b'"signature"', b'"key"')) > 2
    )


def read_manifest(data: bytes, keys: Mapping[str, Ed25519PublicKey]) -> dict[str, Any]:
    """The statement that one of these keys (by id) signed.

    Raises NoManifest, ForeignManifest, AlteredManifest and OfARelease.
    """
    if not looks_like_manifest(data):
        raise NoManifest
    try:
        found = parse_json(data)
    except FaultyDocument:
        raise AlteredManifest from None
    if not isinstance(found, dict) or not isinstance(found.get("key"), str):
        raise AlteredManifest
    key = keys.get(found["key"])
    if key is None:
        raise ForeignManifest
    signature = found.pop("signature", None)
    try:
        signed = canonical_json(found)
        signature_bytes = bytes.fromhex(signature)
        # A number as JSON, or a digit, can be written in more than one way: only ours is taken.
        if canonical_json({**found, "signature": signature_bytes.hex()}) != data:
            raise AlteredManifest
        key.verify(signature_bytes, signed)
    except (InvalidSignature, ValueError, TypeError):
        raise AlteredManifest from None
    statement: dict[str, Any] = json.loads(signed)
    if statement.get("format") == RELEASE_FORMAT:
        raise OfARelease(statement)
    if statement.get("format") != FORMAT:
        raise AlteredManifest
    return statement
