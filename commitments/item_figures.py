"""Figures about items from outside of the framework, beside the text that they are about.

The framework knows nothing of who measures: rooms above this one register a provider.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """`source` names where the figures were published, at `url`; `version` is that of the text.

    `meaning` is the item's in that version. `verdicts` are sentences.
    """

    source: str
    url: str
    version: str
    meaning: int
    rows: tuple[tuple[str, str], ...]
    verdicts: tuple[str, ...]


Provider = Callable[[str], ItemFigures | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """To be called in an app's `ready`."""
    if provider not in _providers:
        _providers.append(provider)


def load_item_figures(code: str) -> tuple[ItemFigures, ...]:
    """What is published about the item; nothing where nothing is."""
    found = (provider(code) for provider in _providers)
    return tuple(figures for figures in found if figures)
