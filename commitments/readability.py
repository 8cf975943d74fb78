"""How hard a text is to read, as a US school grade. Pure.

Flesch-Kincaid grade level (Kincaid et al. 1975): 0.39 · words/sentence + 11.8 · syllables/word
- 15.59. Syllables are counted by groups of vowels, which is right for nine words of ten: read the
grade of some sentences together, not of one.
"""

import re

_WORD = re.compile(r"[A-Za-z0-9]+(?:[’'-][A-Za-z0-9]+)*")
_SENTENCE_END = re.compile(r"[.?!](?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|[^aeioudty]ed|[^laeiouy]e)$")


def words_of(text: str) -> list[str]:
    """A word with a hyphen or an apostrophe is one word."""
    return _WORD.findall(text)


def grade_of(text: str) -> float:
    """Raises ValueError for a text without a word."""
    words = words_of(text)
    if not words:
        raise ValueError("a text without a word has no reading grade")
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    syllables = sum(_syllables(part) for word in words for part in word.split("-"))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    if groups > 1 and _SILENT_END.search(word):
        groups -= 1
    return max(1, groups)
