"""A program that runs alone: what to say on standard input, a .docx on standard output.

It imports nothing of the portal. A crash, a hang or a hunger for memory ends this process and no
other.
"""

import json
import resource
import sys
from typing import Any

MEGABYTE = 1024 * 1024


def limit(name: int, most: int) -> None:
    _, hard = resource.getrlimit(name)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(name, (bound, bound))


def main() -> int:
    job: Any = json.load(sys.stdin.buffer)
    limit(resource.RLIMIT_CPU, job["seconds"])
    limit(resource.RLIMIT_DATA, job["megabytes"] * MEGABYTE)
    limit(resource.RLIMIT_CORE, 0)

    from docx_file import compose  # after the limits, so that they hold for what it loads too

    sys.stdout.buffer.write(compose(job))
    return 0


if __name__ == "__main__":
    sys.exit(main())
