"""The translations of the interface, from `locale/<language>/<room>.po`, compiled when first met.

The folder of the compiled file is named by the digest of its sources: what lies there can never be
stale, and whoever finds it needs nothing but the sources' bytes.
"""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

MAKING = "1"  # to be raised when what is made of the same sources changes
CATALOG = Path("LC_MESSAGES", "django.mo")


class NotWritable(SystemExit):
    """The compiled texts have no place: the process ends with a line that says what to do."""


def compiled(sources: Path, place: Path) -> Path:
    """A folder for LOCALE_PATHS, made within `place` where it does not exist yet.

    Raises NotWritable.
    """
    files = sorted(sources.glob("*/*.po"))
    contents = {path: path.read_bytes() for path in files}
    folder = place / _digest(sources, contents)
    for language in sorted({path.parent for path in files}):
        target = folder / language.name / CATALOG
        if not target.exists():
            of_language = [contents[path] for path in files if path.parent == language]
            _write(target, _merged(language.name, of_language))
    return folder


def _digest(sources: Path, contents: dict[Path, bytes]) -> str:
    digest = sha256(MAKING.encode())
    for path, content in contents.items():
        digest.update(f"\0{path.relative_to(sources).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _merged(language: str, contents: list[bytes]) -> bytes:
    """One message file of all rooms; what is not translated yet, or only guessed, is left out."""
    from io import BytesIO

    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=language, charset="utf-8")
    for content in contents:
        for message in read_po(BytesIO(content), locale=language):
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and not message.fuzzy and all(said):
                merged.add(message.id, message.string, context=message.context)
    made = BytesIO()
    write_mo(made, merged)
    return made.getvalue()


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all: other processes may be starting at the same moment."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except OSError as error:
        raise NotWritable(
            f"The translations cannot be written to {target.parent}: {error.strerror}.\n"
            "Make the data folder (LHS_DATA_DIR) writable for the user that runs the portal."
        ) from error
