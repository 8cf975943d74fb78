"""Points this process's Celery at another broker for the time of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from celery import current_app
from kombu import pools


@contextmanager
def broker_at(url: str) -> Iterator[None]:
    before = current_app.conf.broker_url, current_app.conf.broker_write_url
    current_app.conf.broker_url = current_app.conf.broker_write_url = url
    _forget_connections()
    try:
        yield
    finally:
        current_app.conf.broker_url, current_app.conf.broker_write_url = before
        _forget_connections()


def _forget_connections() -> None:
    pools.reset()
    current_app._pool = None
    current_app.amqp._producer_pool = None
