"""Runs alone, in a process of its own: data on standard input, one PDF on standard output.

It imports nothing of the portal. A crash, a hang or a hunger for memory ends this process and no
other; every fault leaves as an exit code with a sentence on standard error.
"""

import json
import resource
import sys
from typing import Any

MEGABYTE = 1024 * 1024
FAULT = 3


def limit(name: int, most: int) -> None:
    _, hard = resource.getrlimit(name)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(name, (bound, bound))


def main() -> int:
    job: Any = json.load(sys.stdin.buffer)
    limit(resource.RLIMIT_CPU, job["seconds"])
    limit(resource.RLIMIT_DATA, job["megabytes"] * MEGABYTE)
    limit(resource.RLIMIT_CORE, 0)

    import typst  # after the limits, so that they hold for its threads too

    # Files given as a dictionary are all that the compiler can see: there is no folder behind them.
    files: Any = {name: text.encode() for name, text in job["files"].items()}
    try:
        content, warnings = typst.compile_with_warnings(
            files,
            format="pdf",
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=job["folders"]),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(job["data"])},
            pdf_standards=["ua-1"],
            timestamp=job["timestamp"],
        )
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message} {error.hints}\n{error.diagnostic}")
        return FAULT
    if warnings:
        sys.stderr.write("; ".join(warning.message for warning in warnings))
        return FAULT
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
