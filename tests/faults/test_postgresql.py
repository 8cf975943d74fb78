"""PostgreSQL restarted as by a power cut: no acknowledged save is lost, and it goes on by itself."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lhs_portal.environment import BASE_DIR
from tests.faults.postgresql import private_postgresql, programs

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.xdist_group("workers"),
    pytest.mark.skipif(programs() is None, reason="PostgreSQL's programs are not installed."),
]

SECONDS = 12
RECOVERED_WITHIN = 15


def test_postgresql_restarted_during_saves_loses_no_acknowledged_one(tmp_path: Path) -> None:
    with private_postgresql() as server:
        environment = {
            **os.environ,
            "LHS_MODE": "test",
            "LHS_DATA_DIR": str(tmp_path),
            "LHS_DATABASE_URL": server.url,
            "LHS_BROKER_URL": "",
            "LHS_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "lhs_portal.settings",
        }
        command = [sys.executable, "-m", "tests.faults.saving_program", str(SECONDS)]
        with subprocess.Popen(
            command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            assert process.stdout
            lines = [json.loads(process.stdout.readline()) for _ in range(20)]
            restarted_at = time.time()
            server.restart_at_once()
            lines += [json.loads(line) for line in process.stdout]
    assert process.returncode == 0

    *tries, result = lines
    acknowledged = [each["number"] for each in tries if each["status"] == 200]
    after = [each for each in tries if each["status"] == 200 and each["at"] > restarted_at + 0.5]
    assert acknowledged == list(range(1, len(acknowledged) + 1))
    assert len(after) > 10
    assert after[0]["at"] - restarted_at < RECOVERED_WITHIN
    assert {each["status"] for each in tries} <= {200, 500, 503}
    assert result["kept"] == f"note {acknowledged[-1]}"
    # Each is in the history exactly once: what was sent again had no second effect.
    assert result["history"] == [f"note {number}" for number in acknowledged]
