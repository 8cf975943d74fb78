"""PDFs without programs, attachments or passwords."""

import re
import zipfile
from itertools import chain
from typing import BinaryIO

import pikepdf

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import RefusedFile
from lhs_portal.lib.wording import mark

LOCKED = mark(
    "The PDF has a password or restrictions, so it cannot be checked. "
    "Open it and print it to a PDF, then choose the new file."
)
PROGRAM = mark(
    "The PDF holds a program or starts one (JavaScript or the like). "
    "Open it and print it to a PDF, then choose the new file."
)
ATTACHMENT = mark(
    "The PDF holds another file or a film. Open it and print it to a PDF, then choose the new file."
)
FORM = mark(
    "The PDF holds an XFA form, which can run programs. "
    "Open it and print it to a PDF, then choose the new file."
)

_REFUSED_KEYS = {
    "/JS": PROGRAM,
    "/JavaScript": PROGRAM,
    "/XFA": FORM,
    "/EmbeddedFiles": ATTACHMENT,
    "/EF": ATTACHMENT,
    "/RichMediaContent": ATTACHMENT,
}
# What an action does, and what an annotation shows.
_REFUSED_VALUES = {
    "/S": {
        "/JavaScript": PROGRAM,
        "/Launch": PROGRAM,
        "/ImportData": PROGRAM,
        "/GoToE": ATTACHMENT,
    },
    "/Subtype": {"/FileAttachment": ATTACHMENT, "/RichMedia": ATTACHMENT, "/3D": ATTACHMENT},
}

_CONTAINERS = (pikepdf.Array, pikepdf.Dictionary)
_NAMES = [*_REFUSED_KEYS, *chain.from_iterable(_REFUSED_VALUES.values())]
_SUSPICIOUS = re.compile(b"|".join(re.escape(name.encode()) for name in _NAMES))


def examine_pdf(source: BinaryIO) -> None:
    """Looks at every object, used or not: in object streams, and under names written in codes.

    A PDF that must be repaired to be read is refused: another reader may repair it otherwise.
    """
    if zipfile.is_zipfile(source):
        raise RefusedFile(policy.UNREADABLE)  # two files in one
    source.seek(0)
    try:
        with pikepdf.open(source, attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise RefusedFile(LOCKED)
            for thing in chain([pdf.trailer], pdf.objects):
                _check(thing)
            if not len(pdf.pages) or pdf.get_warnings():
                raise RefusedFile(policy.UNREADABLE)
    except pikepdf.PasswordError:
        raise RefusedFile(LOCKED) from None
    except pikepdf.PdfError:
        raise RefusedFile(policy.UNREADABLE) from None


def _check(thing: pikepdf.Object) -> None:
    """The object and what stands in it directly; what it refers to is an object of its own."""
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    # To walk is slow. qpdf writes every name in one way, so that it is seen whether it is needed.
    if not _SUSPICIOUS.search(thing.unparse(resolved=True)):
        return
    if isinstance(thing, pikepdf.Name):  # which something else refers to
        raise RefusedFile(PROGRAM)
    waiting: list[pikepdf.Object] = [thing] if isinstance(thing, _CONTAINERS) else []
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Array):
            waiting += [inner for inner in here if _stands_in_it(inner)]
            continue
        for key, value in here.items():
            sentence = _REFUSED_KEYS.get(key)
            if isinstance(value, pikepdf.Name):
                sentence = sentence or _REFUSED_VALUES.get(key, {}).get(str(value))
            if sentence:
                raise RefusedFile(sentence)
            if _stands_in_it(value):
                waiting.append(value)


def _stands_in_it(value: object) -> bool:
    return isinstance(value, _CONTAINERS) and not value.is_indirect
