"""Tokens in links: shown once, and kept as a digest alone."""

import hashlib
import secrets


def make_token() -> str:
    return secrets.token_urlsafe(32)


def digest_of_token(token: str) -> str:
    """Of any text that came as one. Tokens are long and random: a slow hash would add nothing."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
