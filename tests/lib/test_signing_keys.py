import hashlib

import pytest

from lhs_portal.lib.signing_keys import (
    UnusableKey,
    key_id,
    make_private_key,
    read_private_key,
    read_public_key,
    write_public_key,
)


def test_keys_come_back_from_their_text() -> None:
    private = read_private_key(make_private_key())
    public = read_public_key(write_public_key(private.public_key()))
    public.verify(private.sign(b"what was signed"), b"what was signed")
    assert make_private_key() != make_private_key()


def test_key_id_begins_the_digest_of_the_public_key() -> None:
    public = read_private_key(make_private_key()).public_key()
    assert key_id(public) == hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


@pytest.mark.parametrize(
    "text",
    ["", "words", "ed25519-private-", "ed25519-private-" + "0g" * 32, "é" * 64, "\0"],
)
def test_what_is_no_key_is_refused_without_being_quoted(text: str) -> None:
    for read in (read_private_key, read_public_key):
        with pytest.raises(UnusableKey) as refusal:
            read(text)
        assert len(text) < 32 or text not in str(refusal.value)
