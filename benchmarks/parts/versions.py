"""What differs between two whole versions, and loading one from its file into the database."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.asking import ask
from benchmarks.figures import AT_MOST, TOLD, Figure
from benchmarks.processes import Portal

FRAMEWORK = Path(__file__).parents[2] / "fixtures" / "framework" / "2024.12.yaml"
ROUNDS = 5
MOST_SECONDS = 1
MOST_SECONDS_TO_LOAD = 5
MOST_MILLISECONDS_FROM_MEMORY = 3


def measure_comparison() -> Iterator[Figure]:
    """Every text of one version differs from the other's, and each is compared word by word."""
    from commitments.comparing import compare, words_diff
    from commitments.document_form import definition_from_document, document_of
    from commitments.documents import read_framework

    old = read_framework(FRAMEWORK.read_bytes())
    document = _reworded(document_of(old))
    new = definition_from_document({**document, "version": "2025.1"})
    new = dataclasses.replace(new, digest="other")
    taken = []
    for _ in range(ROUNDS):
        start = perf_counter()
        changes = compare(old, new).changes
        for change in changes:
            if change.is_text:
                words_diff(str(change.before), str(change.after))
        taken.append(perf_counter() - start)
    yield Figure(
        "versions",
        "difference of two whole versions, word by word",
        median(taken),
        " s",
        AT_MOST,
        MOST_SECONDS,
        f"{len(changes)} changes",
    )


def measure_loading(portal: Portal) -> Iterator[Figure]:
    """From the bytes of the file to rows, and from rows and from memory to a definition."""
    taken = ask(portal, "version_loads", str(FRAMEWORK))
    bounds = {
        "load of a whole version from its file": ("loads", 1, " s", MOST_SECONDS_TO_LOAD),
        "load_definition from its rows": ("reads", 1000, " ms", None),
        "load_definition from memory": ("memory", 1000, " ms", MOST_MILLISECONDS_FROM_MEMORY),
        "load of a version with its Spanish": ("both", 1, " s", MOST_SECONDS_TO_LOAD),
        "load_definition in Spanish": ("spanish", 1000, " ms", MOST_MILLISECONDS_FROM_MEMORY),
    }
    for name, (which, factor, unit, bound) in bounds.items():
        value, worst = (times * factor for times in (median(taken[which]), max(taken[which])))
        side = TOLD if bound is None else AT_MOST
        note = f"at worst {worst:.2f}{unit}"
        yield Figure(portal.engine, name, value, unit, side, bound or 0, note)


def _reworded(value: object) -> object:
    """Two words of every text are others; codes and numbers stay."""
    if isinstance(value, dict):
        if list(value) == ["en"]:
            words = str(value["en"]).split(" ")
            words[len(words) // 2] = "otherwise"
            return {"en": " ".join(["Now", *words])}
        return {key: _reworded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_reworded(inner) for inner in value]
    return value
