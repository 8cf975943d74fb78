"""Which servers and programs this machine offers to the suite; a sentence for each that is missing."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import redis as redis_client

POSTGRESQL_URL = os.environ.get(
    "LHS_TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres"
)
REDIS_URL = os.environ.get("LHS_TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


def chromium() -> str | None:
    return os.environ.get("LHS_TEST_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


def browser() -> str:
    return (
        "" if chromium() else "Browser journeys: install Chromium (Debian: apt install chromium)."
    )


def postgresql() -> str:
    parts = urlsplit(POSTGRESQL_URL)
    try:
        psycopg.connect(POSTGRESQL_URL, connect_timeout=3).close()
    except psycopg.OperationalError:
        return (
            f"PostgreSQL: no server answers at {parts.hostname}:{parts.port} for "
            f"“{parts.username}”; set LHS_TEST_POSTGRESQL_URL."
        )
    return ""


def redis() -> str:
    parts = urlsplit(REDIS_URL)
    try:
        redis_client.Redis.from_url(REDIS_URL, socket_connect_timeout=3).ping()
    except redis_client.RedisError:
        return f"Redis: no server answers at {parts.hostname}:{parts.port}; set LHS_TEST_REDIS_URL."
    return ""


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@contextmanager
def private_redis(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A Redis of the test's own at 127.0.0.1:<port>, keeping nothing; answered when entered."""
    program = shutil.which("redis-server")
    if not program:
        raise FileNotFoundError("redis-server is not installed")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([program, *options], cwd=folder, stdout=subprocess.DEVNULL)
    client = redis_client.Redis(port=port)
    try:
        for _ in range(100):
            try:
                client.ping()
                break
            except redis_client.ConnectionError:
                time.sleep(0.05)
        yield process
    finally:
        client.close()
        process.kill()
        process.wait()


@contextmanager
def fresh_database() -> Iterator[str]:
    """The address of a new, empty PostgreSQL database, dropped at the end."""
    name = f"lhs_suite_{os.getpid()}_{os.urandom(4).hex()}"
    with psycopg.connect(POSTGRESQL_URL, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(POSTGRESQL_URL)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(POSTGRESQL_URL, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
