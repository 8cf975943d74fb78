"""The pages of a comparison, for two published versions and for a draft against its base."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commitments.comparing import Comparison, compare
from commitments.comparing.presenting import Filter, choices_of, present_comparison
from commitments.definition import Definition

COMPARISONS_KEPT = 8
PAPERS = ("letter", "a4")


@dataclass(frozen=True)
class Sides:
    old: Definition
    new: Definition

    @property
    def comparison(self) -> Comparison:
        return _compare(_Pair(self.old, self.new))


class _Pair:
    """What two versions say is known by their digests: no translation changes a comparison."""

    def __init__(self, old: Definition, new: Definition) -> None:
        self.old, self.new = old, new
        self._key = (old.version, old.digest, new.version, new.digest)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and self._key == other._key


@lru_cache(maxsize=COMPARISONS_KEPT)
def _compare(pair: _Pair) -> Comparison:
    return compare(pair.old, pair.new)


def show_comparison(
    request: HttpRequest, template: str, sides: Sides, **context: Any
) -> HttpResponse:
    """Filtered by what the address asks; a filter that nothing passes shows that it is one."""
    chosen = Filter(request.GET.get("kind", "")[:40], request.GET.get("subject", "")[:60])
    comparison = sides.comparison
    kinds, subjects = choices_of(comparison, sides.old, sides.new)
    context |= {
        "old": sides.old,
        "new": sides.new,
        "comparison": comparison,
        "groups": present_comparison(comparison, sides.old, sides.new, chosen),
        "kinds": kinds,
        "subjects": subjects,
        "chosen": chosen,
        "filtered": bool(chosen.kind or chosen.subject),
    }
    return render(request, template, context)


def show_printout(
    request: HttpRequest, template: str, sides: Sides, **context: Any
) -> HttpResponse:
    """Everything, numbered, on the paper that the address names."""
    paper = request.GET.get("paper", "")
    context |= {
        "old": sides.old,
        "new": sides.new,
        "groups": present_comparison(sides.comparison, sides.old, sides.new),
        "paper": paper if paper in PAPERS else PAPERS[0],
        "today": timezone.localdate(),
    }
    return render(request, template, context)
