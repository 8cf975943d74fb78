"""The name under which an uploaded file is shown and sent: like the given one, and harmless."""

import re
import unicodedata

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import Kind

NAMELESS = "file"
_EXTENSIONS = {extension for kind in policy.KINDS for extension in kind.extensions}
_SUFFIX = re.compile(r"\.(?=\d*[A-Za-z])[A-Za-z0-9]{1,8}$")  # not the end of “Report 2024.12”
# Refused by some file system or shell, or read as markup.
_AWKWARD = re.compile(r'[<>:"|?*\\/]')
# Windows takes these for devices, whatever the extension.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def shown_name(given: str, kind: Kind) -> str:
    """At most policy.LONGEST_NAME characters, in one line, with the extension of the kind."""
    name = re.split(r"[/\\]", given.replace("\x00", ""))[-1]
    name = "".join(character for character in name if _is_visible(character))
    stem = _without_extensions(_AWKWARD.sub("-", " ".join(name.split())))
    stem = _shortened(stem, policy.LONGEST_NAME - len(kind.extension)).strip(" .")
    if not any(character.isalnum() for character in stem):
        stem = NAMELESS
    if _DEVICE.fullmatch(stem.split(".")[0].rstrip()):
        stem = f"{NAMELESS} {stem}"
    return stem + kind.extension


def _is_visible(character: str) -> bool:
    """Spaces are; controls, formats such as the bidi overrides, surrogates and private use are not.

    The joiners are formats, but words of many scripts need them.
    """
    return character in "\u200c\u200d" or unicodedata.category(character)[0] != "C"


def _without_extensions(name: str) -> str:
    """Without its own extension, and without the known ones that stand before it: a.pdf.exe."""
    stem = _SUFFIX.sub("", name.rstrip(" .")) or name
    while (found := _SUFFIX.search(stem)) and found.group().lower() in _EXTENSIONS:
        stem = stem[: found.start()]
    return stem


def _shortened(stem: str, longest: int) -> str:
    """The beginning and the end are kept: there a version or a date may stand."""
    if len(stem) <= longest:
        return stem
    end = longest // 3
    return f"{stem[: longest - end - 1]}…{stem[-end:]}"
