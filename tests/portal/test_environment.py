"""Settings from the environment: demo starts bare, production names every fault."""

import hashlib
import os
import subprocess
import sys

import pytest

from lhs_portal.environment import BASE_DIR, Environment, UnsafeSettings, read_environment
from lhs_portal.lib.signing_keys import make_private_key, read_private_key, write_public_key
from tests.deploy_check import PRODUCTION

# The same in every process: it names a test.
PRIVATE_KEY = "ed25519-private-" + hashlib.sha256(b"a key for these tests").hexdigest()
PUBLIC_KEY = write_public_key(read_private_key(PRIVATE_KEY).public_key())


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
        ("LHS_CLAMD", "clamav:3310"),
        ("LHS_CLAMD", "/run/clamav/clamd.ctl"),
        ("LHS_CLAMD", ""),
        ("LHS_CLAMD_DOWN", "keep"),
        ("LHS_UPLOAD_MB", "50"),
        ("LHS_OLD_SIGNING_KEYS", ""),
        ("LHS_OLD_SIGNING_KEYS", f" {PUBLIC_KEY}\n{PUBLIC_KEY}"),
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
        ("LHS_SIGNING_KEY", None),
        ("LHS_SIGNING_KEY", ""),
        ("LHS_SIGNING_KEY", "ed25519-private-" + "0" * 64),
        ("LHS_SIGNING_KEY", "ed25519-private-" + b"a passphrase of thirty-two bytes".hex()),
        ("LHS_SIGNING_KEY", "ed25519-private-" + "5f" * 31),
        ("LHS_SIGNING_KEY", PUBLIC_KEY),
        ("LHS_OLD_SIGNING_KEYS", "5f" * 32),
        ("LHS_OLD_SIGNING_KEYS", PUBLIC_KEY[:-1]),
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
        ("LHS_CLAMD", "clamav"),
        ("LHS_CLAMD", "tcp://clamav:3310"),
        ("LHS_CLAMD_DOWN", "ignore"),
        ("LHS_UPLOAD_MB", "0"),
        ("LHS_UPLOAD_MB", "201"),
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
    assert str(refusal.value).count("\n- LHS_") == 9


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


@pytest.mark.parametrize("name", ["secret_key", "signing_key"])
def test_key_is_made_once_and_kept(tmp_path, name):
    first = getattr(Environment(), f"{name}_in_use")()
    assert len(first) >= 50
    assert getattr(Environment(), f"{name}_in_use")() == first
    assert (tmp_path / name).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_kept_signing_key_that_was_spoiled_stops_the_start(tmp_path):
    (tmp_path / "signing_key").write_text("")
    with pytest.raises(UnsafeSettings, match="remove it to have a new key"):
        Environment().signing_key_in_use()


@pytest.mark.parametrize("mode", ["demo", "production"])
def test_signing_key_that_was_given_has_to_be_one_in_every_mode(monkeypatch, mode):
    produce(monkeypatch, LHS_MODE=mode, LHS_SIGNING_KEY="words")
    with pytest.raises(UnsafeSettings, match="generate_signing_key") as refusal:
        read_environment()
    assert "words" not in str(refusal.value)


def test_private_key_among_the_old_ones_is_refused_before_it_is_published(monkeypatch):
    old = make_private_key()
    produce(monkeypatch, LHS_OLD_SIGNING_KEYS=f"{PUBLIC_KEY}, {old}")
    with pytest.raises(UnsafeSettings, match="LHS_OLD_SIGNING_KEYS, key 2: this is a private") as e:
        read_environment()
    assert old not in str(e.value)


def test_environment_font_paths_are_folders_with_fonts(monkeypatch, tmp_path):
    folders = [tmp_path / name for name in ("latin", "more")]
    for folder, name in zip(folders, ("A.ttf", "deep/B.OTC"), strict=True):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).touch()
    monkeypatch.setenv("LHS_FONT_PATHS", os.pathsep.join(map(str, folders)))
    assert read_environment().font_paths == tuple(folders)


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_environment_font_paths_without_fonts_stop_the_start(monkeypatch, tmp_path, mode):
    (tmp_path / "readme.txt").touch()
    monkeypatch.setenv("LHS_MODE", mode)
    for path, fault in ((tmp_path / "none", "is not a folder"), (tmp_path, "no font")):
        monkeypatch.setenv("LHS_FONT_PATHS", str(path))
        with pytest.raises(UnsafeSettings, match=f"LHS_FONT_PATHS: .*{fault}"):
            read_environment()
