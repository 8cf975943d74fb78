"""Settings from the environment: demo starts bare, production names every fault."""

import os
import subprocess
import sys

import pytest

from lhs_portal.environment import BASE_DIR, Environment, UnsafeSettings, read_environment
from tests.deploy_check import PRODUCTION


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith("LHS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LHS_DATA_DIR", str(tmp_path))


def produce(monkeypatch, **changes):
    for name, value in {**PRODUCTION, "LHS_MEDIA_ROOT": "/srv/media", **changes}.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)


def test_environment_bare_is_the_demo_on_this_computer_alone():
    environment = read_environment()
    assert environment.mode == "demo"
    assert environment.hosts() == ["localhost", "127.0.0.1", "[::1]", "testserver"]
    assert environment.database().startswith("sqlite:///")


def test_environment_complete_production_is_accepted(monkeypatch):
    produce(monkeypatch)
    assert read_environment().hosts() == ["portal.example.org"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LHS_SITE_URL", "https://portal.example.org:8443/"),
        ("LHS_SITE_URL", "https://[::1]:8443"),
        ("LHS_DATABASE_URL", "postgresql:///portal"),
        ("LHS_DATABASE_URL", "sqlite:////srv/portal.sqlite3"),
        ("LHS_BROKER_URL", "spool:///srv/spool"),
        ("LHS_BROKER_URL", "rediss://:word@redis.example.org"),
    ],
)
def test_environment_of_another_shape_is_accepted(monkeypatch, name, value):
    produce(monkeypatch, **{name: value})
    assert read_environment().production


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LHS_SECRET_KEY", None),
        ("LHS_SECRET_KEY", "short"),
        ("LHS_SITE_URL", "http://portal.example.org"),
        ("LHS_SECRET_KEY", "a" * 60),
        ("LHS_SITE_URL", None),
        ("LHS_SITE_URL", "https://*"),
        ("LHS_SITE_URL", "https://.example.org"),
        ("LHS_SITE_URL", "https://portal.example.org/path"),
        ("LHS_SITE_URL", "https://portal.example.org:port"),
        ("LHS_DATABASE_URL", None),
        ("LHS_DATABASE_URL", "postgresql://"),
        ("LHS_DATABASE_URL", "postgresql://portal:pass#word@127.0.0.1:5432/portal"),
        ("LHS_DATABASE_URL", "postgresql://portal@127.0.0.1:99999/portal"),
        ("LHS_DATABASE_URL", "sqlite://:memory:"),
        ("LHS_BROKER_URL", None),
        ("LHS_BROKER_URL", "memory://"),
        ("LHS_BROKER_URL", "redis://127.0.0.1:port/0"),
        ("LHS_MEDIA_ROOT", None),
        ("LHS_MEDIA_ROOT", ""),
        ("LHS_EMAIL_HOST", None),
        ("LHS_FROM_EMAIL", None),
        ("LHS_FROM_EMAIL", "portal@localhost"),
        ("LHS_TRUSTED_PROXIES", None),
        ("LHS_TRUSTED_PROXIES", "many"),
        ("LHS_TRUSTED_PROXIES", "0"),
        ("LHS_MODE", "productoin"),
    ],
)
def test_environment_fault_is_named(monkeypatch, name, value):
    produce(monkeypatch, **{name: value})
    with pytest.raises(UnsafeSettings, match=name):
        read_environment()


def test_environment_faults_are_named_all_at_once(monkeypatch):
    monkeypatch.setenv("LHS_MODE", "production")
    with pytest.raises(UnsafeSettings) as refusal:
        read_environment()
    assert str(refusal.value).count("\n- LHS_") == 8


def test_portal_with_unsafe_settings_does_not_start():
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BASE_DIR,
        env={**os.environ, "LHS_MODE": "production"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "LHS_SECRET_KEY: set at least 50 random characters." in done.stderr
    assert "Traceback" not in done.stderr


def test_signing_key_is_made_once_and_kept(tmp_path):
    first = Environment().signing_key()
    assert len(first) >= 50
    assert Environment().signing_key() == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
