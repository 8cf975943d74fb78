"""The small framework with a Spanish of it, and Erin and Evan who translate."""

from collections.abc import Mapping

import pytest

from commitments.models import FrameworkVersion, TranslationEdition
from commitments.queries import load_definition
from commitments.translating.files import TranslationFile
from commitments.translating.importing import import_translation
from commitments.translating.texts import texts_of
from lhs_portal.accounts.models import User
from tests.commitments.drafting.conftest import make_editor


@pytest.fixture
def erin(db: None) -> User:
    return make_editor("Erin Castellanos")


@pytest.fixture
def evan(db: None) -> User:
    return make_editor("Evan Brandt")


def make_texts(version: FrameworkVersion, but: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every text as “es: …”; `but` has others, and an empty one leaves the text out."""
    sources = texts_of(load_definition(version))
    texts = {path: f"es: {text.source}" for path, text in sources.items()} | dict(but or {})
    return {path: text for path, text in texts.items() if text}


def add_spanish(
    version: FrameworkVersion, *, state: str = "draft", but: Mapping[str, str] | None = None
) -> TranslationEdition:
    file = TranslationFile(
        version.version, version.digest, "es", state, 1, make_texts(version, but)
    )
    return import_translation(file, version=version)[0]


@pytest.fixture
def spanish(published: FrameworkVersion) -> TranslationEdition:
    return add_spanish(published)
