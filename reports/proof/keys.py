"""The keys of this portal: one that signs, and all that verify, by id."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from lhs_portal.lib.signing_keys import key_id, read_private_key, read_public_key, write_public_key


def load_signing_key() -> Ed25519PrivateKey:
    return read_private_key(settings.SIGNING_KEY)


def load_public_keys() -> dict[str, Ed25519PublicKey]:
    """The current one first."""
    current = load_signing_key().public_key()
    keys = [current, *(read_public_key(text) for text in settings.OLD_SIGNING_KEYS)]
    return {key_id(key): key for key in keys}


def present_public_keys() -> list[dict[str, Any]]:
    """As they are published; `pem` is for programs such as openssl."""
    return [
        {
            "id": name,
            "algorithm": "Ed25519",
            "current": place == 0,
            "public_key": write_public_key(key),
            "pem": key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        }
        for place, (name, key) in enumerate(load_public_keys().items())
    ]
