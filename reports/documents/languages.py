"""Files in another language than the report's own: kinds such as `pdf-es`."""

from dataclasses import replace

from lhs_portal.lib.languages import INTERFACE
from lhs_portal.lib.wording import say
from reports.documents.bundle import KIND_BY_CODE, KINDS, DocumentKind

# What people read, and last the manifest of these files. The others are data: codes and figures.
SPOKEN = ("pdf", "brief", "docx", "xlsx", "charts", "manifest")


def kinds_in(language: str) -> tuple[DocumentKind, ...]:
    """The kinds of a rendition, in the order of KINDS."""
    return tuple(
        replace(kind, code=f"{kind.code}-{language}", ending=f"-{language}{kind.ending}")
        for kind in KINDS
        if kind.code in SPOKEN
    )


def split_kind(kind: str) -> tuple[str, str]:
    """A file's kind without its language, and that language; empty for the report's own."""
    code, _, language = kind.partition("-")
    return code, language


def label_of(kind: str) -> str:
    """What a person gets with a file of this kind; the code of one that is no longer made."""
    code, language = split_kind(kind)
    known = KIND_BY_CODE.get(code)
    if known is None:
        return kind
    label = say(known.label)
    return f"{label} ({INTERFACE.get(language, language)})" if language else label


def short_of(kind: str) -> str:
    code, language = split_kind(kind)
    known = KIND_BY_CODE.get(code)
    if known is None:
        return kind
    short = say(known.short)
    return f"{short} ({language})" if language else short


def place_of(kind: str) -> tuple[int, str]:
    """In the order of the report page: own files first, kinds that are no longer made last."""
    code, language = split_kind(kind)
    codes = list(KIND_BY_CODE)
    return codes.index(code) if code in codes else len(codes), language


def is_for_reader(kind: str, language: str, own: str) -> bool:
    """Whether a page in `language` names the file: those in it, and those that have no other."""
    code, spoken = split_kind(kind)
    if code not in SPOKEN:
        return True
    return spoken == ("" if language == own else language)
