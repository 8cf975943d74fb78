"""Ed25519 keys as one line of text, such as an environment holds.

Each says which half of the key it is: a private key is never taken for one that may be published.
"""

import hashlib
import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PRIVATE, PUBLIC = "ed25519-private-", "ed25519-public-"
ID_LENGTH = 16
# Of 32 random bytes some 30 differ; fewer than 16 do not come about in the life of the universe.
FEWEST_BYTES = 16


class UnusableKey(ValueError):
    """The sentence says what is wrong, and never quotes the key."""


def make_private_key() -> str:
    return PRIVATE + Ed25519PrivateKey.generate().private_bytes_raw().hex()


def read_private_key(text: str) -> Ed25519PrivateKey:
    """Raises UnusableKey, also where the key is weak: words, or a few characters repeated."""
    if text.startswith(PUBLIC):
        raise UnusableKey("this is a public key, and it takes the private one to sign.")
    seed = _bytes_of(text, PRIVATE)
    if len(set(seed)) < FEWEST_BYTES or all(32 <= byte < 127 for byte in seed):
        raise UnusableKey("this key can be guessed.")
    return Ed25519PrivateKey.from_private_bytes(seed)


def read_public_key(text: str) -> Ed25519PublicKey:
    """Raises UnusableKey."""
    if text.startswith(PRIVATE):
        raise UnusableKey("this is a private key. Name its public key alone: it is published.")
    return Ed25519PublicKey.from_public_bytes(_bytes_of(text, PUBLIC))


def write_public_key(key: Ed25519PublicKey) -> str:
    return PUBLIC + key.public_bytes_raw().hex()


def key_id(key: Ed25519PublicKey) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:ID_LENGTH]


def _bytes_of(text: str, prefix: str) -> bytes:
    found = re.fullmatch(f"{prefix}([0-9a-f]{{64}})", text)
    if found is None:
        raise UnusableKey(f"a key is {prefix} and 64 hexadecimal digits.")
    return bytes.fromhex(found[1])
