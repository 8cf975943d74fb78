"""The examination of one file, and the process of its own in which it happens.

What reads a stranger's file may need much memory or time, or crash: apart from the server that
costs one refusal. Run as a program it reads the file from standard input, writes a picture drawn
anew to the handle named by its argument, and answers with one line of JSON.
"""

import json
import os
import resource
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import Kind, RefusedFile
from lhs_portal.lib.uploads.signatures import HEAD, kind_of
from lhs_portal.lib.uploads.texts import examine_text


def examine(source: BinaryIO, claimed: str, target: BinaryIO) -> Kind:
    """The kind of the file to be stored; a picture's bytes go to `target`. Raises RefusedFile.

    `claimed` is the extension of its name, if known: see signatures.py.
    """
    source.seek(0)
    kind = kind_of(source.read(HEAD), claimed)
    source.seek(0)
    try:
        # Imported where they are needed: a text shall not wait for Pillow.
        if kind is None:
            from lhs_portal.lib.uploads.office import examine_office

            return examine_office(source)
        if kind in policy.IMAGES:
            from lhs_portal.lib.uploads.images import redraw_image

            return redraw_image(source, kind, target)
        if kind == policy.PDF:
            from lhs_portal.lib.uploads.pdfs import examine_pdf

            examine_pdf(source)
        else:
            examine_text(source)
    except RefusedFile:
        raise
    except MemoryError:
        raise RefusedFile(policy.TOO_DEMANDING) from None
    except Exception as error:  # noqa: BLE001 - the readers of damaged files raise what they like
        if policy.is_lack_of_room(error):
            raise RefusedFile(policy.NO_ROOM) from None
        raise RefusedFile(policy.UNREADABLE) from None
    return kind


def main() -> None:
    _limit(resource.RLIMIT_AS, policy.MOST_MEMORY)
    _limit(resource.RLIMIT_CPU, policy.MOST_CPU_SECONDS)
    _limit(resource.RLIMIT_CORE, 0)
    claimed, handle = sys.argv[1:]
    with os.fdopen(int(handle), "wb") as target, os.fdopen(0, "rb") as source:
        try:
            answer: dict[str, Any] = {"media_type": examine(source, claimed, target).media_type}
        except RefusedFile as refused:
            answer = {"refused": refused.message, "values": refused.values}
    print(json.dumps(answer))


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):  # some systems (macOS) do not limit the memory
        resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    main()
