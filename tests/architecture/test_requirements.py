"""Lock files hold versions and hashes, and no address."""

import re

import pytest

from lhs_portal.environment import BASE_DIR

LOCKS = sorted((BASE_DIR / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_file_pins_every_package_by_hash(lock):
    entries = re.split(r"(?m)^(?=[a-zA-Z0-9])", lock.read_text())
    pinned = [entry for entry in entries if entry.strip()]
    assert len(pinned) > 20
    for entry in pinned:
        assert re.match(r"[A-Za-z0-9_.\[\]-]+==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_file_names_no_address(lock):
    assert "://" not in lock.read_text()


def test_development_lock_holds_the_production_versions():
    pins = {
        lock.name: set(re.findall(r"(?m)^([A-Za-z0-9_.-]+==[^\s;]+)", lock.read_text()))
        for lock in LOCKS
    }
    assert pins["base.txt"] <= pins["dev.txt"]
