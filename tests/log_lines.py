"""What production would write to its log."""

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lhs_portal.lib.logs import logging_config


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Gives the lines so far, as documents."""
    root, written = logging.getLogger(), io.StringIO()
    before = list(root.handlers)
    configuration = logging_config(level="INFO", json=True)
    configuration["handlers"]["stderr"]["stream"] = written
    logging.config.dictConfig(configuration)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:] = before
