"""What the portal says, in the language of the person. Pure: the house brings the translator.

Without one, as in a process of its own that only draws, every text is English, the language in
which it is written. Texts of a framework version have translations of their own; see
commitments.definition.Text.
"""

from collections.abc import Callable
from typing import Any

_one: Callable[[str], str] = str
_counted: Callable[[str, str, int], str] = lambda one, many, count: one if count == 1 else many  # noqa: E731


def bring_translator(one: Callable[[str], str], counted: Callable[[str, str, int], str]) -> None:
    """Both follow the language that is active when they are called."""
    global _one, _counted
    _one, _counted = one, counted


def say(message: str, **values: Any) -> str:
    """`message` with its `{names}` filled. A whole sentence: other languages order words anew."""
    text = _one(message)
    return text.format(**values) if values else text


def say_count(one: str, many: str, count: int, **values: Any) -> str:
    """The form for `count`, which may stand in it as `{count}`."""
    return _counted(one, many, count).format(count=count, **values)


def mark(message: str) -> str:
    """Marks a constant for translation; who shows it says it: `say(CONSTANT)`."""
    return message
