"""What an attacker does who wants to learn ratings: ask every address there is, and keep all of it.

New routes are found by themselves. A new kind of part in an address is looked for among the rows of
the database, by its name (`rater_id`: every Rater), or must be given in `Scene.parts`.
"""

import difflib
import io
import logging
import random
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any
from unittest import mock

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from assessments.models import Assessment, Rater, Rating
from lhs_portal.accounts.models import User

URLCONF = "tests.site.demo_urlconf"
Asks = tuple[tuple[str, dict[str, str]], ...]
PLAIN: Asks = (("GET", {}), ("POST", {}))
# Pages that poll may answer the script in another way.
ASKS: Asks = (*PLAIN, ("GET", {"HX-Request": "true"}))
OURS = ("assessments:", "reports:")

# Keys of nothing, for tables without a row.
NOTHING = ("1", "00000000-0000-4000-8000-000000000000")
# Parts that do not have the name of their model.
OTHERWISE_NAMED = {
    "piece_id": "evidence",
    "contact_id": "contactrequest",
    "note_id": "annotation",
}

Seen = dict[tuple[str, ...], str]


@dataclass(frozen=True)
class Route:
    """`parts` are the names of what varies in its address."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """An assessment with its raters, and the parts of addresses that are no keys of rows."""

    assessment: Assessment
    raters: tuple[Rater, ...]
    parts: dict[str, tuple[str, ...]]


def routes(
    patterns: Iterable[Any] | None = None, prefix: str = "", outer: tuple[str, ...] = ()
) -> Iterator[Route]:
    for pattern in get_resolver(URLCONF).url_patterns if patterns is None else patterns:
        parts = (*outer, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from routes(pattern.url_patterns, inner, parts)
        elif isinstance(pattern, URLPattern):
            yield Route(f"{prefix}{pattern.name}", parts)


def values_of(part: str, scene: Scene) -> tuple[str, ...]:
    """What may stand in an address for a part of this name. Never empty."""
    if part in scene.parts:
        return scene.parts[part]
    word = OTHERWISE_NAMED.get(part, part.removesuffix("_id").replace("_", ""))
    known = [model for model in apps.get_models() if _name(model).endswith(word)]
    assert known, (
        f"Say in tests/assessments/test_blindness.py what a {part!r} of an address may be."
    )
    keys = [list(model._default_manager.order_by("pk").values_list("pk")) for model in known]
    found = tuple(str(key) for of_model in keys for (key,) in of_model)
    return found if all(keys) else (*found, *NOTHING)


def addresses(scene: Scene) -> list[tuple[str, str]]:
    """Route and address of everything that can be asked for."""
    found = []
    for route in routes():
        of_route = []
        for chosen in product(*(values_of(part, scene) for part in route.parts)):
            kwargs = dict(zip(route.parts, chosen, strict=True))
            try:
                of_route.append(reverse(route.name, urlconf=URLCONF, kwargs=kwargs))
            except NoReverseMatch:
                continue
        assert of_route, f"No address could be made for {route}."
        found += [(route.name, address) for address in dict.fromkeys(of_route)]
    return found


@contextmanager
def undone() -> Iterator[None]:
    """All that is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def fixed_chance(seed: str) -> Iterator[None]:
    """Tokens, ids and challenges that are made inside are the same for the same seed."""
    chance = random.Random(seed)
    with (
        mock.patch("os.urandom", chance.randbytes),
        mock.patch("random._urandom", chance.randbytes),
    ):
        yield


@contextmanager
def quiet() -> Iterator[None]:
    """Thousands of lines would only take time: what the log says is asked by itself."""
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def ask_everything(person: User | None, session: str, scene: Scene) -> Seen:
    """Every response to the person, by route, address and way of asking; each as one text."""
    seen = {}
    client = Client()
    for name, address in addresses(scene):
        for method, headers in ASKS if name.startswith(OURS) else PLAIN:
            key = (name, address, method, *headers)
            client.cookies.clear()
            if person:
                client.cookies[settings.SESSION_COOKIE_NAME] = session
            with quiet(), undone(), fixed_chance(str(key)):
                response = client.generic(
                    method,
                    address,
                    headers=headers,
                    content_type="application/x-www-form-urlencoded",
                )
                seen[key] = _as_text(response)
    return seen


def different(one: Seen, other: Seen) -> str:
    """The first responses that differ, as a person reads them; empty where none does."""
    lines = []
    for key in sorted(one.keys() | other.keys()):
        mine, yours = one.get(key, ""), other.get(key, "")
        if mine != yours:
            changes = difflib.unified_diff(mine.splitlines(), yours.splitlines(), lineterm="", n=0)
            lines += [" ".join(key), *list(changes)[:12]]
        if len(lines) > 60:
            break
    return "\n".join(lines)


def rows_of_everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables but the ratings themselves, and whether raters want to be named."""
    rows = {}
    for model in apps.get_models():
        # A session is its person's own; it holds what her next page says to her.
        if model not in (Rating, Session) and not model._meta.proxy:
            rows[model._meta.label] = [_row(model, row) for row in _rows(model)]
    return rows


def _name(model: type[models.Model]) -> str:
    return model._meta.model_name or ""


def _rows(model: type[models.Model]) -> Any:
    return model._default_manager.order_by("pk").values()


def _row(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "named": None} if model is Rater else row


def _as_text(response: Any) -> str:
    head = [str(response.status_code), *(f"{key}: {value}" for key, value in response.items())]
    head += [str(cookie) for cookie in response.cookies.values()]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head.append(f"bytes: {len(body)}")
    text = _unzipped(body) if body.startswith(b"PK\x03\x04") else body
    return "\n".join([*head, text.decode(errors="replace")])


def _unzipped(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"\n".join(
            part for name in archive.namelist() for part in (name.encode(), archive.read(name))
        )
