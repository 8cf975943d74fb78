"""How long a whole version takes on its way in and out, within the portal's settings."""

import time
from pathlib import Path
from typing import Any

LOADS = 5
READS = 200
DIGEST = b"d7e5d04c4650e730bb593d69ffb2ee3985d7feab59bdb797fbc019c998105e44"


def version_loads(path: str) -> dict[str, Any]:
    """Seconds: from the file to committed rows; from rows; and from memory, as a page does it. Then
    the same with the Spanish beside it: from both files, and from memory.

    What is loaded is no version of the portal's, and is removed again.
    """
    from commitments import queries
    from commitments.documents import read_framework
    from commitments.importing import import_definition
    from commitments.models import FrameworkVersion
    from commitments.rating_guide_documents import read_rating_guide
    from commitments.translating.files import read_translation
    from commitments.translating.importing import import_translation

    data = Path(path).read_bytes()
    spanish = Path(path).with_suffix(".es.yaml").read_bytes()
    raters = Path(path).with_suffix(".raters.yaml").read_bytes()
    found: dict[str, list[float]] = {
        "loads": [], "reads": [], "memory": [], "both": [], "spanish": [],
    }  # fmt: skip
    for number in range(LOADS):
        text = data.replace(b'version: "2024.12"', f'version: "bench.{number}"'.encode(), 1)
        began = time.perf_counter()
        version, _ = import_definition(read_framework(text))
        found["loads"].append(time.perf_counter() - began)
        queries._loaded.clear()
        row = FrameworkVersion.objects.get(pk=version.pk)
        for where, times in (("reads", 1), ("memory", READS)):
            for _ in range(times):
                began = time.perf_counter()
                queries.load_definition(row)
                found[where].append(time.perf_counter() - began)
        definition = read_framework(text)
        named = f'version: "bench.{number}"'.encode()
        guide = read_rating_guide(raters.replace(b'version: "2024.12"', named, 1), definition)
        words = spanish.replace(b'version: "2024.12"', named, 1)
        words = words.replace(DIGEST, definition.digest.encode(), 1)
        began = time.perf_counter()
        import_translation(read_translation(words, definition, guide), version=version)
        found["both"].append(found["loads"][-1] + time.perf_counter() - began)
        for _ in range(READS):
            began = time.perf_counter()
            queries.load_definition(row, "es")
            found["spanish"].append(time.perf_counter() - began)
        version.delete()
    return found
