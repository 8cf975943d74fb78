"""The verdicts of checks, kept as they come: what is broken off goes on where it was."""

from collections.abc import Iterator, MutableMapping

from reports.releases.models import CheckVerdict


class KnownVerdicts(MutableMapping[str, bool]):
    """All rows are read once; each new one is written at once, so not inside of a transaction."""

    def __init__(self) -> None:
        self._known = dict(CheckVerdict.objects.order_by().values_list("key", "passed"))

    def __getitem__(self, key: str) -> bool:
        return self._known[key]

    def __setitem__(self, key: str, passed: bool) -> None:
        if key not in self._known:
            # Another worker may have come to it as well.
            CheckVerdict.objects.bulk_create(
                [CheckVerdict(key=key, passed=passed)], ignore_conflicts=True
            )
        self._known[key] = passed

    def __delitem__(self, key: str) -> None:
        raise TypeError("A verdict stays.")

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
