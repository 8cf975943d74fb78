"""The suite as the README's test command runs it: `python -m tests`.

First everything on the embedded default (SQLite, messages in a folder). Then, where a PostgreSQL
and a Redis answer, all that touches the database or the broker again on those. What could not be
run is said at the end; with LHS_TEST_REQUIRE_ALL=1 it is a failure.
"""

import os
import subprocess
import sys

from tests import services


def run(label: str, arguments: list[str], environment: dict[str, str]) -> int:
    print(f"\n== {label}", flush=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        str(os.cpu_count() or 1),
        "--dist",
        "loadgroup",
    ]
    command += arguments
    return subprocess.call(command, env={**os.environ, **environment})


def main() -> int:
    require_all = os.environ.get("LHS_TEST_REQUIRE_ALL") == "1"
    missing = [
        part for part in (services.browser(), services.postgresql(), services.redis()) if part
    ]
    if require_all and missing:
        print("Required, but missing:", *missing, sep="\n- ")
        return 1
    extra = sys.argv[1:]
    failed = run("SQLite, messages in a folder", extra, {})
    if not services.postgresql() and not services.redis():
        with services.fresh_database() as url:
            failed |= run(
                "PostgreSQL and Redis: what touches the database or the broker",
                ["-m", "database", *extra],
                {
                    "LHS_DATABASE_URL": url,
                    "LHS_BROKER_URL": services.REDIS_URL,
                },
            )
    if missing:
        print("\nNot run on this machine:", *missing, sep="\n- ")
    return failed


if __name__ == "__main__":
    sys.exit(main())
