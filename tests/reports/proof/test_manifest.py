"""Exactly what was signed verifies: not one byte more, less or other."""

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.signing_keys import key_id
from reports.documents import KINDS
from reports.proof.manifest import (
    AlteredManifest,
    ForeignManifest,
    NoManifest,
    read_manifest,
    sign_manifest,
)
from reports.proof.statement import build_statement
from tests.reports import samples

SCHEMA = json.loads((Path(__file__).parents[3] / "reports/proof/manifest.schema.json").read_text())

KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"of this test").digest())
KEYS = {key_id(KEY.public_key()): KEY.public_key()}

DIGEST = "5f" * 32
STATEMENT: dict[str, Any] = {
    **build_statement(
        {
            **samples.full(),
            "site": "https://portal.example.org",
            "sign_off": {
                "name": 'Sonia "signature":"00", Ünal',
                "role": "Chief executive",
                "at": "2026-11-21T09:30:00Z",
                "as_author": False,
                "digest": DIGEST,
            },
        },
        frozen_digest=DIGEST,
        input_digest=DIGEST,
        scoring_version="1",
        comparison_digest=None,
    ),
    "files": [{"kind": "pdf", "name": "report-3.pdf", "sha256": DIGEST, "size": 90_000}],
}
MANIFEST = sign_manifest(STATEMENT, KEY)


def test_manifest_says_what_was_stated_and_follows_its_schema() -> None:
    read = read_manifest(MANIFEST, KEYS)
    assert {name: read[name] for name in STATEMENT} == STATEMENT
    jsonschema.validate(json.loads(MANIFEST), SCHEMA, jsonschema.Draft202012Validator)
    unsigned = {**STATEMENT, "report": {"number": 1, "kind": "preliminary"}, "signed": None}
    jsonschema.validate(
        json.loads(sign_manifest(unsigned, KEY)), SCHEMA, jsonschema.Draft202012Validator
    )


def test_manifest_is_equal_for_equal_statements_and_keys() -> None:
    assert sign_manifest(dict(reversed(STATEMENT.items())), KEY) == MANIFEST


@given(st.integers(0, len(MANIFEST) - 1), st.integers(0, 255))
@example(0, 32)
@example(len(MANIFEST) - 1, 32)
def test_manifest_with_one_byte_changed_never_verifies(place: int, byte: int) -> None:
    changed = bytearray(MANIFEST)
    changed[place] = byte if byte != changed[place] else byte ^ 1
    with pytest.raises((AlteredManifest, ForeignManifest, NoManifest)):
        read_manifest(bytes(changed), KEYS)


@pytest.mark.parametrize("bits", [0x01, 0x20, 0x80])
def test_manifest_with_the_same_change_at_any_place_never_verifies(bits: int) -> None:
    """0x20 makes a capital of a letter, and of nothing a space."""
    for place in range(len(MANIFEST)):
        changed = bytearray(MANIFEST)
        changed[place] ^= bits
        with pytest.raises((AlteredManifest, ForeignManifest, NoManifest)):
            read_manifest(bytes(changed), KEYS)


def test_manifest_with_any_byte_taken_out_or_put_in_never_verifies() -> None:
    for place in range(len(MANIFEST) + 1):
        for changed in (
            MANIFEST[:place] + MANIFEST[place + 1 :] if place < len(MANIFEST) else b"",
            MANIFEST[:place] + b" " + MANIFEST[place:],
        ):
            with pytest.raises((AlteredManifest, ForeignManifest, NoManifest)):
                read_manifest(changed, KEYS)


@pytest.mark.parametrize(
    "changed",
    [
        MANIFEST.replace(b'"number":3', b'"number":4'),
        MANIFEST.replace(b'"format":', b'"format":"x","format":'),
        MANIFEST.replace(b'"size":90000', b'"size":1e999'),
        MANIFEST.replace(b'"size":90000', b'"size":NaN'),
        MANIFEST.replace(b'"size":90000', b'"size":' + b"[" * 100_000),
        MANIFEST.replace(b"report-3.pdf", b"\\ud800"),
        MANIFEST.replace(b"report-3.pdf", b"\xff"),
        MANIFEST.replace(b'"files"', b'"x"'),
        json.dumps(json.loads(MANIFEST), indent=2).encode(),
        b"\xef\xbb\xbf" + MANIFEST,
    ],
)
def test_manifest_written_otherwise_is_altered(changed: bytes) -> None:
    assert changed != MANIFEST
    with pytest.raises((AlteredManifest, NoManifest)):
        read_manifest(changed, KEYS)


@pytest.mark.parametrize(
    "signature", [None, 7, "", "0" * 128, "zz" * 64, json.loads(MANIFEST)["signature"].upper()]
)
def test_manifest_with_another_signature_is_altered(signature: Any) -> None:
    changed = canonical_json({**json.loads(MANIFEST), "signature": signature})
    with pytest.raises(AlteredManifest):
        read_manifest(changed, KEYS)


def test_manifest_of_another_key_is_foreign_and_under_our_id_altered() -> None:
    other = Ed25519PrivateKey.generate()
    theirs = sign_manifest(STATEMENT, other)
    with pytest.raises(ForeignManifest):
        read_manifest(theirs, KEYS)
    ours = theirs.replace(key_id(other.public_key()).encode(), next(iter(KEYS)).encode())
    with pytest.raises(AlteredManifest):
        read_manifest(ours, KEYS)


def test_manifest_verifies_with_an_old_key_after_rotation() -> None:
    new = Ed25519PrivateKey.generate().public_key()
    assert read_manifest(MANIFEST, {key_id(new): new, **KEYS})["frozen_digest"] == DIGEST


@pytest.mark.parametrize("data", [b"", b"\0", b"{}", b"[]", b"%PDF-1.7", b"{" * 300_000])
def test_what_is_no_manifest_is_told_apart(data: bytes) -> None:
    with pytest.raises(NoManifest):
        read_manifest(data, KEYS)


def test_manifest_is_the_last_kind_so_that_it_names_all_others() -> None:
    assert [kind.code for kind in KINDS].index("manifest") == len(KINDS) - 1
