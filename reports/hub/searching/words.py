"""What a reader typed into the search box, as plain words. Pure.

No sign of it reaches an engine as a sign: quotes, stars and operators are no words.
"""

import re
import unicodedata

MOST_WORDS = 12
LONGEST_WORD = 40
# Beyond it nobody types; a pasted page is cut before it is taken apart.
LONGEST = 2_000

WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """The first words, each once, in lower case and one normal form."""
    folded = unicodedata.normalize("NFC", text[:LONGEST]).lower()
    words = dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(folded))
    return tuple(words)[:MOST_WORDS]
