"""Finding published stories by words: one interface, an engine for each kind of database.

`matching` keeps the texts that have all the words, the best fit first;
`snippets` gives of each text the place that fits, with the words between MARK and END.
"""

from reports.hub.searching.engines import engine_of
from reports.hub.searching.snippets import END, MARK, mark_words
from reports.hub.searching.words import words_of

__all__ = ["END", "MARK", "engine_of", "mark_words", "words_of"]
