"""Two people on one entry: whose words are kept. Pure.

A form carries, for each entry, what its author saw: the version and a digest of the content. So an
entry that stands on a page untouched never collides with what a colleague saved meanwhile.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self

from lhs_portal.lib.canonical import digest_of

TOKEN = re.compile(r"(?P<version>\d{1,9})(:(?P<digest>[0-9a-f]{12}))?", re.ASCII)
DIGEST_LENGTH = 12


class Outcome(Enum):
    UNCHANGED = "unchanged"
    SAVE = "save"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person had before them while typing; version 0 is an entry that did not exist."""

    version: int
    digest: str = ""

    @classmethod
    def of(cls, version: int, content: Any) -> Self:
        return cls(version, digest_of(content)[:DIGEST_LENGTH])

    @classmethod
    def from_token(cls, token: str) -> Self:
        """Anything that is not a token counts as never seen, and can only lead to a conflict."""
        match = TOKEN.fullmatch(token)
        if match is None:
            return cls(-1)
        return cls(int(match["version"]), match["digest"] or "")

    @property
    def token(self) -> str:
        return f"{self.version}:{self.digest}" if self.digest else str(self.version)

    def shows(self, content: Any) -> bool:
        """Whether this content is what the person saw."""
        return bool(self.digest) and digest_of(content)[:DIGEST_LENGTH] == self.digest


def merge(*, stored: Any, stored_version: int, posted: Any, mine: Any, seen: Seen) -> Outcome:
    """`posted` is the form's content alone; `mine` is it laid over what is stored.

    They differ where a form leaves a field out, which means: leave it as it is.
    """
    if mine == stored or seen.shows(posted):
        return Outcome.UNCHANGED
    # Where nothing is stored there is nothing to overwrite, whatever the person saw.
    if stored_version in (0, seen.version):
        return Outcome.SAVE
    return Outcome.CONFLICT
