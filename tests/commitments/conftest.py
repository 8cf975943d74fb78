from collections.abc import Iterator
from typing import Any

import pytest

from commitments import queries
from commitments.actions import publish
from commitments.definition import Definition
from commitments.documents import read_framework
from commitments.importing import import_definition
from commitments.models import FrameworkVersion
from lhs_portal.environment import BASE_DIR
from tests.frameworks import make_definition

REAL_FILE = BASE_DIR / "fixtures" / "framework" / "2024.12.yaml"


@pytest.fixture(autouse=True)
def _nothing_loaded_before() -> Iterator[None]:
    queries._loaded.clear()
    yield
    queries._loaded.clear()


@pytest.fixture
def draft(db: Any) -> FrameworkVersion:
    version, _ = import_definition(make_definition())
    return version


@pytest.fixture
def published(draft: FrameworkVersion) -> FrameworkVersion:
    return publish(version=draft)


@pytest.fixture(scope="session")
def real_definition() -> Definition:
    return read_framework(REAL_FILE.read_bytes())


@pytest.fixture
def real(db: Any, real_definition: Definition) -> FrameworkVersion:
    """The framework of the repository, published; not loaded since."""
    version, _ = import_definition(real_definition)
    version = publish(version=version)
    queries._loaded.clear()
    return version
