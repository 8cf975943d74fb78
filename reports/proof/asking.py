"""What somebody wants to know of: digests that were typed, and files that were hashed."""

import re
from dataclasses import dataclass, field, replace

from django.http import HttpRequest

from lhs_portal.lib.uploads.handlers import RefusedUpload
from lhs_portal.lib.wording import mark, say
from reports.proof.hashing import HashedFile
from reports.proof.verdicts import Asked

MOST_AT_ONCE = 20

NOTHING = mark("Choose a file, or enter a digest.")
NO_DIGEST = mark(
    "This is not a digest. A digest has 64 characters, each a digit or a letter from a to f. "
    "Copy it from the report, or enter the address that stands beside it."
)
TOO_MANY = mark("Choose at most {number} files at once.")


_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Question:
    asked: list[Asked] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_digest(text: str) -> str | None:
    """As it is stored; taken with spaces, in capitals, and as the end of an address.

    Also as it is copied from a PDF, which breaks its lines at characters that nobody sees.
    """
    plain = _UNSEEN.sub("", text[:1000]).rstrip("/").rpartition("/")[2].lower()
    return plain if re.fullmatch("[0-9a-f]{64}", plain) else None


def read_question(request: HttpRequest) -> Question:
    """Of a POST whose files HashingUploadHandler receives."""
    files = [one for name in request.FILES for one in request.FILES.getlist(name)]
    typed = [text for text in request.POST.getlist("digest") if text.strip()]
    if len(files) + len(typed) > MOST_AT_ONCE:
        return Question(faults=[say(TOO_MANY, number=MOST_AT_ONCE)])
    manifests = set(request.POST.getlist("manifest"))
    broken = set(request.POST.getlist("broken"))
    question = Question()
    for one in files:
        if isinstance(one, HashedFile):
            question.asked.append(one)
        elif isinstance(one, RefusedUpload):
            question.faults.append(f"{one.name}: {one.sentence}")
    for text in typed:
        digest = read_digest(text)
        if digest is None:
            question.faults.append(say(NO_DIGEST))
        else:
            seen = Asked(digest, manifest=digest in manifests, broken=digest in broken)
            question.asked.append(seen)
    if not question.asked and not question.faults:
        question.faults.append(say(NOTHING))
    return replace(question, faults=list(dict.fromkeys(question.faults)))
