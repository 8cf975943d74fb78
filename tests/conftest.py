"""What holds for the whole suite: no outside network, and which tests touch the servers."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
import pytest_socket
from django.db import connection
from django.test import TransactionTestCase

from lhs_portal.lib import immutability

pytest_plugins = ["tests.cast", "tests.log_lines"]

# A busy machine is no fault of the code: examples have no deadline.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")

SERVER_FIXTURES = {"db", "transactional_db", "live_server", "portal", "broker"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database or the broker: it runs again on PostgreSQL and Redis."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & SERVER_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is required, a test that was skipped is a failure of the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("LHS_TEST_REQUIRE_ALL") == "1" and reporter is not None:
        for report in reporter.stats.get("skipped", []):
            reporter.write_line(f"Skipped, but required: {report.nodeid}", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_runtest_setup() -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True, scope="session")
def _triggers_lifted_for_flush() -> Iterator[None]:
    """Tests with real transactions end with a `flush`, which on SQLite deletes frozen rows too."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_triggers(self: TransactionTestCase) -> None:
        if connection.vendor == "sqlite":
            with immutability.lifted():
                flush(self)
        else:
            flush(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_without_triggers)
        yield
