"""The key is made where the settings still lack it, and only there."""

import os
import subprocess
import sys
from pathlib import Path

from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.signing_keys import read_private_key, write_public_key


def test_generate_signing_key_works_before_production_can_start(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("LHS_")}
    environment = {"LHS_MODE": "production", "LHS_SIGNING_KEY": "x", "LHS_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "manage.py", "generate_signing_key"],
        cwd=BASE_DIR,
        env={**bare, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    secret, public = done.stdout.splitlines()
    private = read_private_key(secret.removeprefix("LHS_SIGNING_KEY="))
    assert public.endswith(write_public_key(private.public_key()))
    assert list(tmp_path.iterdir()) == []
